import { bold, type EpochMs, type Table, type Text, time } from '../core/reply.ts';
import type { Plan } from './planned.ts';
import type { RobotState } from './robot-state.ts';
import { statusText } from './run-status.ts';
import { durationOf, missionOf, progressOf, shortRun } from './run-text.ts';

/** Robots as a table: name, now (and what the plan brings next), last run, and battery where it is reported. */
export function robotTable(states: readonly RobotState[], now: EpochMs, plan?: Plan): Table {
  const hasBattery = states.some((state) => state.batteryPercent !== undefined);
  const hasConnection = states.some((state) => state.connected !== undefined);
  return {
    kind: 'table',
    columns: [
      { title: 'Robot' },
      { title: 'Now' },
      { title: 'Last run' },
      ...(hasBattery ? [{ title: 'Battery', align: 'right' } as const] : []),
      ...(hasConnection ? [{ title: 'Connection' }] : []),
    ],
    rows: states.map((state) => [
      [bold(state.robot.name), addressOf(state, states)],
      nowText(state, now, plan),
      lastText(state),
      ...(hasBattery ? [[batteryText(state)]] : []),
      ...(hasConnection ? [[connectionText(state)]] : []),
    ]),
  };
}

/** Nicknames can repeat; the address then tells robots apart: ` (10.0.0.1)`. */
function addressOf({ robot }: RobotState, states: readonly RobotState[]): string {
  const isAlone = states.filter((other) => other.robot.name === robot.name).length === 1;
  return isAlone ? '' : ` (${robot.hostname ?? 'no address'})`;
}

/** A robot's name among others, with its address where another has the same name. */
export const robotLabel = (state: RobotState, states: readonly RobotState[]): string =>
  `${state.robot.name}${addressOf(state, states)}`;

function nowText({ robot, current }: RobotState, now: EpochMs, plan: Plan | undefined): Text {
  if (current === undefined) {
    const next = plan?.starts.find((start) => start.robot === robot.name);
    return next === undefined ? ['not running'] : [`not running; next: ${next.mission}, `, time(next.at, 'date-time')];
  }
  const details = [missionOf(current), progressOf(current), durationOf(current, now)].filter(
    (part) => part !== undefined,
  );
  return [statusText(current), ` ${details.join(', ')}`];
}

function lastText({ last, failedAt }: RobotState): Text {
  return last === undefined ? ['no finished run'] : shortRun(last, statusText(last), failedAt);
}

/** The charge, or that it is not reported. */
export function batteryText({ batteryPercent }: RobotState): string {
  return batteryPercent === undefined ? 'not reported' : `${Math.round(batteryPercent)} %`;
}

/** Whether Scout reaches the robot, or that it is not reported. */
export function connectionText({ connected }: RobotState): Text[number] {
  if (connected === undefined) return 'not reported';
  return connected ? 'connected' : bold('not connected');
}
