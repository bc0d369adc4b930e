import type { FleetClient, Robot, RobotSession, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { recentRuns } from './lookup.ts';
import { optional, present } from './optional.ts';
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
  const found = await Promise.all(robots.map((robot) => robotState(fleet, robot, recent.value.items)));
  return {
    states: found.map(({ state }) => state),
    facts: [recent, ...found.flatMap(({ facts }) => facts)],
    background: found.flatMap(({ background }) => background),
  };
}

async function robotState(
  fleet: FleetClient,
  robot: Robot,
  recent: readonly Run[],
): Promise<{ state: RobotState } & Omit<RobotStates, 'states'>> {
  const shown = recent.filter((run) => run.robot === robot.name);
  const isComplete = shown.some((run) => !isGoingOn(run));
  const [older, session] = await Promise.all([
    isComplete ? undefined : optional(fleet.runs({ robot: robot.name, limit: 3 })),
    optional(fleet.robotSession(robot.name)),
  ]);
  const runs = older?.value.items ?? shown;
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
