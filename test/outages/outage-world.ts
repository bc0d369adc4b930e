import type { SourceHealth } from '../../src/clients/known.ts';
import type { Conversation } from '../../src/core/message.ts';
import { writeReply } from '../../src/core/plain-text.ts';
import type { PlatformAdapter } from '../../src/core/platform-adapter.ts';
import type { SendError } from '../../src/core/send-error.ts';
import { type OutageWatch, startOutageWatch } from '../../src/outages/outage-watch.ts';
import type { WatchedSource } from '../../src/outages/watched-source.ts';
import { openStore } from '../../src/storage/open-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { channel, subscriptionOf } from '../fixtures/scheduled-world.ts';
import { createVirtualClock } from '../fixtures/virtual-clock.ts';
import { createMemoryLog } from '../platforms/slack/adapter-under-test.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
/** A Wednesday, 10:00 in UTC. */
export const TEN = Date.parse('2026-10-21T10:00:00Z');

/** A Scout that is up or down, and what each process has met when it asked. */
export interface PlayedScout {
  /** What it fails of; it answers where there is nothing. */
  reason: string | undefined;
  /** When it was asked, by which process. */
  readonly looks: { readonly owner: string; readonly at: number }[];
  /** Lets a process ask it, as for a question of a person. */
  ask(owner: string): void;
  /** As a process sees it. */
  seenBy(owner: string, values?: Partial<WatchedSource>): WatchedSource;
}

/** What stands in a conversation. */
export interface Shown {
  readonly id: string;
  readonly channel: string;
  readonly endpoint?: string;
  text: string;
  edits: number;
}

function createScout(name: string, now: () => number): PlayedScout {
  const healths = new Map<string, SourceHealth>();
  const scout: PlayedScout = {
    reason: undefined,
    looks: [],
    ask(owner) {
      const before = healths.get(owner) ?? { session: 'none', credentials: 'password' };
      const { outage, ...others } = before;
      const { reason } = scout;
      if (reason === undefined) healths.set(owner, { ...others, session: 'open', lastAnswerAt: now() });
      else
        healths.set(owner, {
          ...others,
          outage: { since: outage?.since ?? now(), tries: (outage?.tries ?? 0) + 1, reason },
        });
    },
    seenBy: (owner, values = {}) => ({
      key: `robots ${name}`,
      who: `Scout ${name}`,
      about: 'the robots',
      lookEveryMs: () => MINUTE,
      async look() {
        scout.looks.push({ owner, at: now() });
        scout.ask(owner);
        if (scout.reason !== undefined) throw new Error(scout.reason);
      },
      health: () => healths.get(owner) ?? { session: 'none', credentials: 'password' },
      ...values,
    }),
  };
  return scout;
}

/** A store, a Scout and a platform that a test plays, and any number of processes that watch; the clock stands until it is moved. */
export async function setUpOutages(startAt = TEN) {
  const clock = createVirtualClock(startAt);
  let back = 0;
  const now = (): number => clock.now() - back;
  let ids = 0;
  const createId = (): string => `id${++ids}`;
  const store = await openStore({ kind: 'memory', secretKeys: [], createId, now });
  const scout = createScout('north', now);
  const shown: Shown[] = [];
  const log = createMemoryLog();
  /** What the next sends and edits in a channel come to, one each. */
  const faults = new Map<string, (SendError | 'silence')[]>();
  const stage = { found: undefined as boolean | undefined, edits: 0, sends: 0 };

  async function meetFault(where: string): Promise<void> {
    const fault = faults.get(where)?.shift();
    if (fault === 'silence') await new Promise(() => {});
    else if (fault !== undefined) throw fault;
  }

  const adapter: PlatformAdapter = {
    name: 'test',
    connect: async () => undefined,
    async send(conversation, said, mark) {
      stage.sends++;
      await meetFault(conversation.channel);
      const id = `m${shown.length + 1}`;
      const { channel: where, endpoint } = conversation;
      if (mark === undefined) throw new Error('what is sent once is marked');
      const text = writeReply(said, 'UTC', now());
      shown.push({ id, channel: where, text, edits: 0, ...(endpoint !== undefined && { endpoint }) });
      return { conversation, id };
    },
    find: async () => stage.found,
    async update({ conversation, id }, said) {
      stage.edits++;
      await meetFault(conversation.channel);
      const message = shown.find((each) => each.id === id);
      if (message === undefined) throw new Error(`there is no ${id}`);
      const endpoint = conversation.endpoint;
      Object.assign(message, { text: writeReply(said, 'UTC', now()), edits: message.edits + 1, endpoint });
    },
    close: async () => {},
  };

  const running: { readonly watch: OutageWatch; readonly life: { isOver: boolean } }[] = [];
  function startProcess(owner: string, values: Partial<WatchedSource> = {}, through: Store = store): OutageWatch {
    const life = { isOver: false };
    const watch = startOutageWatch({
      store: through,
      sources: [scout.seenBy(owner, values)],
      adapterOf: () => adapter,
      createId,
      owner,
      now,
      wait: (ms, signal) => clock.wait(ms, signal).then(() => (life.isOver ? new Promise(() => {}) : undefined)),
      log,
    });
    running.push({ watch, life });
    return watch;
  }

  return {
    clock,
    store,
    scout,
    shown,
    log: log.lines,
    stage,
    startProcess,
    /** Subscribes conversations. */
    subscribe: async (...conversations: readonly (string | Conversation)[]): Promise<void> => {
      for (const where of conversations) {
        const conversation = typeof where === 'string' ? channel(where) : where;
        await store.save(subscriptionOf(`s-${conversation.channel}`, { conversation }));
      }
    },
    fail: (where: string, ...more: readonly (SendError | 'silence')[]) => faults.set(where, [...more]),
    now,
    /** Ends all processes as a failing machine would: they neither go on nor say a last word. */
    kill(): void {
      for (const { life } of running.splice(0)) life.isOver = true;
    },
    setBack(ms: number): void {
      back += ms;
    },
    async close() {
      for (const { watch } of running) {
        const closed = watch.close();
        await clock.advance(MINUTE);
        await closed;
      }
      await store.close();
    },
  };
}
