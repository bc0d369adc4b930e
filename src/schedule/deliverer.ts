import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import type { Conversation } from '../core/message.ts';
import type { PlatformAdapter } from '../core/platform-adapter.ts';
import type { EpochMs } from '../core/reply.ts';
import { SendError } from '../core/send-error.ts';
import type { DeliveryOutcome, DeliveryWatch } from '../core/watch.ts';
import { type Wait, within } from '../core/within.ts';
import type { Claim, Delivery, Ending, Store, Subscription } from '../storage/store.ts';
import { createBuildOrSay } from './build-or-say.ts';
import { isLate, withCircumstances } from './delivery-note.ts';
import type { PlannedSummaries } from './planned-summary.ts';
import { createTeamPauses } from './team-pauses.ts';

/** What to do with a summary of which nobody knows whether it arrived: leave it, or send it again. */
export type DeliveryPolicy = 'never-twice' | 'at-least-once';

export interface DelivererOptions {
  readonly store: Store;
  readonly build: PlannedSummaries;
  /** What stands behind a line that asks for the same, where there are several sites: ` site north`. */
  readonly scopeOf?: (subscription: Subscription) => string;
  readonly adapterOf: (conversation: Conversation) => PlatformAdapter | undefined;
  /** Pauses a subscription whose conversation is gone and tells its creator. */
  readonly giveUp: (subscription: Subscription, reason: string) => Promise<void>;
  readonly policy: DeliveryPolicy;
  readonly owner: string;
  readonly maxLateMs: number;
  /** Why something is late where nothing else explains it; that the bot was held up, where left out. */
  readonly lateBecause?: string | undefined;
  /** When this process began; what was planned before is late because nobody was there. */
  readonly startedAt: EpochMs;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  /** Hears of every end and every failed try. */
  readonly watch?: Pick<DeliveryWatch, 'ended' | 'failed'> | undefined;
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
const LEFT = 'the bot stopped or was held up before it was sent';
const LOOKING_MS = 30_000;
/** Longer than an adapter needs that keeps its word; after it nobody knows whether the message arrived. */
const SENDING_MS = 45_000;
/** While this lasts nobody else takes a summary that is being sent: the clocks of two processes may be half a minute apart. */
const SENDING_LEASE_MS = SENDING_MS + 30_000;
const SHORTEST_RETRY_MS = 1_000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 600_000;
const NOTE_AGAIN_MS = 2_000;
/** A store that is away is waited for as long as the program runs, and so long where it is to end. */
const NOTE_CLOSING_MS = 15_000;

/** Builds a deliverer. A summary is noted as being sent before it is sent, so that after a crash nobody sends it unawares again. */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { store, build, adapterOf, owner, maxLateMs, now, wait, watch, log } = options;
  const { scopeOf = () => '' } = options;
  const heldUp = options.lateBecause ?? 'the bot was held up';
  const pauses = createTeamPauses({ now, wait });
  const buildOrSay = createBuildOrSay({ build, scopeOf, wait, log });

  async function deliver(task: Task): Promise<void> {
    const { claim } = task;
    const { delivery } = claim;
    const subscription = (await store.subscription(delivery.subscriptionId)) ?? claim.subscription;
    const adapter = adapterOf(subscription.conversation);
    if (adapter === undefined) return finish(task, 'missed', 'the bot is not set up for this platform any more');
    if (delivery.state === 'sending') {
      const { conversation } = subscription;
      const looking = adapter.find(conversation, delivery.id, delivery.plannedAt);
      const isThere = await within(LOOKING_MS, looking, () => undefined, wait);
      const why = delivery.reason ?? STOPPED_SENDING;
      if (isThere === true) {
        const untold = await store.untold(subscription.id);
        const before = untold.filter((each) => each.plannedAt < delivery.plannedAt);
        return arrived(task, 'found', before, endingOf('sent', why));
      }
      if (isThere === undefined && options.policy === 'never-twice') return finish(task, 'unknown', why);
    }
    if (subscription.state !== 'active') return finish(task, 'missed', 'the subscription was stopped');
    const reason = reasonOf(task);
    if (isTooLate(task)) return finish(task, 'missed', reason ?? heldUp);
    await send({ task, subscription, adapter, reason });
  }

  const isTooLate = ({ claim }: Task): boolean => now() - claim.delivery.plannedAt > maxLateMs;

  function reasonOf({ claim: { delivery }, isLeft }: Task): string | undefined {
    if (delivery.reason !== undefined) return delivery.reason;
    if (isLeft) return delivery.state === 'sending' ? STOPPED_SENDING : LEFT;
    return delivery.plannedAt < options.startedAt ? NOT_RUNNING : undefined;
  }

