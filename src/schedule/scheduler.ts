import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import type { EpochMs } from '../core/reply.ts';
import type { DeliveryWatch } from '../core/watch.ts';
import type { Wait } from '../core/within.ts';
import type { Claim, Store } from '../storage/store.ts';
import { advance, plannedAfter } from './advance.ts';
import type { Deliverer } from './deliverer.ts';

export interface SchedulerOptions {
  readonly store: Store;
  readonly deliver: Deliverer;
  /** Names this process among those that share the store. */
  readonly owner: string;
  /** Later than this nothing is sent any more, in milliseconds. */
  readonly maxLateMs: number;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
  /** How long to look away from the store at most, in milliseconds: other processes change subscriptions too. */
  readonly lookEveryMs: number;
  /** Follows each delivery, and hears of what is not delivered any more. */
  readonly watch?: Pick<DeliveryWatch, 'follow' | 'ended'> | undefined;
}

/** Sends what is due, as long as it runs. */
export interface Scheduler {
  /** Looks anew at what is due, after a subscription was changed. */
  wake(): void;
  /** Takes no more work, waits for what is under way and gives back what was not begun. */
  close(): Promise<void>;
}

/** Deliveries under way in one process; each mostly waits for the chat server. */
const AT_ONCE = 24;
/** Mostly enough until a summary is being sent; what a process that died was about waits so long. */
export const LEASE_MS = 45_000;
/** What is due but held by another process is looked for again after so long. */
const HELD_MS = 250;
const AFTER_FAILURE_MS = 5_000;
/** Clocks are put right by seconds all the time; by more, what was planned meanwhile is planned anew. */
const SET_BACK_MS = 60_000;
/** No timetable leaves a longer gap: what is planned for later was planned by a clock that went ahead. */
const LONGEST_GAP_MS = 8 * 86_400_000;
/** What is under way when the program is to end has so long. */
const CLOSING_MS = 15_000;

/** Starts to send what is due. What is due stands in the store alone, so several processes may do this over one store, and any of them may stop at any moment. */
export function startScheduler({
  store,
  deliver,
  owner,
  maxLateMs,
  now,
  wait,
  log,
  lookEveryMs,
  watch,
}: SchedulerOptions): Scheduler {
  const closing = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  let alarm = new AbortController();

  let latest = now();
  /** Subscriptions that are planned for later are to be planned anew. */
  let replanAfter: EpochMs | undefined = latest + LONGEST_GAP_MS;

  /** Plans anew where the clock was set back, also before this process began. */
  async function heedClock(): Promise<void> {
    const at = now();
    if (at < latest - SET_BACK_MS) {
      log.warn({ setBackMs: latest - at }, 'the clock was set back: planning summaries anew');
      replanAfter = at;
    }
    latest = at;
    if (replanAfter === undefined) return;
    await store.replan({ now: at, after: replanAfter }, ({ timetable }) => plannedAfter(timetable, at));
    replanAfter = undefined;
  }

  /** Waits for the time, for an alarm or for the end. */
  const rest = (ms: number): Promise<unknown> =>
    wait(Math.max(0, ms), AbortSignal.any([closing.signal, alarm.signal])).catch(() => undefined);

  function begin(claim: Claim, isLeft: boolean): void {
    const { id } = claim.delivery;
    // A lease that has ended while this process still works on it, as after a sleep of the machine, is only renewed.
    if (underWay.has(id)) return;
    const run = () => deliver({ claim, isLeft, signal: closing.signal });
    const { platform } = claim.subscription.conversation;
    const work = (watch ? watch.follow({ id, platform }, run) : run())
      .catch((error: unknown) => log.error({ delivery: id, err: error }, 'failed on a summary'))
      .finally(() => {
        underWay.delete(id);
        alarm.abort();
      });
    underWay.set(id, work);
  }

  const isBusy = (): boolean => underWay.size > AT_ONCE / 2;

  /** Claims as much as can be begun. */
  async function claim(): Promise<number> {
    const free = AT_ONCE - underWay.size;
    const lease = { now: now(), owner, leaseMs: LEASE_MS, limit: free };
    const left = await store.claimLeft(lease);
    for (const each of left) begin(each, true);
    if (left.length === free) return free;
    const due = await store.claimDue({ ...lease, limit: free - left.length }, (subscription) => {
      const advanced = advance(subscription, now(), maxLateMs);
      watch?.ended(subscription.conversation.platform, 'missed', advanced.missed.length);
      return advanced;
    });
    for (const each of due) begin(each, false);
    return left.length + due.length;
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      alarm = new AbortController();
      try {
        await heedClock();
        // Claimed in portions, because each costs a transaction; whatever ends sounds the alarm.
        if (isBusy()) await rest(lookEveryMs);
        else if ((await claim()) === 0) {
          const left = ((await store.nextDue()) ?? Number.POSITIVE_INFINITY) - now();
          await rest(left > 0 ? Math.min(lookEveryMs, left) : HELD_MS);
        }
      } catch (error) {
        log.error({ error: messageOf(error) }, 'could not look for what is due');
        await rest(AFTER_FAILURE_MS);
      }
    }
  }

  const running = run();
  return {
    wake: () => alarm.abort(),
    async close() {
      closing.abort();
      await running;
      const patience = new AbortController();
      await Promise.race([Promise.all(underWay.values()), wait(CLOSING_MS, patience.signal).catch(() => undefined)]);
      patience.abort();
      await store
        .release(owner, now())
        .catch((error: unknown) => log.error({ error: messageOf(error) }, 'could not give back what was not begun'));
    },
  };
}
