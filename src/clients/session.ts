import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import type { EpochMs } from '../core/reply.ts';
import type { SourceWatch } from '../core/watch.ts';
import { Refused } from './errors.ts';
import type { Http, HttpAnswer, HttpRequest } from './http.ts';
import { type Access, type Credentials, logIn, redirectOf } from './log-in.ts';
import { createRetryPause, type RetryPause, writePause } from './retry-pause.ts';

export interface SessionOptions {
  /** The source as people call it: "Scout north". */
  readonly who: string;
  readonly http: Http;
  readonly credentials: Credentials;
  /** How long a log-in holds. */
  readonly lifetimeMs: number;
  /** Hears of every log-in. */
  readonly watch?: Pick<SourceWatch, 'loggedIn'> | undefined;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** How a session is doing; part of a source's health. */
export interface SessionState {
  readonly session: 'none' | 'open' | 'refused';
  readonly loggedInAt?: EpochMs;
  readonly nextLogInAt?: EpochMs;
}

/** Refused for one resource while the session itself holds. */
export class RightMissing extends Refused {}

/** The log-in was refused a while ago, so this time nobody was asked. */
export class LogInPaused extends Refused {}

interface Opened {
  readonly access: Access;
  readonly at: EpochMs;
}

/** From which part of its lifetime on a session is renewed by its next use. */
const RENEW_FROM = 0.9;

/**
 * The one log-in of the bot: shared by all who wait for it, made again once when the server refuses it, renewed before it ends.
 * Refused credentials are left alone for a growing while, so that the account is not locked.
 */
export class Session {
  readonly #options: SessionOptions;
  #opened: Opened | undefined;
  #opening: Promise<Opened> | undefined;
  #pause: RetryPause;
  #refusedWith = '';
  /** Resources that were refused straight after a log-in: a right is missing there, and logging in again would not give it. */
  readonly #denials = new Map<string, RetryPause>();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#pause = createRetryPause(options.now);
  }

  get state(): SessionState {
    if (this.#isOpen(this.#opened)) return { session: 'open', loggedInAt: this.#opened.at };
    const { until } = this.#pause;
    return until === undefined ? { session: 'none' } : { session: 'refused', nextLogInAt: until };
  }

  /** Sends a request with the session; logs in first where needed. Throws Refused where it is not let in, and what Http throws. */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    const used = await this.#open();
    const answer = await used.access.request(request);
    if (!this.#isRefusal(answer)) return answer;
    const resource = resourceOf(request.path);
    if ((this.#denials.get(resource)?.remainingMs() ?? 0) > 0) throw this.#denied(resource);
    this.#options.log.info({ source: this.#options.who, status: answer.status }, 'session refused');
    // Somebody else may have logged in again since this request was sent: that session is used, not thrown away.
    if (this.#opened === used) this.#opened = undefined;
    const renewed = await this.#open();
    const second = await renewed.access.request(request);
    if (this.#isRefusal(second)) {
      this.#rememberDenial(resource);
      throw this.#denied(resource);
    }
    this.#denials.delete(resource);
    return second;
  }

  #open(): Promise<Opened> {
    const opened = this.#opened;
    if (!this.#isOpen(opened)) return this.#logIn();
    const isDue = this.#options.now() - opened.at >= this.#options.lifetimeMs * RENEW_FROM;
    if (isDue && this.#pause.remainingMs() === 0) this.#renew();
    return Promise.resolve(opened);
  }

  #renew(): void {
    this.#logIn().catch((error: unknown) => {
      const { log, who } = this.#options;
      log.warn({ source: who, error: messageOf(error) }, 'session not renewed');
    });
  }

  #logIn(): Promise<Opened> {
    this.#opening ??= this.#tryLogIn().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #tryLogIn(): Promise<Opened> {
    const { credentials, http, who, now, log, watch } = this.#options;
    if (this.#pause.remainingMs() > 0) throw this.#refused(LogInPaused);
    const at = now();
    const result = await logIn(credentials, http, who);
    if ('access' in result) {
      this.#opened = { access: result.access, at };
      this.#pause = createRetryPause(now);
      log.info({ source: who, credentials: credentials.kind }, 'logged in');
      watch?.loggedIn('accepted');
      return this.#opened;
    }
    this.#pause.refused(result.retryAfterMs);
    this.#refusedWith = result.refusedWith;
    const waitMs = this.#pause.remainingMs();
    log.warn({ source: who, credentials: credentials.kind, status: result.status, waitMs }, 'log-in refused');
    watch?.loggedIn('refused');
    throw this.#refused();
  }

  #isOpen(opened: Opened | undefined): opened is Opened {
    return opened !== undefined && this.#options.now() - opened.at < this.#options.lifetimeMs;
  }

  /** Scout 3 answers 403, Orbit 401 (official prose); a web application may also send to its log-in page. */
  #isRefusal(answer: HttpAnswer): boolean {
    if (answer.status === 401 || answer.status === 403) return true;
    const target = redirectOf(answer, this.#options.http.origin);
    return target !== undefined && /log-?in|sign-?in|auth|saml/i.test(target.pathname);
  }

  #rememberDenial(resource: string): void {
    const pause = this.#denials.get(resource) ?? createRetryPause(this.#options.now);
    // Many may have asked at once: together they count as one refusal.
    if (pause.remainingMs() === 0) pause.refused();
    this.#denials.set(resource, pause);
  }

  #refused(Kind: typeof Refused = Refused): Refused {
    const { who, credentials } = this.#options;
    const again = `The bot tries again in ${writePause(this.#pause.remainingMs())}.`;
    const reason = credentials.kind === 'token' ? 'API token refused' : 'log-in refused';
    return new Kind(`${who} ${this.#refusedWith}. ${again}`, reason);
  }

  #denied(resource: string): RightMissing {
    const { who, credentials } = this.#options;
    const account = credentials.kind === 'token' ? 'API token' : 'account';
    return new RightMissing(`${who} does not let the bot's ${account} read "${resource}".`, 'right missing');
  }
}

/** The first word of a path below `/api/v0`, or of another path: what a right is about. */
function resourceOf(path: string): string {
  return path.replace(/^\/api\/v0/, '').split(/[/?]/)[1] ?? '';
}
