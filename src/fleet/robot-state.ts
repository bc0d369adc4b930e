import { optional, present } from '../answers/optional.ts';
import type { FleetClient, Robot, RobotSession, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { recentRuns } from './lookup.ts';
import { isGoingOn, runsGoingOn, stateOf } from './run-status.ts';
import { failedAction } from './run-text.ts';

/** A robot and what its runs tell of it. */
export interface RobotState {
  readonly robot: Robot;
  /** What it runs now. */
  readonly current?: Run;
  /** Its newest finished run. */
  readonly last?: Run;
  /** The action at which that run failed. */
  readonly failedAt?: string;
  readonly batteryPercent?: number;
  readonly connected?: boolean;
  readonly driver?: string;
}

/** The states of robots, and every fact they were made of; `background` holds those of finished runs, which do not age. */
export interface RobotStates {
  readonly states: readonly RobotState[];
  readonly facts: readonly Known<unknown>[];
  readonly background: readonly Known<unknown>[];
}

/** Asks for everything that robots' states are made of: the newest runs in one request, more only where those do not show a robot. */
export async function robotStates(fleet: FleetClient, robots: readonly Robot[]): Promise<RobotStates> {
  const recent = await recentRuns(fleet);
  const byName = Map.groupBy(robots, ({ name }) => name);
  const isTwin = ({ name }: Robot): boolean => (byName.get(name)?.length ?? 0) > 1;
  const found = await Promise.all(
    robots.map((robot) => robotState(fleet, { robot, isTwin: isTwin(robot) }, recent.value.items)),
  );
  return {
    states: found.map(({ state }) => state),
    facts: [recent, ...found.flatMap(({ facts }) => facts)],
    background: found.flatMap(({ background }) => background),
  };
}

/** How many runs of one nickname are looked through for those of one of its robots. */
const TWINS_LOOKED_AT = 50;

/** A robot, and whether another has its nickname, by which alone Scout answers. */
interface Asked {
  readonly robot: Robot;
  readonly isTwin: boolean;
}

async function robotState(
  fleet: FleetClient,
  { robot, isTwin }: Asked,
  recent: readonly Run[],
): Promise<{ state: RobotState } & Omit<RobotStates, 'states'>> {
  const isOwn = ({ robot: name, hostname = robot.hostname }: Run): boolean =>
    name === robot.name && (!isTwin || robot.hostname === undefined || hostname === robot.hostname);
  const shown = recent.filter(isOwn);
  const isComplete = shown.some((run) => !isGoingOn(run));
  const [older, session] = await Promise.all([
    isComplete ? undefined : optional(fleet.runs({ robot: robot.name, limit: isTwin ? TWINS_LOOKED_AT : 3 })),
    isTwin ? undefined : optional(fleet.robotSession(robot.name)),
  ]);
  const runs = older?.value.items.filter(isOwn) ?? shown;
  const current = runsGoingOn(runs)[0];
  const last = runs.find((run) => !isGoingOn(run));
  const failed = last && stateOf(last) === 'failed' ? await optional(fleet.runEvents(last.uuid)) : undefined;
  const failedAt = failed && failedAction(failed.value.items);
  return {
    state: {
      ...liveState(robot, session?.value),
      ...(current && { current }),
      ...(last && { last }),
      ...(failedAt !== undefined && { failedAt }),
    },
    facts: present([older, session]),
    background: present([failed]),
  };
}

function liveState(robot: Robot, session: RobotSession | undefined): RobotState {
  const batteryPercent = session?.batteryPercent ?? robot.batteryPercent;
  return {
    robot,
    ...(batteryPercent !== undefined && { batteryPercent }),
    ...(robot.connected !== undefined && { connected: robot.connected }),
    ...(session?.driver !== undefined && { driver: session.driver }),
  };
}

/** Whether somebody should look at a robot: its last run failed, or Scout has lost it. */
export function needsLook({ last, connected }: RobotState): boolean {
  return connected === false || (last !== undefined && stateOf(last) === 'failed');
}

/** Which of battery and connection Scout reports of none of these robots, for the small print. */
export function unreported(states: readonly RobotState[]): string | undefined {
  const battery = states.every((state) => state.batteryPercent === undefined);
  const connection = states.every((state) => state.connected === undefined);
  if (battery && connection) return 'Battery and connection';
  return battery ? 'Battery' : connection ? 'Connection' : undefined;
}
