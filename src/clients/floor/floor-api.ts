import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../core/bot.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { SourceWatch } from '../../core/watch.ts';
import { NotFound, Refused, type RemoteError, UnexpectedAnswer, Unreachable } from '../errors.ts';
import { createHttp, type HttpAnswer, type HttpRequest } from '../http.ts';
import type { Outage, SourceHealth } from '../known.ts';
import { createOutageRecord } from '../outage-record.ts';
import { LogInPaused, RightMissing } from '../session.ts';
import type { TlsOptions } from '../tls.ts';
import type { CallLedger } from './call-count.ts';
import type { Dialect } from './dialect.ts';
import type { QuotaUse } from './floor-client.ts';
import { BadQuestion, NotConfigured, PathUnknown, ServerError } from './floor-errors.ts';
import { createGate } from './gate.ts';
import type { Operation, OperationKey } from './operations.ts';
import { OPERATIONS } from './operations.ts';
import { parseJson, readProblem, readQuotaPause, readRetryAfter } from './problem.ts';
import { createQuota } from './quota.ts';
import { type Parameters, writeRequest } from './request.ts';
import { createFloorSession, pathUnknown } from './session.ts';

/** Which floor server, how to get in, and how it speaks. */
export interface FloorApiOptions {
  /** How people call the plant, and the address that every operation's path stands below, its version included. */
  readonly site: { readonly name: string; readonly url: string };
  readonly account: { readonly username: string; readonly password: string };
  /** The key that the gateway in front may want beside the token. */
  readonly subscriptionKey?: string;
  readonly dialect: Dialect;
  /** Where the week's calls are counted beyond this process; without it they are counted here alone. */
  readonly ledger?: CallLedger;
  readonly tls: TlsOptions;
  /** How its name is looked up; as the system does where left out. */
  readonly lookup?: LookupFunction;
  readonly timing?: {
    /** 3,000. */
    readonly connectTimeoutMs?: number;
    /** A request with its retries and its body: 10,000. */
    readonly deadlineMs?: number;
    /** How often a GET is tried again: 2. */
    readonly retries?: number;
  };
  /** The longest answer that is read: 32 MB. */
  readonly answerBytes?: number;
  readonly watch?: SourceWatch;
  /** Hears of every answer. */
  readonly onAnswer?: (heard: { readonly path: string; readonly status: number; readonly mediaType: string }) => void;
  readonly now: () => EpochMs;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** One floor server, with its token, its weekly calls and its record of outages; all methods throw the remote errors. */
export interface FloorApi {
  /** How people call it: "Scout plant 1". */
  readonly who: string;
  /** Where an operation is. Throws NotConfigured where it is switched off or a guess. */
  operation(key: OperationKey): Operation;
  /** The parsed JSON of an answer, and how long it was. */
  ask(
    key: OperationKey,
    parameters?: Parameters,
    paging?: Readonly<Record<string, number>>,
  ): Promise<{ readonly json: unknown; readonly bytes: number }>;
  /** Renews the token before it is due; the status of the answer. */
  tryRenewal(): Promise<number>;
  quota(): QuotaUse;
  health(): SourceHealth;
  outage(): Outage | undefined;
  close(): Promise<void>;
}

const MB = 1024 * 1024;
const TRY_AGAIN: ReadonlySet<number> = new Set([500, 502, 503, 504]);
/** How often "too fast" is waited out, and how long at most; a person waits for the answer. */
const WAITS = 2;
const LONGEST_WAIT_MS = 10_000;

/** One floor server over HTTPS. Asks nothing until it is asked. Throws Error for a bad address or fingerprint. */
export function createFloorApi(options: FloorApiOptions): FloorApi {
  const { site, dialect, now, log, random, tls, answerBytes = 32 * MB, timing = {} } = options;
  const { connectTimeoutMs = 3_000, deadlineMs = 10_000, retries = 2 } = timing;
  const who = `Scout ${site.name}`;
  const base = new URL(site.url).pathname.replace(/\/$/, '');
  const { ledger, lookup, watch } = options;
  const quota = createQuota({ who, weekly: dialect.limits.weekly, ...(ledger && { ledger }), now, log });
  const http = createHttp({
    who,
    url: site.url,
    tls,
    connectTimeoutMs,
    deadlineMs,
    retries,
    answerBytes,
    tryAgain: TRY_AGAIN,
    onTry: quota.count,
    ...(lookup && { lookup }),
    ...(watch && { watch }),
    random,
  });
  // Who waited behind a question that nobody answered does not ask the same silence again, one after the other.
  const gate = createGate(dialect.limits.concurrency, (error) => error instanceof Unreachable);
  const session = createFloorSession({ who, dialect, base, account: options.account, send, watch, now, log });
  const record = createOutageRecord(now);
  const key = options.subscriptionKey;
  const shown = {
    accept: 'application/json, text/plain;q=0.5',
    ...(key !== undefined && { [dialect.auth.subscriptionKeyHeader]: key }),
  };

  /** One call, with the subscription key and within the limits, but without the token. */
  function send(request: HttpRequest): Promise<HttpAnswer> {
    return gate(async () => {
      quota.check();
      for (let waits = 0; ; waits++) {
        const answer = await http.request({ ...request, headers: { ...shown, ...request.headers } });
        options.onAnswer?.({ path: request.path, status: answer.status, mediaType: mediaTypeOf(answer) });
        const spentForMs = readQuotaPause(answer);
        if (spentForMs !== undefined) {
          quota.spentFor(spentForMs);
          quota.check();
        }
        if (answer.status !== 429) return answer;
        const waitMs = readRetryAfter(answer) ?? 1_000;
        if (waits === WAITS || waitMs > LONGEST_WAIT_MS)
          throw new Unreachable(`${who} does not answer: it is asked too often.`, 'asked too often');
        await sleep(waitMs);
      }
    });
  }

  function operation(wanted: OperationKey): Operation {
    const found = dialect.operations[wanted];
    if (found !== undefined && found.basis !== 'guess') return found;
    throw new NotConfigured(`"${OPERATIONS[wanted].name}" of ${who} is not configured.`, 'not configured');
  }

  async function askOnce(asked: Operation, request: HttpRequest): Promise<HttpAnswer> {
    try {
      const answer = await session.send(request, asked.name);
      const failure = failureOf(answer, who, asked);
      if (failure === undefined) return answer;
      throw failure;
    } catch (error) {
      keepFailure(error, isAboutOne(asked));
      throw error;
    }
  }

  function keepFailure(error: unknown, aboutOne: boolean): void {
    if (error instanceof LogInPaused) return;
    const isOwn = error instanceof RightMissing || (aboutOne && error instanceof ServerError);
    const isOutage = !isOwn && (error instanceof Unreachable || error instanceof Refused);
    if (isOutage) record.failed(error);
    else record.answered();
  }

  return {
    who,
    operation,
    async ask(wanted, parameters = {}, paging = {}) {
      const asked = operation(wanted);
      const answer = await askOnce(
        asked,
        writeRequest(asked, parameters, { base, dates: dialect.dates, more: paging }),
      );
      record.answered();
      const json = parseJson(answer.body.toString());
      // Without the answer itself: it may hold what nobody should read in a log.
      if (json === undefined) throw new UnexpectedAnswer(`${who} answered something that is not JSON.`, 'not JSON');
      return { json, bytes: answer.body.length };
    },
    tryRenewal: session.tryRenewal,
    quota: quota.use,
    health() {
      const { outage, lastAnswerAt } = record;
      return {
        ...session.state,
        credentials: 'password',
        ...(lastAnswerAt !== undefined && { lastAnswerAt }),
        ...(outage && { outage }),
      };
    },
    outage: () => record.outage,
    async close() {
      await http.close();
      await quota.close();
    },
  };
}

const isAboutOne = ({ path }: Operation): boolean => path.includes('{');

const mediaTypeOf = (answer: HttpAnswer): string => answer.header('content-type')?.split(';')[0] ?? 'none';

/** What an answer without data means; the form of its body tells the gateway's words from the server's. */
function failureOf(answer: HttpAnswer, who: string, operation: Operation): RemoteError | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const { from, fields } = readProblem(answer);
  if (status === 404) {
    const isPathUnknown = from === 'gateway' || (from === 'unknown' && !isAboutOne(operation));
    return isPathUnknown
      ? new PathUnknown(pathUnknown(who, operation.name), 'no such address')
      : new NotFound(`${who} does not have what was asked for.`, 'not found');
  }
  if (status === 403) return new RightMissing(`${who} does not let the bot read "${operation.name}".`, 'right missing');
  if (status === 400) {
    const named = fields.length === 0 ? '' : ` (${fields.slice(0, 5).join(', ')})`;
    return new BadQuestion(`${who} does not accept what it was asked${named}.`, 'question refused');
  }
  if (status >= 500) return new ServerError(`${who} does not answer: error ${status}.`, `error ${status}`);
  const reason = status >= 300 && status < 400 ? 'a redirect' : `status ${status}`;
  return new UnexpectedAnswer(`${who} answered ${reason} instead of data.`, reason);
}
