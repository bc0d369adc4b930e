import { messageOf } from '../core/errors.ts';
import type { EpochMs } from '../core/reply.ts';
import { within } from '../core/within.ts';
import { createNotices, type NoticesOptions } from './notices.ts';
import { isGoingOn, nextToldOutage } from './told-outage.ts';
import type { WatchedSource } from './watched-source.ts';

export interface OutageWatchOptions extends NoticesOptions {
  readonly sources: readonly WatchedSource[];
  /** Names this process among those that share the store. */
  readonly owner: string;
}

/** Tells the conversations that have subscribed to something when a Scout does not answer, and when it answers again. */
export interface OutageWatch {
  /** Waits for what is being sent, and leaves the rest to another process. */
  close(): Promise<void>;
}

const TICK_MS = 30_000;
const MINUTE = 60_000;
/** What a process that died looked after waits so long. */
const LEASE_MS = 120_000;
/** Longer than a client usually lets a question last. */
const LOOKING_MS = 25_000;
const CLOSING_MS = 10_000;

/**
 * Starts to watch. Of several processes one looks after each source. It reads off the client what its questions have met, and asks only where nobody
 * has asked for a while; where nobody has subscribed it asks nothing.
 */
export function startOutageWatch(options: OutageWatchOptions): OutageWatch {
  const { store, sources, owner, wait, log } = options;
  const closing = new AbortController();
  const notices = createNotices(options);
  const rest = () => wait(TICK_MS, closing.signal).catch(() => undefined);

  const running = Promise.all(
    sources.map(async (source) => {
      const attend = createAttendance(source, { ...options, notices });
      let isFailing = false;
      while (!closing.signal.aborted) {
        try {
          await attend(() => !closing.signal.aborted);
          isFailing = false;
        } catch (error) {
          if (!isFailing) log.error({ source: source.key, error: messageOf(error) }, 'could not look after outages');
          isFailing = true;
        }
        await rest();
      }
    }),
  );

  return {
    async close() {
      closing.abort();
      await within(CLOSING_MS, running, () => undefined, wait);
      await store
        .stopLookingAfter(owner)
        .catch((error: unknown) => log.warn({ error: messageOf(error) }, 'could not leave outages to others'));
    },
  };
}

interface AttendanceOptions extends OutageWatchOptions {
  readonly notices: ReturnType<typeof createNotices>;
}

/** Looks after one source, once for each call. */
function createAttendance(source: WatchedSource, { store, owner, notices, now, wait, log }: AttendanceOptions) {
  let heldUntil = 0;
  /** When this process has last asked; undefined where it has not since it looks after the source. */
  let lookedAt: EpochMs | undefined;
  let looking: Promise<void> | undefined;

  async function isMine(): Promise<boolean> {
    const at = now();
    if (heldUntil - at > LEASE_MS / 2 && heldUntil - at <= LEASE_MS) return true;
    const isHeld = await store.lookAfter(source.key, { owner, now: at, leaseMs: LEASE_MS });
    heldUntil = isHeld ? at + LEASE_MS : 0;
    if (!isHeld) lookedAt = undefined;
    return isHeld;
  }

  /** Asks where nothing was heard for long enough, and always before the first word on it. False while that is not known. */
  async function lookIfDue(isTold: boolean): Promise<boolean> {
    const { outage, lastAnswerAt = 0 } = source.health();
    // What is about to be told is looked at once more: the one failure may have been a hiccup.
    const isDoubtful = outage !== undefined && !isTold;
    const heardAt = lookedAt === undefined ? undefined : isDoubtful ? lookedAt : Math.max(lookedAt, lastAnswerAt);
    const silence = heardAt === undefined ? Number.POSITIVE_INFINITY : now() - heardAt;
    const isDue = silence >= (isDoubtful ? MINUTE : source.lookEveryMs());
    // In the future is what was heard before the clock was set back.
    if (!isDue && silence >= 0) return looking === undefined;
    lookedAt = now();
    looking ??= look();
    return within(
      LOOKING_MS,
      looking.then(() => true),
      () => false,
      wait,
    );
  }

  async function look(): Promise<void> {
    try {
      await source.look();
    } catch {
      // What went wrong stands in the source's health.
    } finally {
      looking = undefined;
    }
  }

  return async (mayGoOn: () => boolean): Promise<void> => {
    const [before, subscribed] = await Promise.all([
      store.toldOutage(source.key),
      store.subscribedConversations(source.site),
    ]);
    if (!isGoingOn(before) && subscribed.length === 0) return;
    if (!(await isMine())) return;
    const told = await store.toldOutage(source.key);
    if (!(await lookIfDue(isGoingOn(told)))) return;
    const next = nextToldOutage(told, source.health(), now());
    if (next !== undefined) {
      if (!(await store.keepToldOutage(source.key, owner, next))) return;
      const { since, reason, until } = next;
      if (until === undefined) log.warn({ source: source.key, since, reason }, 'an outage is told in chats');
      else log.info({ source: source.key, since, until }, 'the end of an outage is told in chats');
    }
    const outage = next ?? told;
    if (outage !== undefined) await notices.bring(source, outage, async () => mayGoOn() && (await isMine()));
  };
}
