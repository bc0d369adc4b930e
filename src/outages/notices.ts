import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import type { Conversation } from '../core/message.ts';
import type { PlatformAdapter } from '../core/platform-adapter.ts';
import type { EpochMs } from '../core/reply.ts';
import { SendError } from '../core/send-error.ts';
import { type Wait, within } from '../core/within.ts';
import type { OutageMemory, OutageNotice, ToldOutage } from '../storage/outages.ts';
import { outageNotice } from './notice-text.ts';
import { isGoingOn } from './told-outage.ts';
import type { WatchedSource } from './watched-source.ts';

export interface NoticesOptions {
  readonly store: OutageMemory;
  readonly adapterOf: (conversation: Conversation) => PlatformAdapter | undefined;
  /** An id that no other notice has. */
  readonly createId: () => string;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  readonly log: Log;
}

/** The messages that tell of outages: one in each conversation for each source, edited as things go on. */
export interface Notices {
  /** Brings every conversation to what is told now, as far as the platforms let it, and goes on as long as it may. */
  bring(source: WatchedSource, outage: ToldOutage, mayGoOn: () => Promise<boolean>): Promise<void>;
}

/** Messages at once; each mostly waits for the chat server. */
const AT_ONCE = 16;
/** Longer than an adapter needs that keeps its word. */
const SENDING_MS = 45_000;
/** After this nobody is sending any more what somebody began to send. */
const LEFT_MS = SENDING_MS + 30_000;
const LOOKING_MS = 30_000;
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 600_000;