  async function send(work: Work): Promise<void> {
    const { task, subscription, adapter, reason } = work;
    const { delivery } = task.claim;
    const { conversation } = subscription;
    const [untold, built] = await Promise.all([
      store.untold(subscription.id),
      buildOrSay(subscription, delivery.plannedAt),
    ]);
    if (built.isEmpty && subscription.skipEmpty && untold.length === 0) return finish(task, 'empty');
    const pausedUntil = await pauses.rest(conversation, task.signal);
    if (pausedUntil !== undefined) {
      return store.postpone(delivery.id, owner, pausedUntil, reason ?? `${conversation.platform} asked for a pause`);
    }
    // What was built or waited for too long is missed, and what was not begun when the program is to end is given back.
    if (isTooLate(task)) return finish(task, 'missed', reason ?? heldUp);
    if (task.signal.aborted) return;
    const sentAt = now();
    const message = withCircumstances(built.reply, {
      subscription,
      plannedAt: delivery.plannedAt,
      sentAt,
      reason: reason ?? heldUp,
      untold,
      scope: scopeOf(subscription),
    });
    if (!(await store.begin(delivery.id, owner, now() + SENDING_LEASE_MS))) return;
    const sending = adapter.send(conversation, message, delivery.id);
    const sent = await within(SENDING_MS, sending, () => notSettled(conversation), wait).catch(asError);
    if (sent instanceof Error) return handle(work, sent);
    const wasLate = isLate(delivery.plannedAt, sentAt);
    const ending = endingOf('sent', wasLate ? reason : undefined, sent.id);
    await arrived(task, wasLate ? 'late' : 'on-time', untold, ending);
  }

  async function handle(work: Work, error: Error): Promise<void> {
    const { task, subscription } = work;
    const { delivery } = task.claim;
    const { platform } = subscription.conversation;
    const values = { delivery: delivery.id, subscription: subscription.id, platform, error: messageOf(error) };
    if (!(error instanceof SendError) || error.outcome === 'unknown') {
      log.error(values, 'nobody knows whether a summary arrived');
      watch?.failed(platform, 'unknown');
      const reason = `${platform} did not answer`;
      return noted(task, () => store.doubt(delivery.id, owner, now() + FIRST_RETRY_MS, reason));
    }
    if (error.outcome === 'gone') {
      log.warn(values, 'a conversation takes no summaries any more');
      watch?.failed(platform, 'gone');
      await finish(task, 'refused', error.message);
      return options.giveUp(subscription, error.message);
    }
    const pauseMs = error.retryAfterMs;
    if (pauseMs !== undefined) pauses.begin(subscription.conversation, pauseMs);
    else log.warn(values, 'a summary could not be sent: trying again');
    watch?.failed(platform, pauseMs === undefined ? 'not-sent' : 'paused');
    // What made it late at first stays the reason.
    const reason =
      work.reason ?? (pauseMs === undefined ? `${platform} did not take it` : `${platform} asked for a pause`);
    const retryMs = pauseMs ?? Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** delivery.attempts);
    const until = now() + Math.max(SHORTEST_RETRY_MS, retryMs);
    return noted(task, () => store.postpone(delivery.id, owner, until, reason));
  }

  /** Notes that a summary stands in its conversation, and what it told of others before it. */
  async function arrived(task: Task, outcome: DeliveryOutcome, untold: readonly Delivery[], ending: Ending) {
    await noted(task, async () => {
      await store.markTold(untold.map((each) => each.id));
      await store.finish(task.claim.delivery.id, owner, ending);
    });
    ended(task, outcome);
  }

  async function finish(task: Task, state: Exclude<Ending['state'], 'sent'>, reason?: string): Promise<void> {
    await noted(task, () => store.finish(task.claim.delivery.id, owner, endingOf(state, reason)));
    ended(task, state);
  }

  const ended = ({ claim }: Task, outcome: DeliveryOutcome) =>
    watch?.ended(claim.subscription.conversation.platform, outcome);

  const endingOf = (state: Ending['state'], reason?: string, messageId?: string): Ending => ({
    state,
    at: now(),
    ...(reason !== undefined && { reason }),
    ...(messageId !== undefined && { messageId }),
  });

  /** What has happened has to be written down, also by a store that is away for a while. */
  async function noted({ signal }: Task, write: () => Promise<void>): Promise<void> {
    const until = now() + NOTE_CLOSING_MS;
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (signal.aborted && now() >= until) throw error;
        log.error({ error: messageOf(error) }, 'could not note what became of a summary: trying again');
        await wait(NOTE_AGAIN_MS, new AbortController().signal);
      }
    }
  }

  return deliver;
}

function notSettled({ platform }: Conversation): never {
  throw new SendError(`${platform} did not say whether it took a message`, { outcome: 'unknown' });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(messageOf(error)));

interface Work {
  readonly task: Task;
  readonly subscription: Subscription;
  readonly adapter: PlatformAdapter;
  readonly reason: string | undefined;
}
