import type { LookupFunction } from 'node:net';
import type { Log } from '../../core/bot.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { SourceWatch } from '../../core/watch.ts';
import { NotFound, Refused, UnexpectedAnswer, Unreachable } from '../errors.ts';
import { createHttp, type HttpAnswer } from '../http.ts';
import type { Outage, SourceHealth } from '../known.ts';
import type { Credentials } from '../log-in.ts';
import { createOutageRecord } from '../outage-record.ts';
import { LogInPaused, RightMissing, Session } from '../session.ts';
import type { TlsOptions } from '../tls.ts';
import { encodeFilePath, joinFilePath } from './file-path.ts';
import type { Site } from './fleet-client.ts';

export interface ScoutApiOptions {
  readonly site: Site;
  readonly credentials: Credentials;
  readonly tls: TlsOptions;
  readonly lookup?: LookupFunction;
  readonly connectTimeoutMs: number;
  readonly deadlineMs: number;
  readonly retries: number;
  readonly sessionLifetimeMs: number;
  /** The longest answer that is read. */
  readonly answerBytes: number;
  readonly watch?: SourceWatch;
  readonly now: () => EpochMs;
  readonly random: () => number;
  readonly log: Log;
}

/** Scout answered 5xx: it is there, but could not give this. */
export class ServerError extends Unreachable {
  readonly status: number;

  constructor(who: string, status: number) {
    super(`${who} does not answer: error ${status}.`, `error ${status}`);
    this.status = status;
  }
}

/** A web page came where data was expected: an address that this Scout does not have, or something in front of it. */
export class WebPage extends UnexpectedAnswer {}

export interface Question {
  /** Below `/api/v0/`, percent-encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** One thing is asked for; then a 5xx may be about it alone (Scout documents 500 for any failure) and is no outage. */
  readonly isAboutOne?: true;
}

/** Answers of one Scout, with its log-in and its record of outages; all methods throw the remote errors. */
export interface ScoutApi {
  /** How people call it: "Scout north". */
  readonly who: string;
  /** The parsed JSON, and how long it was. */
  json(question: Question): Promise<{ readonly json: unknown; readonly bytes: number }>;
  /** A file by its path on the host as Scout gives it. */
  file(path: string): Promise<Buffer>;
  health(): SourceHealth;
  outage(): Outage | undefined;
  close(): Promise<void>;
}

/** One Scout over HTTPS. Throws Error for a bad address or fingerprint. */
export function createScoutApi(options: ScoutApiOptions): ScoutApi {
  const { site, credentials, tls, log, now, watch } = options;
  const who = `Scout ${site.name}`;
  if (tls.insecure === true) log.warn({ site: site.name }, 'the certificate of this Scout is not checked');
  const http = createHttp({ ...options, who, url: site.url });
  const session = new Session({ who, http, credentials, lifetimeMs: options.sessionLifetimeMs, watch, now, log });
  const record = createOutageRecord(now);

  async function get(path: string, headers: Readonly<Record<string, string>>, isAboutOne: boolean) {
    try {
      const answer = await session.send({ path, headers });
      if (answer.status >= 500 && !isAboutOne) record.failed(new ServerError(who, answer.status));
      else record.answered();
      return answer;
    } catch (error) {
      if (error instanceof RightMissing) record.answered();
      else if (error instanceof LogInPaused) throw error;
      else if (error instanceof Unreachable || error instanceof Refused) record.failed(error);
      throw error;
    }
  }

  async function file(path: string): Promise<Buffer> {
    const answer = await get(path, { accept: '*/*' }, true);
    throwForStatus(answer, who, true);
    return answer.body;
  }

  return {
    who,
    async json({ path, query = {}, isAboutOne = false }) {
      const answer = await get(`/api/v0/${path}${queryString(query)}`, {}, isAboutOne);
      throwForStatus(answer, who, isAboutOne);
      return { json: parseJson(answer, who), bytes: answer.body.length };
    },
    async file(path) {
      const encoded = encodeFilePath(path, http.origin, who);
      try {
        return await file(encoded);
      } catch (error) {
        // The paths that were seen are not encoded; should a server encode them itself, the path as it stands is the right one.
        const plain = joinFilePath(path, http.origin);
        if (!(error instanceof NotFound) || plain === undefined || plain === encoded) throw error;
        return file(plain);
      }
    },
    health() {
      const { outage, lastAnswerAt } = record;
      return {
        ...session.state,
        credentials: credentials.kind,
        ...(lastAnswerAt !== undefined && { lastAnswerAt }),
        ...(outage && { outage }),
      };
    },
    outage: () => record.outage,
    close: () => http.close(),
  };
}

function queryString(query: NonNullable<Question['query']>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString().replaceAll('+', '%20');
  return text === '' ? '' : `?${text}`;
}

function throwForStatus({ status }: HttpAnswer, who: string, isAboutOne: boolean): void {
  if (status >= 200 && status < 300) return;
  if (status === 404 || (isAboutOne && status === 400))
    throw new NotFound(`${who} does not have what was asked for.`, 'not found');
  if (status === 429) throw new Unreachable(`${who} does not answer: it is asked too often.`, 'asked too often');
  if (status >= 500) throw new ServerError(who, status);
  const reason = status >= 300 && status < 400 ? 'a redirect' : `status ${status}`;
  throw new UnexpectedAnswer(`${who} answered ${reason} instead of data.`, reason);
}

function parseJson(answer: HttpAnswer, who: string): unknown {
  const text = answer.body.toString();
  try {
    return JSON.parse(text);
  } catch {
    if (/html/i.test(answer.header('content-type') ?? '') || text.trimStart().startsWith('<')) {
      throw new WebPage(`${who} answered with a web page instead of data.`, 'a web page instead of data');
    }
    // Without the parser's error as cause: it quotes the answer.
    throw new UnexpectedAnswer(`${who} answered something that is not JSON.`, 'not JSON');
  }
}