/** Builds them. A notice is noted as being sent before it is sent, so that after a crash nobody sends it unawares again. */
export function createNotices({ store, adapterOf, createId, now, wait, log }: NoticesOptions): Notices {
  /** When a notice is tried again that a platform did not take. */
  const rests = new Map<string, { readonly until: EpochMs; readonly ms: number }>();

  async function addMissing({ key: source, site }: WatchedSource, { seriesSince }: ToldOutage): Promise<void> {
    const notices = await store.outageNotices(source);
    for (const conversation of await store.subscribedConversations(site)) {
      const isThere = notices.some(
        (each) => each.seriesSince === seriesSince && isSamePlace(each.conversation, conversation),
      );
      if (isThere) continue;
      const { thread: _, ...place } = conversation;
      await store.addNotice({
        id: createId(),
        source,
        conversation: place,
        seriesSince,
        state: 'waiting',
        told: 0,
        changedAt: now(),
      });
    }
  }

  function rest({ id }: OutageNotice, askedMs = 0): void {
    const ms = Math.min(LONGEST_REST_MS, (rests.get(id)?.ms ?? FIRST_REST_MS / 2) * 2);
    rests.set(id, { ms, until: now() + Math.max(ms, askedMs) });
  }

  const isResting = ({ id }: OutageNotice): boolean => now() < (rests.get(id)?.until ?? 0);

  async function settle(notice: OutageNotice, from: OutageNotice['state']): Promise<void> {
    rests.delete(notice.id);
    await store.changeNotice({ ...notice, changedAt: now() }, from);
  }

  /** Sends what has no message yet, or none that is known. */
  async function send(notice: OutageNotice, work: Work): Promise<void> {
    const { adapter, source, outage } = work;
    const from = notice.state;
    const begun: OutageNotice = { ...notice, state: 'sending', changedAt: now() };
    if (!(await store.changeNotice(begun, from))) return;
    const told = outage.version;
    try {
      const sending = adapter.send(notice.conversation, outageNotice(source, outage, now()), notice.id);
      const { id: messageId } = await within(SENDING_MS, sending, notSettled, wait);
      await settle({ ...begun, state: 'shown', told, messageId }, 'sending');
    } catch (error) {
      const outcome = outcomeOf(error);
      tell(notice, error, 'could not tell a conversation of an outage');
      if (outcome === 'gone') return settle({ ...begun, state: 'gone' }, 'sending');
      // Perhaps it stands there: nobody is told twice, but that it is over they are told by a new message.
      if (outcome === 'unknown') return settle({ ...begun, state: 'lost', told }, 'sending');
      await store.changeNotice({ ...begun, state: from, changedAt: now() }, 'sending');
      rest(notice, error instanceof SendError ? error.retryAfterMs : undefined);
    }
  }

  async function edit(notice: OutageNotice, { adapter, source, outage, reachedAt }: Work): Promise<void> {
    const message = { conversation: reachedAt, id: notice.messageId ?? '' };
    try {
      const editing = adapter.update(message, outageNotice(source, outage, now()));
      await within(SENDING_MS, editing, notSettled, wait);
      await settle({ ...notice, conversation: reachedAt, told: outage.version }, 'shown');
    } catch (error) {
      tell(notice, error, 'could not change what a conversation was told of an outage');
      if (outcomeOf(error) === 'gone') return settle({ ...notice, state: 'gone' }, 'shown');
      rest(notice, error instanceof SendError ? error.retryAfterMs : undefined);
    }
  }

  /** Looks whether a message stands in its conversation that a process was sending when it stopped. */
  async function takeOver(notice: OutageNotice, { adapter, outage }: Work): Promise<void> {
    const looking = adapter.find(notice.conversation, notice.id, notice.changedAt);
    const isThere = await within(LOOKING_MS, looking, () => undefined, wait);
    if (isThere === false) return settle({ ...notice, state: 'waiting' }, 'sending');
    await settle({ ...notice, state: 'lost', told: outage.version }, 'sending');
  }

  function tell({ source, conversation }: OutageNotice, error: unknown, message: string): void {
    const { platform, channel } = conversation;
    log.warn({ source, platform, channel, outcome: outcomeOf(error), error: messageOf(error) }, message);
  }

  /** What there is to do for a notice. */
  function taskOf(notice: OutageNotice, outage: ToldOutage): Task | undefined {
    const isNews = notice.told < outage.version;
    switch (notice.state) {
      case 'waiting':
        return isGoingOn(outage) ? send : undefined;
      case 'sending':
        return now() - notice.changedAt >= LEFT_MS ? takeOver : undefined;
      case 'shown':
        return isNews ? edit : undefined;
      case 'lost':
        return isNews && !isGoingOn(outage) ? send : undefined;
      case 'gone':
        return undefined;
    }
  }

  return {
    async bring(source, outage, mayGoOn) {
      if (isGoingOn(outage)) await addMissing(source, outage);
      const all = await store.outageNotices(source.key);
      const notices = all.filter(({ seriesSince }) => seriesSince === outage.seriesSince);
      const unsent = notices.filter(({ state }) => state === 'waiting' && !isGoingOn(outage));
      for (const { id } of unsent) rests.delete(id);
      await store.dropNotices(unsent.map(({ id }) => id));
      const due = notices.flatMap((notice) => {
        const task = isResting(notice) ? undefined : taskOf(notice, outage);
        const adapter = adapterOf(notice.conversation);
        return task && adapter ? [{ notice, task, adapter }] : [];
      });
      if (due.length === 0) return;
      // Where a conversation is reached may have changed since.
      const reached = await store.subscribedConversations(source.site);
      for (let start = 0; start < due.length && (await mayGoOn()); start += AT_ONCE) {
        const portion = due.slice(start, start + AT_ONCE).map(({ notice, task, adapter }) => {
          const reachedAt = reached.find((each) => isSamePlace(each, notice.conversation)) ?? notice.conversation;
          return task(notice, { source, outage, adapter, reachedAt });
        });
        await Promise.all(portion);
      }
    },
  };
}

interface Work {
  readonly source: WatchedSource;
  readonly outage: ToldOutage;
  readonly adapter: PlatformAdapter;
  readonly reachedAt: Conversation;
}

type Task = (notice: OutageNotice, work: Work) => Promise<void>;

const isSamePlace = (a: Conversation, b: Conversation): boolean =>
  a.platform === b.platform && a.team === b.team && a.channel === b.channel;

const outcomeOf = (error: unknown) => (error instanceof SendError ? error.outcome : 'unknown');

function notSettled(): never {
  throw new SendError('the platform did not say whether it took a message', { outcome: 'unknown' });
}
