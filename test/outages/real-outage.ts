import { createScoutClient } from '../../src/clients/fleet/scout-client.ts';
import { createDialect } from '../../src/clients/floor/dialect.ts';
import { createScoutSystemsClient } from '../../src/clients/floor/scout-systems-client.ts';
import { writeReply } from '../../src/core/plain-text.ts';
import { startOutageWatch } from '../../src/outages/outage-watch.ts';
import { watchedSources } from '../../src/outages/watched-source.ts';
import { startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { createSourceBot } from '../../src/source-bot.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { messageOf, noLog } from '../fixtures/ask.ts';
import { subscriptionOf } from '../fixtures/scheduled-world.ts';
import { startAdapter } from '../platforms/slack/adapter-under-test.ts';

/** A Wednesday, 10:00 in UTC. */
const TEN = Date.parse('2026-10-21T10:00:00Z');
const TICK_MS = 30_000;

/** The pauses of whoever watches, which end when a test lets time pass. */
function createPauses() {
  const pending = new Set<{ readonly ms: number; readonly until: number; readonly end: () => void }>();
  return {
    pending,
    wait: (now: () => number) => (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const pause = { ms, until: now() + ms, end: resolve };
        pending.add(pause);
        signal.addEventListener('abort', () => {
          pending.delete(pause);
          reject(signal.reason);
        });
      }),
  };
}

/** Both simulated Scouts over HTTPS, both clients, the bot, and Slack; only the clock is not real. */
export async function startRealOutage() {
  let at = TEN;
  const now = (): number => at;
  const [robots, floor, slack] = await Promise.all([
    startSimulator({ clockAt: TEN, frozen: true }),
    startFloorSimulator({ clockAt: TEN, frozen: true }),
    startAdapter(),
  ]);
  const common = { now, random: () => 0, log: noLog };
  const { username, password } = robots.credentials;
  const fleet = createScoutClient({
    ...common,
    site: { name: 'north', url: robots.url, zone: 'UTC' },
    credentials: { kind: 'password', username, password },
    tls: { fingerprint: robots.fingerprint },
  });
  const plantFloor = createScoutSystemsClient({
    ...common,
    site: { name: 'plant 1', url: floor.url },
    account: { username: floor.credentials.username, password: floor.credentials.password },
    dialect: createDialect(),
    tls: { fingerprint: floor.fingerprint },
  });
  const people = { namesIn: [], hours: false };
  const plant = { floor: plantFloor, zone: 'UTC', shifts: ['06:00'], late: { kind: 'dueDate' }, people } as const;
  const site = { name: 'north', aliases: [], zone: 'UTC', fleet, plant };
  const bot = await createSourceBot({ sites: [site], now, close: async () => {} }, noLog);
  let ids = 0;
  const createId = (): string => `id${++ids}`;
  const store = await openStore({ kind: 'memory', secretKeys: [], createId, now });
  const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
  await store.save(subscriptionOf('a1', { conversation }));
  const pauses = createPauses();
  const sources = watchedSources([site]);
  const watch = startOutageWatch({
    store,
    sources,
    adapterOf: () => slack.adapter,
    createId,
    owner: 'one',
    now,
    wait: pauses.wait(now),
    log: noLog,
  });

  /** Waits until every source was looked after and the next time is awaited. */
  async function settle(): Promise<void> {
    const isSettled = () =>
      pauses.pending.size === sources.length && [...pauses.pending].every(({ ms }) => ms === TICK_MS);
    while (!isSettled()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Lets time pass, and everything happen that comes of it. */
  async function pass(ms: number): Promise<void> {
    await settle();
    for (const end = at + ms; at < end; ) {
      at = Math.min(end, at + TICK_MS);
      robots.clock.moveBy(TICK_MS);
      floor.clock.moveBy(TICK_MS);
      for (const pause of pauses.pending) {
        if (pause.until > at) continue;
        pauses.pending.delete(pause);
        pause.end();
      }
      await settle();
    }
  }

  return {
    robots,
    floor,
    slack: slack.slack,
    pass,
    /** The answer to a question, times in UTC. */
    ask: async (line: string): Promise<string> => writeReply((await bot.answer(messageOf(line))).reply, 'UTC', at),
    /** What the bot has said in the channel: new messages and changes. */
    said: (method: 'chat.postMessage' | 'chat.update') =>
      slack.slack.callsOf(method).map(({ args }) => `${args['channel']} ${args['ts'] ?? ''} ${args['text']}`),
    async close() {
      await Promise.all([watch.close(), fleet.close(), plantFloor.close()]);
      await store.close();
      await Promise.all([robots.close(), floor.close(), slack.close()]);
    },
  };
}
