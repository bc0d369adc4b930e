import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { openStore } from '../../src/storage/open-store.ts';
import type { Store, Subscription } from '../../src/storage/store.ts';
import { startPostgres } from '../fixtures/postgres.ts';
import { type Rate, type RatedSlack, startRatedSlack } from '../fixtures/rated-slack.ts';
import { type Child, startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { botEnvironment } from './front-ends.ts';

export interface StormOptions {
  readonly subscriptions: number;
  readonly replicas: number;
  /** What Slack takes. */
  readonly rate: Rate;
  /** At which shares of the deliveries the first replica is killed; it is started again each time. */
  readonly killAt: readonly number[];
}

/** What became of summaries that were all due in the same minute. */
export interface StormFigures {
  readonly delivered: number;
  /** Channels that got theirs more than once. */
  readonly doubled: number;
  readonly missing: number;
  readonly kills: number;
  /** How often Slack said that there are too many. */
  readonly refusals: number;
  /** From the planned time until the last arrived. */
  readonly seconds: number;
  /** What Slack's limits allow at best. */
  readonly bestSeconds: number;
}

/** The longest time without any message that is not the end: a lease and what comes after it. */
const PATIENCE_MS = 120_000;

/** Runs the program several times over one PostgreSQL, whose programs are in `packageFolder`, lets summaries be due in all at once, and kills one of the processes in the middle. */
export async function runStorm(options: StormOptions, packageFolder: string): Promise<StormFigures> {
  const postgres = await startPostgres(packageFolder);
  const slack = await startRatedSlack(options.rate);
  const scout = await startSimulator();
  const replicas: Child[] = [];
  const url = await postgres.newDatabase();
  const environment = {
    ...botEnvironment({ url: new URL(slack.apiUrl).origin }, scout),
    DATABASE_URL: url,
    TIME_ZONE: 'UTC',
    LOG_LEVEL: 'warn',
  };
  const start = async (): Promise<Child> =>
    startChild(new URL('../../src/main.ts', import.meta.url).pathname, await freePort(), environment);
  const store = await openStore({ kind: 'postgres', url, secretKeys: [], createId: randomUUID, now: Date.now });
  try {
    for (let i = 0; i < options.replicas; i++) replicas.push(await start());
    const plannedAt = Date.now() + 5_000 + options.subscriptions * 3;
    await subscribe(store, options.subscriptions, plannedAt);
    await pause(plannedAt - Date.now());
    let kills = 0;
    for (const share of options.killAt) {
      await untilPosted(slack, options.subscriptions * share);
      await replicas[0]?.kill();
      kills++;
      replicas[0] = await start();
    }
    await untilPosted(slack, options.subscriptions);
    return { ...figuresOf(slack, options, plannedAt), kills };
  } finally {
    await Promise.all(replicas.map((each) => each.stop()));
    await store.close();
    await scout.close();
    await slack.close();
    await postgres.close();
  }
}

/** One subscription for each of so many channels, due then. */
async function subscribe(store: Store, count: number, nextAt: number): Promise<void> {
  const time = new Date(nextAt).toISOString().slice(11, 16);
  const subscriptionOf = (index: number): Subscription => ({
    id: `s${index}`,
    version: 1,
    conversation: { platform: 'slack', team: 'T1', channel: `C${index}`, kind: 'channel' },
    summary: 'fleet',
    timetable: { days: [1, 2, 3, 4, 5, 6, 7], times: [time], zone: 'UTC' },
    robots: [],
    skipEmpty: false,
    creator: { id: 'U1', name: 'Ada' },
    createdAt: Date.now(),
    state: 'active',
    nextAt,
  });
  const AT_ONCE = 8;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, first) => {
      for (let index = first; index < count; index += AT_ONCE) await store.save(subscriptionOf(index));
    }),
  );
  if (Date.now() > nextAt) throw new Error('the subscriptions were due before all of them were written');
}

/** Waits until so many channels have got a message, or until for a long time none has. */
async function untilPosted(slack: RatedSlack, count: number): Promise<void> {
  let before = 0;
  let since = Date.now();
  while (new Set(slack.posted.map(({ channel }) => channel)).size < count) {
    await pause(100);
    if (slack.posted.length > before) since = Date.now();
    before = slack.posted.length;
    if (Date.now() - since > PATIENCE_MS) return;
  }
}

function figuresOf(slack: RatedSlack, options: StormOptions, plannedAt: number): Omit<StormFigures, 'kills'> {
  const { rate, subscriptions } = options;
  const delivered = new Set(slack.posted.map(({ channel }) => channel)).size;
  const fullWindows = Math.ceil(subscriptions / rate.messages) - 1;
  return {
    delivered,
    doubled: slack.posted.length - delivered,
    missing: subscriptions - delivered,
    refusals: slack.refusals(),
    seconds: ((slack.posted.at(-1)?.at ?? plannedAt) - plannedAt) / 1_000,
    bestSeconds: (fullWindows * rate.windowMs) / 1_000,
  };
}
