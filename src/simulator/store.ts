import type {
  Anomaly,
  BackupTask,
  CalendarEntry,
  EpochMs,
  JsonObject,
  PlannedAction,
  Robot,
  Run,
  SiteResource,
  Webhook,
} from './entities.ts';
import { uuidOf } from './random.ts';
import { createRunBook, type RunBook } from './run-book.ts';
import { isRunning } from './run-state.ts';
import { furnish } from './seed/furnish.ts';
import type { World } from './world.ts';

/** What somebody has said of an anomaly since the world began. */
interface Review {
  readonly status: 'open' | 'closed';
  readonly at: EpochMs;
  readonly by: string;
}

/** Everything the simulated server keeps. */
export interface Store {
  readonly seed: number;
  readonly reportsBattery: boolean;
  readonly sites: readonly string[];
  /** By nickname. */
  readonly robots: Map<string, Robot>;
  readonly docks: Map<string, SiteResource>;
  readonly elements: Map<string, SiteResource>;
  readonly walks: Map<string, SiteResource>;
  readonly calendar: Map<string, CalendarEntry>;
  readonly runs: RunBook;
  readonly anomalies: Map<string, Anomaly>;
  /** By the anomaly's uuid. */
  readonly reviews: Map<string, Review>;
  readonly webhooks: Map<string, Webhook>;
  readonly backups: Map<string, BackupTask>;
  /** What a walk's elements do, in order. */
  actionsOf(walk: SiteResource): readonly PlannedAction[];
  /** The run a robot is on. */
  runningOn(nickname: string, now: EpochMs): Run | undefined;
  /** A new UUID, the same in every run of the program. */
  createUuid(what: string): string;
}

/** A store with what the world file says, at the time the world's clock starts. */
export function createStore(world: World, startedAt: EpochMs): Store {
  const seed = world.seed ?? 1;
  const furniture = furnish(world, seed, startedAt);
  const runs = createRunBook(furniture.runs);
  let created = 0;
  return {
    seed,
    reportsBattery: world.reportsBattery ?? true,
    sites: world.sites?.map((site) => site.name) ?? ['north'],
    robots: new Map(furniture.robots.map((robot) => [robot.nickname, robot])),
    docks: byUuid(furniture.docks),
    elements: byUuid(furniture.elements),
    walks: byUuid(furniture.walks),
    calendar: new Map(furniture.calendar.map((entry) => [entry.id, entry])),
    runs,
    anomalies: new Map(furniture.anomalies.map((anomaly) => [anomaly.uuid, anomaly])),
    reviews: new Map(),
    webhooks: new Map(),
    backups: new Map(),
    actionsOf(walk) {
      const ids = Array.isArray(walk.fields['siteElementIds']) ? walk.fields['siteElementIds'] : [];
      return ids.map((id: unknown) => furniture.planned.get(String(id)) ?? unknownAction(String(id), this.elements));
    },
    runningOn: (nickname, now) =>
      runs.begun(now).findLast((run) => run.robot.nickname === nickname && isRunning(run, now)),
    createUuid: (what) => uuidOf(`${seed}:${what}:${created++}`),
  };
}

/** Puts a posted object in the place of the one with its uuid, or makes a new one. */
export function upsert(into: Map<string, SiteResource>, posted: JsonObject, uuid: string, now: EpochMs): SiteResource {
  const before = into.get(uuid);
  const { name } = posted;
  const resource = {
    uuid,
    name: typeof name === 'string' ? name : (before?.name ?? ''),
    createdAt: before?.createdAt ?? now,
    modifiedAt: now,
    fields: posted,
  };
  into.set(uuid, resource);
  return resource;
}

/** An element that was posted says nothing of what it looks at. */
function unknownAction(uuid: string, elements: ReadonlyMap<string, SiteResource>): PlannedAction {
  return { uuid, name: elements.get(uuid)?.name ?? uuid, kind: 'visual', seconds: 90 };
}

function byUuid<T extends { readonly uuid: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.uuid, thing]));
}
