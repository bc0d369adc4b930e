import type { LookupFunction } from 'node:net';
import type { Log } from '../../core/bot.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { SourceWatch } from '../../core/watch.ts';
import { createCache } from '../cache.ts';
import type { Known } from '../known.ts';
import type { Credentials } from '../log-in.ts';
import { minutesBack } from '../minutes-back.ts';
import type { TlsOptions } from '../tls.ts';
import type { FleetClient, List, Run, RunQuery, Site } from './fleet-client.ts';
import { isSettled, type Resource, readLifetimes } from './freshness.ts';
import { collect, readPages } from './paging.ts';
import { readPicture } from './picture.ts';
import { isAskedFor, isWithin, narrow, newestFirst, onWholeMinutes } from './run-query.ts';
import type { ActionCount } from './run-schema.ts';
import { createScoutApi } from './scout-api.ts';
import { createScoutQuestions } from './scout-questions.ts';
import { readSince, readVersion } from './server-version.ts';

/** Which Scout, how to get in, and the bounds of patience and memory. */
export interface ScoutOptions {
  readonly site: Site;
  readonly credentials: Credentials;
  readonly tls: TlsOptions;
  /** How its name is looked up; as the system does where left out. */
  readonly lookup?: LookupFunction;
  readonly timing?: {
    /** 3,000. */
    readonly connectTimeoutMs?: number;
    /** A request with its retries and its body: 10,000. */
    readonly deadlineMs?: number;
    /** How often a GET is tried again: 2. */
    readonly retries?: number;
    /** How long a log-in holds: two weeks. */
    readonly sessionLifetimeMs?: number;
    /** How long a last good answer stands in during an outage: a day. */
    readonly keepMs?: number;
  };
  /** How long answers are fresh, by resource. */
  readonly ttlSeconds?: Partial<Readonly<Record<Resource, number>>>;
  readonly bounds?: {
    /** How much of one list is read: 5,000. */
    readonly maxItems?: number;
    /** Runs in one request: 500. */
    readonly pageSize?: number;
    /** What the cache may hold: 64 MB. */
    readonly cacheBytes?: number;
    /** The longest answer that is read: 32 MB. */
    readonly answerBytes?: number;
  };
  /** What this Scout's `actionCount` counts; no reference says. */
  readonly actionCount?: ActionCount;
  readonly watch?: SourceWatch;
  readonly now: () => EpochMs;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
}

const MB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60_000;

