import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CookieOptions, cookie } from 'http-cookie-agent/undici';
import type { CookieJar } from 'tough-cookie';
import { Agent, type Dispatcher } from 'undici';
import type { SourceWatch } from '../core/watch.ts';
import { BrokenBody, type FailureWords, failureOf, isConnectTimeout, isPassing } from './http-failure.ts';
import { createConnector, type TlsOptions } from './tls.ts';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  /** Path and query, percent-encoded, beginning with a slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request; without it the deadline begins now. */
  readonly signal?: AbortSignal;
}

/** An answer of any status; redirects are not followed. */
export interface HttpAnswer {
  readonly status: number;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
  readonly body: Buffer;
}

/** Requests to one server. */
export interface Http {
  /** `https://host:port` of the server. */
  readonly origin: string;
  /** The end of a request, or of several that belong together, that begin now. */
  deadline(): AbortSignal;
  /** Throws Unreachable without an answer, UnexpectedAnswer for one that breaks off or is too large. */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** The same server and connections, with the cookies of `jar`. */
  withCookies(jar: CookieJar): Http;
  /** Ends all connections; requests under way fail. */
  close(): Promise<void>;
}

export interface HttpOptions extends FailureWords {
  readonly url: string;
  readonly tls: TlsOptions;
  readonly lookup?: LookupFunction;
  /** How often a GET is tried again. */
  readonly retries: number;
  /** Statuses after which a GET is tried again; those of a gateway that says "not now" where not given. */
  readonly tryAgain?: ReadonlySet<number>;
  /** Hears of every try before it is sent. */
  readonly onTry?: () => void;
  /** Sends every try. */
  readonly watch?: Pick<SourceWatch, 'request'>;
  /** From 0 to 1, for the jitter between tries. */
  readonly random: () => number;
}

/** Statuses with which a gateway says "not now". A plain 500 is not among them: Scout answers it for whatever it does not like. */
const TRY_AGAIN: ReadonlySet<number> = new Set([502, 503, 504]);
/** Before the first further try, doubled for each next. */
const PAUSE_MS = 100;
/** A site hub is a small computer: more connections would only queue there. */
const CONNECTIONS = 16;

/** Requests to the server at `url`, over connections that are kept. */
export function createHttp(options: HttpOptions): Http {
  const { origin } = new URL(options.url);
  const agent = new Agent({
    connect: createConnector(options.tls, {
      timeout: options.connectTimeoutMs,
      ...(options.lookup && { lookup: options.lookup }),
    }),
    connections: CONNECTIONS,
    maxResponseSize: options.answerBytes,
    // The deadline is the only timer once a connection stands.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const deadline = () => AbortSignal.timeout(options.deadlineMs);
  const { tryAgain = TRY_AGAIN, onTry, watch } = options;

  async function request(dispatcher: Dispatcher, question: HttpRequest): Promise<HttpAnswer> {
    const signal = question.signal ?? deadline();
    const retries = question.method === 'POST' ? 0 : options.retries;
    /** What the try before failed of. */
    let before: unknown;
    const ask = (asked: HttpRequest) => askOnce(dispatcher, origin, asked, signal);
    try {
      for (let tries = 0; ; tries++) {
        onTry?.();
        const asking = watch ? watch.request(question, ask) : ask(question);
        const answer = await asking.catch((error: unknown) => {
          if (tries === retries || signal.aborted || !isPassing(error)) throw error;
          before = error;
        });
        if (answer && (tries === retries || !tryAgain.has(answer.status))) return answer;
        await sleep(PAUSE_MS * 2 ** tries * (0.5 + options.random()), undefined, { signal });
      }
    } catch (error) {
      // Where no connection was made before, that is why there was no answer in time either.
      const late = isConnectTimeout(before) ? before : signal.reason;
      throw failureOf(signal.aborted ? late : error, options);
    }
  }

  const over = (dispatcher: Dispatcher): Http => ({
    origin,
    deadline,
    request: (question) => request(dispatcher, question),
    // The same class; it is only declared twice, for import and for require.
    withCookies: (jar) => over(agent.compose(cookie({ jar } as unknown as CookieOptions))),
    close: () => agent.destroy(),
  });
  return over(agent);
}

async function askOnce(
  dispatcher: Dispatcher,
  origin: string,
  { method = 'GET', path, headers = {}, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const answer = await dispatcher.request({
    origin,
    path,
    method,
    headers,
    signal,
    ...(body !== undefined && { body }),
  });
  const bytes = await answer.body.arrayBuffer().catch((cause: unknown) => {
    throw new BrokenBody(cause);
  });
  return {
    status: answer.statusCode,
    header: (name) => [answer.headers[name]].flat()[0],
    body: Buffer.from(bytes),
  };
}
