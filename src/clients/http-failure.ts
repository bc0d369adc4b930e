import { type RemoteError, UnexpectedAnswer, Unreachable } from './errors.ts';
import { WRONG_FINGERPRINT } from './tls.ts';

/** What failures are told with. */
export interface FailureWords {
  /** The source as people call it: "Scout north". */
  readonly who: string;
  readonly connectTimeoutMs: number;
  readonly deadlineMs: number;
  readonly answerBytes: number;
}

/** An answer that ended, or could not be read on, after its headers had come. */
export class BrokenBody extends Error {
  constructor(cause: unknown) {
    super('the answer broke off', { cause });
  }
}

/** Failures of a moment, worth another try. */
const PASSING: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection cut',
  EPIPE: 'connection cut',
  UND_ERR_SOCKET: 'connection cut',
  ETIMEDOUT: 'no connection in time',
  EHOSTUNREACH: 'no way to its network',
  ENETUNREACH: 'no way to its network',
  EAI_AGAIN: 'its name cannot be looked up',
};

const LASTING: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed and not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is from an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is from an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is from an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is from an authority that is not trusted',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  [WRONG_FINGERPRINT]: 'its certificate has another fingerprint than the one set',
  EPROTO: 'no TLS connection',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no TLS connection',
  UND_ERR_DESTROYED: 'the client is closed',
};

/** Whether another try may bring an answer. */
export function isPassing(error: unknown): boolean {
  if (error instanceof BrokenBody) return codeOf(error.cause) !== TOO_LARGE;
  const code = codeOf(error);
  return code === CONNECT_TIMEOUT || code in PASSING;
}

/** Whether no connection was made in time. */
export const isConnectTimeout = (error: unknown): boolean => codeOf(error) === CONNECT_TIMEOUT;

/** What a failed request means to people. */
export function failureOf(error: unknown, words: FailureWords): RemoteError {
  const { who } = words;
  if (wordOf(error, 'name') === 'TimeoutError') {
    return unreachable(words, `no answer within ${seconds(words.deadlineMs)}`, error);
  }
  if (error instanceof BrokenBody) {
    if (codeOf(error.cause) === TOO_LARGE) {
      const limit = `${Math.floor(words.answerBytes / 1024 / 1024)} MB`;
      return new UnexpectedAnswer(`${who} answered more than ${limit}.`, 'answer too large', error.cause);
    }
    return new UnexpectedAnswer(`${who} broke off in the middle of its answer.`, 'half an answer', error.cause);
  }
  const code = codeOf(error);
  if (code === CONNECT_TIMEOUT) {
    return unreachable(words, `no connection within ${seconds(words.connectTimeoutMs)}`, error);
  }
  if (code.startsWith('HPE_')) {
    return new UnexpectedAnswer(`${who} answered something other than HTTP.`, 'not an HTTP answer', error);
  }
  return unreachable(words, PASSING[code] ?? LASTING[code] ?? 'connection failed', error);
}

const TOO_LARGE = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
const CONNECT_TIMEOUT = 'UND_ERR_CONNECT_TIMEOUT';

function unreachable({ who }: FailureWords, reason: string, cause: unknown): Unreachable {
  return new Unreachable(`${who} does not answer: ${reason}.`, reason, cause);
}

const codeOf = (error: unknown): string => wordOf(error, 'code');

function wordOf(error: unknown, key: 'code' | 'name'): string {
  const words: { readonly code?: unknown; readonly name?: unknown } = typeof error === 'object' && error ? error : {};
  return String(words[key] ?? '');
}

const seconds = (ms: number): string => `${ms / 1000} s`;
