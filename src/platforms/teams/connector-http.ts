import { Agent, buildConnector } from 'undici';
import * as v from 'valibot';
import { messageOf } from '../../core/errors.ts';
import type { EpochMs } from '../../core/reply.ts';
import { ConnectorError } from './connector.ts';

export interface ConnectorRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ConnectorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Requests to Teams' connectors. */
export interface ConnectorHttp {
  /** Tries once and follows no redirect. Throws ConnectorError for a status of 400 and more, and without an answer in time. */
  request(request: ConnectorRequest): Promise<ConnectorAnswer>;
  close(): Promise<void>;
}

export interface ConnectorHttpOptions {
  /** Time for a whole request, in milliseconds. */
  readonly deadlineMs: number;
  readonly now: () => EpochMs;
  /** Who is asked, for the words of errors; Teams where left out. */
  readonly whom?: string;
}

const CONNECT_MS = 5_000;
const ANSWER_BYTES = 1_000_000;

const Refusal = v.object({ error: v.object({ code: v.optional(v.string()), message: v.optional(v.string()) }) });

/**
 * Builds the HTTP client under the SDK. The SDK's own has no deadline, and sends a POST up to four times after a 5xx or a cut connection, of
 * which each may have arrived; its settings for both are ignored (botbuilder 4.23.3).
 */
export function createConnectorHttp({ deadlineMs, now, whom = 'Teams' }: ConnectorHttpOptions): ConnectorHttp {
  const connect = createConnect(Math.min(CONNECT_MS, deadlineMs / 2), whom);
  const agent = new Agent({ connect, maxResponseSize: ANSWER_BYTES, headersTimeout: 0, bodyTimeout: 0 });

  async function ask({ method, url, headers, body }: ConnectorRequest): Promise<ConnectorAnswer> {
    const { origin, pathname, search } = new URL(url);
    const answer = await agent.request({
      origin,
      path: pathname + search,
      method,
      headers,
      signal: AbortSignal.timeout(deadlineMs),
      ...(body !== undefined && { body }),
    });
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(
        Object.entries(answer.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      ),
      body: await answer.body.text(),
    };
  }

  return {
    async request(request) {
      if (agent.destroyed) throw new ConnectorError(`the way to ${whom} is closed`, { isSent: false });
      const answer = await ask(request).catch((cause: unknown) => {
        if (cause instanceof ConnectorError) throw cause;
        throw new ConnectorError(`${whom} did not answer: ${messageOf(cause)}`, { cause });
      });
      if (answer.status < 300) return answer;
      throw refusalOf(answer, whom, now());
    },
    close: () => agent.destroy(),
  };
}

/** Opens connections; what goes wrong before the first byte of a request is told apart, because that request may be made again. */
function createConnect(timeoutMs: number, whom: string): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs });
  return (options, callback) => {
    connect(options, (...[cause, socket]) => {
      if (cause === null) return callback(null, socket);
      callback(new ConnectorError(`${whom} was not reached: ${messageOf(cause)}`, { isSent: false, cause }), null);
    });
  };
}

function refusalOf({ status, headers, body }: ConnectorAnswer, whom: string, now: EpochMs): ConnectorError {
  const said = v.safeParse(v.pipe(v.string(), v.parseJson(), Refusal), body);
  const { code, message } = said.success ? said.output.error : {};
  const words = [`${whom} answered ${status}`, code, message].filter((word) => word !== undefined && word !== '');
  return new ConnectorError(words.join(': ').slice(0, 500), {
    status,
    code,
    retryAfterMs: readRetryAfter(headers['retry-after'], now),
  });
}

/** Seconds or a date (RFC 9110, 10.2.3) as milliseconds from now. */
function readRetryAfter(written: string | undefined, now: EpochMs): number | undefined {
  if (written === undefined) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(written) ? Number(written) * 1_000 : Date.parse(written) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
