import type {
  Anomaly,
  CalendarEntry,
  EpochMs,
  PlannedAction,
  Robot,
  Run,
  RunAction,
  SiteResource,
} from '../entities.ts';
import { createRandom, uuidOf } from '../random.ts';
import { writeLog } from '../run-plan.ts';
import type { World } from '../world.ts';
import { dockFields, elementFields, walkFields } from './walk-fields.ts';

type WorldRun = NonNullable<World['runs']>[number];
type WorldMission = NonNullable<World['missions']>[number];

/** A world file's things as the server keeps them. */
export interface Furniture {
  readonly robots: readonly Robot[];
  readonly docks: readonly SiteResource[];
  readonly elements: readonly SiteResource[];
  readonly walks: readonly SiteResource[];
  /** What each element does, by its uuid. */
  readonly planned: ReadonlyMap<string, PlannedAction>;
  readonly calendar: readonly CalendarEntry[];
  readonly runs: readonly Run[];
  readonly anomalies: readonly Anomaly[];
}

/** Fills in what a world file leaves out: uuids, addresses, serials, planned actions. */
export function furnish(world: World, seed: number, startedAt: EpochMs): Furniture {
  const bornAt = startedAt - 90 * 86_400_000;
  const idOf = (...parts: readonly string[]): string => uuidOf([seed, ...parts].join('\n'));
  const resource = (uuid: string, name: string, fields: SiteResource['fields']): SiteResource => ({
    uuid,
    name,
    createdAt: bornAt,
    modifiedAt: bornAt,
    fields,
  });
  const plans = new Map((world.missions ?? []).map((mission) => [mission.name, plan(mission, idOf)]));
  const missionUuid = (name: string): string => plans.get(name)?.uuid ?? idOf('mission', name);
  const dockUuids = new Map((world.docks ?? []).map((dock) => [dock.name, dock.uuid ?? idOf('dock', dock.name)]));
  const robots = world.robots.map((robot, index) => furnishRobot(robot, index, seed));
  const robotOf = new Map(robots.map((robot) => [robot.nickname, robot]));
  const runs = (world.runs ?? []).flatMap((run, index) => {
    const robot = robotOf.get(run.robot);
    return robot
      ? [furnishRun(run, run.uuid ?? idOf('run', `${index}`), robot, plans.get(run.mission ?? '')?.actions ?? [], idOf)]
      : [];
  });
  const runOf = new Map(runs.map((run) => [run.uuid, run]));
  const actions = [...plans.values()].flatMap((mission) => mission.actions);
  return {
    robots,
    docks: [...dockUuids].map(([name, uuid]) => resource(uuid, name, dockFields(name))),
    elements: actions.map((action) => resource(action.uuid, action.name, elementFields(action))),
    walks: (world.missions ?? []).map(({ name, docks = [] }) => {
      const elementIds = (plans.get(name)?.actions ?? []).map(({ uuid }) => uuid);
      return resource(
        missionUuid(name),
        name,
        walkFields(
          elementIds,
          docks.map((dock) => dockUuids.get(dock) ?? dock),
        ),
      );
    }),
    planned: new Map(actions.map((action) => [action.uuid, action])),
    calendar: (world.calendar ?? []).map((entry, index) => ({
      id: entry.id ?? idOf('calendar', `${index}`),
      name: entry.name ?? entry.mission,
      missionUuid: missionUuid(entry.mission),
      robot: entry.robot,
      timeMs: entry.firstStart,
      repeatMs: (entry.repeatMinutes ?? 0) * 60_000,
      blackouts: (entry.blackouts ?? []).map(({ start, end }) => ({ startMs: start, endMs: end })),
      disableReason: entry.disabledReason ?? '',
      forceAcquireEstop: false,
      requireDocked: true,
      modifiedAt: bornAt,
    })),
    runs,
    anomalies: (world.anomalies ?? []).map(({ run, severity = 2, uuid, ...anomaly }, index) => ({
      ...anomaly,
      uuid: uuid ?? idOf('anomaly', `${index}`),
      severity,
      run: runOf.get(run ?? ''),
    })),
  };
}

/** A robot with what was not said of it filled in, in this slot. */
export function furnishRobot(robot: World['robots'][number], index: number, seed: number): Robot {
  const random = createRandom(`${seed}:robot:${robot.nickname}`);
  const [major = 5, minor = 1, patch = 4] = (robot.software ?? '5.1.4').split('.').map(Number);
  return {
    index,
    nickname: robot.nickname,
    hostname: robot.hostname ?? `10.20.0.${11 + index}`,
    username: robot.username ?? 'user',
    serial: robot.serial ?? `spot-BD-${random.integer(10_000_000, 49_999_999)}`,
    software: [major, minor, patch],
    softwareHash: uuidOf(`software:${major}.${minor}.${patch}`).slice(0, 8),
    batteryPercent: robot.batteryPercent,
  };
}

function plan(
  mission: WorldMission,
  idOf: (...parts: readonly string[]) => string,
): { readonly uuid: string; readonly actions: readonly PlannedAction[] } {
  return {
    uuid: mission.uuid ?? idOf('mission', mission.name),
    actions: mission.actions.map(({ uuid, name, kind = 'visual', seconds = 90, asset }) => ({
      uuid: uuid ?? idOf('element', mission.name, name),
      name,
      kind,
      seconds,
      asset,
    })),
  };
}

function furnishRun(
  run: WorldRun,
  uuid: string,
  robot: Robot,
  planned: readonly PlannedAction[],
  idOf: (...parts: readonly string[]) => string,
): Run {
  const actions = (run.actions ?? []).map((action): RunAction => {
    const known = planned.find(({ name }) => name === action.name);
    return {
      name: action.name,
      elementUuid: known?.uuid ?? idOf('element', run.mission ?? '', action.name),
      time: action.time,
      error: action.error ?? 0,
      asset: known?.asset,
      captures: (action.captures ?? []).map(({ channel, kind = known?.kind ?? 'visual', readings = [] }) => ({
        channel,
        kind,
        readings,
      })),
    };
  });
  const { type = 'mission', mission, status, startTime, endTime, operator = 'scheduler', doneActions } = run;
  return {
    uuid,
    type,
    robot,
    mission,
    operator,
    startTime,
    endTime,
    status,
    plannedActions: run.plannedActions ?? planned.length,
    doneActions,
    actions,
    distanceMeters: run.distanceMeters ?? 0,
    log:
      run.log?.map((line) => ({ ...line, detail: line.detail ?? '' })) ??
      writeLog({ startTime, endTime, status, actions }),
  };
}
