import type { Log } from '../core/bot.ts';
import { messageOf, UserError } from '../core/errors.ts';
import type { Conversation } from '../core/message.ts';
import type { PlatformAdapter } from '../core/platform-adapter.ts';
import { button, buttons, type EpochMs, reply, text, withCode } from '../core/reply.ts';
import { SendError } from '../core/send-error.ts';
import type { Claim, Ending, Store, Subscription } from '../storage/store.ts';
import type { BuiltSummary } from '../summaries/summary.ts';
import { isLate, withCircumstances } from './delivery-note.ts';
import { type PlannedSummaries, spanOf } from './planned-summary.ts';

/** What to do with a summary of which nobody knows whether it arrived: leave it, or send it again. */
export type DeliveryPolicy = 'never-twice' | 'at-least-once';

export interface DelivererOptions {
  readonly store: Store;
  readonly build: PlannedSummaries;
  readonly adapterOf: (conversation: Conversation) => PlatformAdapter | undefined;
  /** Pauses a subscription whose conversation is gone and tells its creator. */
  readonly giveUp: (subscription: Subscription, reason: string) => Promise<void>;
  readonly policy: DeliveryPolicy;
  readonly owner: string;
  readonly maxLateMs: number;
  readonly leaseMs: number;
  /** When this process began; what was planned before is late because nobody was there. */
  readonly startedAt: EpochMs;
  readonly now: () => EpochMs;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  readonly log: Log;
}

/** One delivery to bring to its end. */
export interface Task {
  readonly claim: Claim;
  /** Whether somebody else held it before. */
  readonly isLeft: boolean;
  readonly signal: AbortSignal;
}

/** Brings a delivery to its end, or lets it wait for another try. */
export type Deliverer = (task: Task) => Promise<void>;

const NOT_RUNNING = 'the bot was not running';
const STOPPED_SENDING = 'the bot stopped while sending it';
/** Pauses that a chat server asks for are waited for up to this; longer ones give the delivery back. */
const SHORT_PAUSE_MS = 30_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 600_000;
/** What was sent is noted as sent, however long the store does not answer. */
const NOTE_AGAIN_MS = 2_000;