/** The client of one Scout or Orbit. Asks nothing until it is asked. Throws Error for a setting that cannot be used. */
export function createScoutClient(options: ScoutOptions): FleetClient {
  const { site, timing = {}, bounds = {}, now } = options;
  const { maxItems = 5_000, pageSize = 500, cacheBytes = 64 * MB, answerBytes = 32 * MB } = bounds;
  const { connectTimeoutMs = 3_000, deadlineMs = 10_000, retries = 2 } = timing;
  const { sessionLifetimeMs = 14 * DAY_MS, keepMs = DAY_MS } = timing;
  const lifetimes = readLifetimes(options.ttlSeconds ?? {});
  const api = createScoutApi({ ...options, connectTimeoutMs, deadlineMs, retries, sessionLifetimeMs, answerBytes });
  const cache = createCache({ maxBytes: cacheBytes, keepMs, outage: api.outage, watch: options.watch, now });
  const questions = createScoutQuestions({ api, maxItems, actionCount: options.actionCount ?? 'planned', isAnswering });

  const robots = () => cache.get('robots', questions.robots, lifetimes.robots);
  const version = () =>
    cache.get(
      'version',
      () => readVersion(api),
      (value) => (value === undefined ? Math.min(60_000, lifetimes.version) : lifetimes.version),
    );
  const versionText = async () => (await version()).value;

  /** Whether the server answers questions in general, for an error that may be about one thing only. */
  async function isAnswering(): Promise<boolean> {
    return (await robots()).outage === undefined;
  }

  async function readRuns(query: RunQuery) {
    const limit = Math.min(pageSize, query.limit ?? pageSize, maxItems);
    const pages = readPages(questions.runPage(query), limit);
    const loaded = await collect(pages, {
      isWanted: isAskedFor(query),
      maxItems,
      ...(query.limit !== undefined && { limit: query.limit }),
    });
    return { ...loaded, value: newestFirst(loaded.value) };
  }

  return {
    site,
    robots,
    version,
    robotSession: (robot) =>
      cache.get(
        `session ${robot}`,
        async () => readSince('4.0', await versionText(), () => questions.robotSession(robot)),
        lifetimes.session,
      ),
    runs(query) {
      const wider = onWholeMinutes(query);
      // A span that is long over hardly changes: its runs have ended.
      const isOver = wider.to !== undefined && wider.to < now() - DAY_MS;
      const lifetime = isOver ? lifetimes.finishedRun : lifetimes.runs;
      const known = cache.get(keyOf('runs', wider), () => readRuns(wider), lifetime, questionOf('runs', query, now()));
      return narrowed(known, query, wider, isAskedFor(query));
    },
    async *runPages(query) {
      const isWanted = isAskedFor(query);
      let left = query.limit ?? Number.POSITIVE_INFINITY;
      for await (const { items, total, isEnd } of readPages(questions.runPage(query), pageSize)) {
        const matching = items.filter(isWanted);
        const given = matching.slice(0, left);
        left -= given.length;
        const complete = isEnd && given.length === matching.length;
        yield { items: given, ...(total !== undefined && { total }), complete };
        if (left === 0) return;
      }
    },
    run: (uuid) =>
      cache.get(
        `run ${uuid}`,
        () => questions.run(uuid),
        (run) => (isSettled(run, now()) ? lifetimes.finishedRun : lifetimes.run),
      ),
    runEvents: (runUuid) =>
      cache.get(
        `events ${runUuid}`,
        () => questions.runEvents(runUuid),
        () =>
          isSettled(cache.peek<Run>(`run ${runUuid}`)?.value, now()) ? lifetimes.finishedEvents : lifetimes.events,
      ),
    runLog: (runUuid) =>
      cache.get(
        `log ${runUuid}`,
        async () => readSince('5.0', await versionText(), () => questions.runLog(runUuid)),
        lifetimes.log,
      ),
    missions: () => cache.get('missions', questions.missions, lifetimes.missions),
    calendar: () =>
      cache.get('calendar', async () => readSince('3.3', await versionText(), questions.calendar), lifetimes.calendar),
    anomalies(query) {
      const wider = onWholeMinutes(query);
      const load = async () => readSince('4.1', await versionText(), () => questions.anomalies(wider));
      const known = cache.get(
        keyOf('anomalies', wider),
        load,
        lifetimes.anomalies,
        questionOf('anomalies', query, now()),
      );
      return narrowed(known, query, wider, ({ at }) => isWithin(at, query));
    },
    async runStatistics(range) {
      const wider = onWholeMinutes(range);
      const load = async () => readSince('5.0', await versionText(), () => questions.runStatistics(wider));
      const question = questionOf('statistics', range, now());
      const known = await cache.get(keyOf('statistics', wider), load, lifetimes.statistics, question);
      const value = known.value?.filter(({ startedAt }) => isWithin(startedAt, range));
      return { ...known, value };
    },
    picture: (path) =>
      cache.get(
        `picture ${path}`,
        async () => {
          const bytes = await api.file(path);
          return { value: readPicture(bytes, api.who), bytes: bytes.length };
        },
        lifetimes.picture,
      ),
    look: async () => {
      await questions.robots();
    },
    health: api.health,
    async close() {
      cache.close();
      await api.close();
    },
  };
}

/** A key that is the same for equal questions, in whatever order their parts were written. */
function keyOf(resource: string, query: object): string {
  return `${resource} ${JSON.stringify(Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** What stays the same of a question about the time up to now; undefined for any other. */
function questionOf(
  resource: string,
  { from, to, ...others }: { readonly from?: EpochMs; readonly to?: EpochMs },
  now: EpochMs,
): string | undefined {
  const back = minutesBack({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, now);
  return back === undefined ? undefined : keyOf(resource, { ...others, back });
}

/** The part of a wider answer that was asked for; the cached promise itself where nothing was widened. */
function narrowed<T, L extends List<T> | undefined, Q extends { readonly from?: number; readonly to?: number }>(
  known: Promise<Known<List<T> | L>>,
  query: Q,
  wider: Q,
  isWanted: (item: T) => boolean,
): Promise<Known<List<T> | L>> {
  const isSame = query.from === wider.from && query.to === wider.to;
  // What stands in during an outage may be of an earlier span.
  return known.then((answer) =>
    answer.value && (!isSame || answer.outage) ? { ...answer, value: narrow(answer.value, isWanted) } : answer,
  );
}
