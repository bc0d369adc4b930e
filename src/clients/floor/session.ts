import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { SourceWatch } from '../../core/watch.ts';
import { Refused, UnexpectedAnswer } from '../errors.ts';
import type { HttpAnswer, HttpRequest } from '../http.ts';
import { createRetryPause, writePause } from '../retry-pause.ts';
import { LogInPaused, RightMissing, type SessionState } from '../session.ts';
import type { Dialect } from './dialect.ts';
import { PathUnknown, ServerError, SubscriptionKeyRefused } from './floor-errors.ts';
import { isAboutSubscriptionKey, readRetryAfter } from './problem.ts';
import { readToken, type Token } from './token.ts';
import { writeTokenRequests } from './token-requests.ts';

export interface FloorSessionOptions {
  readonly who: string;
  readonly dialect: Dialect;
  /** The path that every operation's path stands below. */
  readonly base: string;
  readonly account: { readonly username: string; readonly password: string };
  /** Sends a request with everything but the token. Throws the remote errors. */
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Hears of every log-in. */
  readonly watch?: Pick<SourceWatch, 'loggedIn'> | undefined;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** The one token of the bot. */
export interface FloorSession {
  readonly state: SessionState;
  /** Sends a request with the token, about what a right is called by. Throws Refused where it is not let in, and what `send` throws. */
  send(request: HttpRequest, about: string): Promise<HttpAnswer>;
  /** Renews the token before it is due, to see whether that works; the status of the answer. */
  tryRenewal(): Promise<number>;
}

/** A token with so little left is renewed by its next use; one that never had much more, with a sixth of its time left. */
const RENEW_MS = 5 * 60_000;
const RENEW_SHARE = 1 / 6;

/** A session that logs in when it is first used. */
export function createFloorSession(options: FloorSessionOptions): FloorSession {
  const { who, watch, now, log } = options;
  const { auth, operations } = options.dialect;
  const tokenRequests = writeTokenRequests(options);
  let token: Token | undefined;
  let opening: Promise<Token> | undefined;
  let pause = createRetryPause(now);
  let renewalPause = createRetryPause(now);
  /** The refusal that is repeated while the pause lasts. */
  let refusal: (() => Refused) | undefined;
  /** What was refused straight after a log-in: another log-in would not help. */
  const denials = new Map<string, ReturnType<typeof createRetryPause>>();

  const isValid = (held: Token | undefined): held is Token => held !== undefined && now() < held.endsAt;

  function open(): Promise<Token> {
    if (opening !== undefined) return opening;
    const held = token;
    if (!isValid(held)) return once(logIn);
    const renewMs = Math.min(RENEW_MS, (held.endsAt - held.since) * RENEW_SHARE);
    const isDue = held.endsAt - now() <= renewMs && operations.renewToken !== undefined;
    return isDue && renewalPause.remainingMs() === 0 ? once(() => renew(held)) : Promise.resolve(held);
  }

  function once(run: () => Promise<Token>): Promise<Token> {
    opening = run().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  function keep(answer: HttpAnswer, since: EpochMs): Token {
    const read = readToken(answer.body.toString(), auth.tokenAliases, since);
    if (!read) throw new UnexpectedAnswer(`${who} gives no token that can be read.`, 'no token');
    token = read;
    pause = createRetryPause(now);
    renewalPause = createRetryPause(now);
    return token;
  }

  async function logIn(): Promise<Token> {
    if (pause.remainingMs() > 0 && refusal) throw refusal();
    token = undefined;
    const at = now();
    const answer = await options.send(tokenRequests.logIn);
    if (answer.status >= 200 && answer.status < 300) {
      const kept = keep(answer, at);
      log.info({ source: who }, 'logged in');
      watch?.loggedIn('accepted');
      return kept;
    }
    throw judgeLogIn(answer);
  }

  function judgeLogIn(answer: HttpAnswer): Error {
    const { status } = answer;
    if (isAboutSubscriptionKey(answer)) return refuse(answer, () => keyRefused(who));
    if ([400, 401, 403].includes(status)) return refuse(answer, (again) => logInRefused(who, status, again));
    if (status === 404) return new PathUnknown(pathUnknown(who, 'Token'), 'no such address');
    if (status >= 500) return new ServerError(`${who} does not answer: error ${status}.`, `error ${status}`);
    return new UnexpectedAnswer(`${who} answered status ${status} to the log-in.`, `status ${status}`);
  }

  function refuse(answer: HttpAnswer, write: (again: string) => Refused): Refused {
    pause.refused(readRetryAfter(answer) ?? 0);
    log.warn({ source: who, status: answer.status, waitMs: pause.remainingMs() }, 'log-in refused');
    watch?.loggedIn('refused');
    const sentence = () => write(`The bot tries again in ${writePause(pause.remainingMs())}.`);
    refusal = () => asPaused(sentence());
    return sentence();
  }

  async function renew(held: Token): Promise<Token> {
    const at = now();
    try {
      const answer = await options.send(tokenRequests.renewal(held.jwt));
      if (answer.status >= 200 && answer.status < 300) return keep(answer, at);
      if (isAboutSubscriptionKey(answer)) throw keyRefused(who);
      if (answer.status < 500) return await logInInstead(answer.status);
      throw new ServerError(`${who} does not answer: error ${answer.status}.`, `error ${answer.status}`);
    } catch (error) {
      if (!isValid(token)) throw error;
      // What is left of the old one is used, and the renewal left alone for a while.
      renewalPause.refused();
      log.warn({ source: who, error: messageOf(error) }, 'token not renewed');
      return token;
    }
  }

  function logInInstead(status: number): Promise<Token> {
    log.info({ source: who, status }, 'renewal refused');
    return logIn();
  }

  const show = (request: HttpRequest, shown: Token): Promise<HttpAnswer> =>
    options.send({ ...request, headers: { ...request.headers, ...tokenRequests.header(shown.jwt) } });

  async function send(request: HttpRequest, about: string): Promise<HttpAnswer> {
    const used = await open();
    const answer = await show(request, used);
    if (answer.status !== 401) return answer;
    if (isAboutSubscriptionKey(answer)) throw keyRefused(who);
    if ((denials.get(about)?.remainingMs() ?? 0) > 0) throw denied(about);
    log.info({ source: who }, 'token refused');
    // Somebody else may have logged in since this request was sent: that token is used, not thrown away.
    if (token?.jwt === used.jwt) token = undefined;
    const second = await show(request, await open());
    if (second.status !== 401) {
      denials.delete(about);
      return second;
    }
    const denial = denials.get(about) ?? createRetryPause(now);
    if (denial.remainingMs() === 0) denial.refused();
    denials.set(about, denial);
    throw denied(about);
  }

  const denied = (about: string) => new RightMissing(`${who} does not let the bot read "${about}".`, 'right missing');

  return {
    get state() {
      if (isValid(token)) return { session: 'open' as const, loggedInAt: token.since };
      const { until } = pause;
      return until === undefined ? { session: 'none' as const } : { session: 'refused' as const, nextLogInAt: until };
    },
    send,
    async tryRenewal() {
      const at = now();
      const answer = await options.send(tokenRequests.renewal((await open()).jwt));
      if (answer.status >= 200 && answer.status < 300) keep(answer, at);
      return answer.status;
    },
  };
}

function keyRefused(who: string): SubscriptionKeyRefused {
  return new SubscriptionKeyRefused(
    `${who} wants a subscription key, or another one than FLOOR_SUBSCRIPTION_KEY holds.`,
    'subscription key refused',
  );
}

function logInRefused(who: string, status: number, again: string): Refused {
  return status === 403
    ? new Refused(`${who} does not let the bot's account use the API. ${again}`, 'no right to use the API')
    : new Refused(`${who} refuses the log-in of the bot. ${again}`, 'log-in refused');
}

/** The same words while nobody is asked: it is no new failure. */
const asPaused = ({ message, reason }: Refused): LogInPaused => new LogInPaused(message, reason);

/** What is said where the gateway knows no such address. */
export function pathUnknown(who: string, operation: string): string {
  return `${who} has no such address for "${operation}": correct its path in FLOOR_FILE, or import the vendor's OpenAPI file.`;
}