/** Builds a deliverer. A summary is noted as being sent before it is sent, so that after a crash nobody sends it unawares again. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { store, build, adapterOf, owner, maxLateMs, now, wait, log } = options;
  /** Until when each workspace is left in peace. */
  const pauses = new Map<string, EpochMs>();

  const teamOf = ({ platform, team }: Conversation): string => `${platform} ${team}`;

  async function deliver({ claim, isLeft, signal }: Task): Promise<void> {
    const { delivery } = claim;
    const subscription = (await store.subscription(delivery.subscriptionId)) ?? claim.subscription;
    const adapter = adapterOf(subscription.conversation);
    if (adapter === undefined) return finish(claim, 'missed', 'the bot is not set up for this platform any more');
    if (delivery.state === 'sending') {
      const isThere = await adapter.find(subscription.conversation, delivery.id, delivery.plannedAt);
      if (isThere === true) return finish(claim, 'sent', STOPPED_SENDING);
      if (isThere === undefined && options.policy === 'never-twice') return finish(claim, 'unknown', STOPPED_SENDING);
    }
    if (subscription.state !== 'active') return finish(claim, 'missed', 'the subscription was stopped');
    const reason = reasonOf(claim, isLeft);
    if (now() - delivery.plannedAt > maxLateMs) return finish(claim, 'missed', reason ?? 'the bot was held up');
    await send({ claim, subscription, adapter, reason, signal });
  }

  function reasonOf({ delivery }: Claim, isLeft: boolean): string | undefined {
    if (delivery.reason !== undefined) return delivery.reason;
    if (delivery.plannedAt < options.startedAt) return NOT_RUNNING;
    return isLeft ? STOPPED_SENDING : undefined;
  }

  async function send(work: Work): Promise<void> {
    const { claim, subscription, adapter, reason, signal } = work;
    const { delivery } = claim;
    const [untold, built] = await Promise.all([
      store.untold(subscription.id),
      buildOrSay(subscription, delivery.plannedAt),
    ]);
    if (built.isEmpty && subscription.skipEmpty && untold.length === 0) return finish(claim, 'empty');
    if (!(await rest(teamOf(subscription.conversation), signal))) {
      return store.postpone(delivery.id, owner, pauses.get(teamOf(subscription.conversation)) ?? now(), reason);
    }
    if (!(await store.begin(delivery.id, owner, now() + options.leaseMs))) return;
    const sentAt = now();
    const message = withCircumstances(built.reply, {
      subscription,
      plannedAt: delivery.plannedAt,
      sentAt,
      reason: reason ?? 'the bot was held up',
      untold,
    });
    try {
      const { id } = await adapter.send(subscription.conversation, message, delivery.id);
      await finish(claim, 'sent', isLate(delivery.plannedAt, sentAt) ? reason : undefined, id);
    } catch (error) {
      return handle(work, error);
    }
    if (untold.length > 0) await noted(() => store.markTold(untold.map((each) => each.id)));
  }

  async function handle(work: Work, error: unknown): Promise<void> {
    const { claim, subscription } = work;
    const { delivery } = claim;
    const { platform } = subscription.conversation;
    const values = { delivery: delivery.id, subscription: subscription.id, platform, error: messageOf(error) };
    if (!(error instanceof SendError) || error.outcome === 'unknown') {
      log.error(values, 'nobody knows whether a summary arrived');
      if (options.policy === 'never-twice') return finish(claim, 'unknown', `${platform} did not answer`);
      return noted(() => store.postpone(delivery.id, owner, now() + FIRST_RETRY_MS, `${platform} did not answer`));
    }
    if (error.outcome === 'gone') {
      log.warn(values, 'a conversation takes no summaries any more');
      await finish(claim, 'refused', error.message);
      return options.giveUp(subscription, error.message);
    }
    const pauseMs = error.retryAfterMs;
    if (pauseMs !== undefined) pauses.set(teamOf(subscription.conversation), now() + pauseMs);
    else log.warn(values, 'a summary could not be sent: trying again');
    const reason = pauseMs === undefined ? `${platform} did not take it` : `${platform} asked for a pause`;
    const retryMs = pauseMs ?? Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** delivery.attempts);
    return noted(() => store.postpone(delivery.id, owner, now() + retryMs, reason));
  }

  /** Waits while a workspace is to be left in peace; false where that takes too long. */
  async function rest(team: string, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const left = (pauses.get(team) ?? 0) - now();
      if (left <= 0) return true;
      if (left > SHORT_PAUSE_MS || signal.aborted) return false;
      await wait(left, signal).catch(() => undefined);
    }
  }

  async function buildOrSay(subscription: Subscription, plannedAt: EpochMs): Promise<BuiltSummary> {
    try {
      return await build(subscription, spanOf(subscription.timetable, plannedAt));
    } catch (error) {
      if (!(error instanceof UserError))
        log.error({ subscription: subscription.id, err: error }, 'failed to build a summary');
      const why = error instanceof UserError ? error.message : 'Something went wrong on my side.';
      const again = buttons(button('Summary now', 'summary'), button('Health', 'health'));
      return { reply: reply(text('No summary: ', ...withCode(why)), again), isEmpty: false };
    }
  }

  function finish({ delivery }: Claim, state: Ending['state'], reason?: string, messageId?: string): Promise<void> {
    const ending: Ending = {
      state,
      at: now(),
      ...(reason !== undefined && { reason }),
      ...(messageId !== undefined && { messageId }),
    };
    return noted(() => store.finish(delivery.id, owner, ending));
  }

  /** What has happened has to be written down, also by a store that is away for a while; the lease bounds how long. */
  async function noted(write: () => Promise<void>): Promise<void> {
    const until = now() + options.leaseMs;
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (now() >= until) throw error;
        log.error({ error: messageOf(error) }, 'could not note what became of a summary: trying again');
        await wait(NOTE_AGAIN_MS, new AbortController().signal);
      }
    }
  }

  return deliver;
}

interface Work {
  readonly claim: Claim;
  readonly subscription: Subscription;
  readonly adapter: PlatformAdapter;
  readonly reason: string | undefined;
  readonly signal: AbortSignal;
}
