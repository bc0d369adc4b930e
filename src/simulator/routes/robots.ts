import * as v from 'valibot';
import { parseBody } from '../body.ts';
import type { EpochMs, JsonObject, Robot, Run } from '../entities.ts';
import { type Answer, type Call, found, json, type Route } from '../exchange.ts';
import { isRunning } from '../run-state.ts';
import { furnishRobot } from '../seed/furnish.ts';
import type { Store } from '../store.ts';

const ROBOTS = '/api/v0/robots';
const text = v.nullish(v.string(), '');
const postSchema = v.object({
  hostname: v.pipe(v.string(), v.nonEmpty()),
  nickname: text,
  username: text,
  password: text,
});

/** Robots (3.2.1 and later) and what they do at the moment (known from the official client, 4.0.0 and later). */
export const robotRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: ROBOTS,
    since: '3.3',
    fidelity: 'documented',
    handle: ({ store }) => json([...store.robots.values()].map(viewRobot)),
  },
  { method: 'POST', path: ROBOTS, since: '3.3', fidelity: 'documented', handle: addRobot },
  {
    method: 'GET',
    path: `${ROBOTS}/{hostname}`,
    since: '3.3',
    fidelity: 'documented',
    handle: (call) => json(viewRobot(robotByHostname(call))),
  },
  { method: 'DELETE', path: `${ROBOTS}/{hostname}`, since: '3.3', fidelity: 'documented', handle: removeRobot },
  {
    method: 'GET',
    path: '/api/v0/robot-session/{nickname}/session',
    since: '4.1',
    fidelity: 'guessed',
    handle: getSession,
  },
  {
    method: 'GET',
    path: '/robot/nickname/{nickname}/api/v0/mission/status',
    since: '4.1',
    fidelity: 'guessed',
    handle: getMissionStatus,
  },
];

/** The robot that the path names by its nickname. Throws a 404. */
export function robotByNickname({ store, params }: Call): Robot {
  return found(store.robots.get(params['nickname'] ?? ''), 'robot');
}

function robotByHostname({ store, params }: Call): Robot {
  return found(
    [...store.robots.values()].find((robot) => robot.hostname === params['hostname']),
    'robot',
  );
}

/** The four fields that are documented: no serial, no battery, no connection. */
function viewRobot({ index, hostname, nickname, username }: Robot): JsonObject {
  return { robotIndex: index, hostname, nickname, username };
}

function addRobot({ store, body }: Call): Answer {
  const { hostname, nickname, username } = parseBody(postSchema, body);
  const taken = new Set([...store.robots.values()].map((robot) => robot.index));
  let index = 0;
  while (taken.has(index)) index++;
  const name = nickname || hostname;
  store.robots.set(name, furnishRobot({ nickname: name, hostname, username: username ?? '' }, index, store.seed));
  return json({ robotIndex: index });
}

function removeRobot(call: Call): Answer {
  call.store.robots.delete(robotByHostname(call).nickname);
  return json({});
}

/** Only `missionRunning` and `currentDriverId` are read by the official client; `batteryState` was seen once, its shape is a guess. */
function getSession(call: Call): Answer {
  const { store, now } = call;
  const robot = robotByNickname(call);
  const run = store.runningOn(robot.nickname, now);
  const battery = store.reportsBattery ? { batteryState: batteryOf(robot, store, now) } : {};
  return json({ missionRunning: run?.type === 'mission', currentDriverId: run?.operator ?? null, ...battery });
}

function getMissionStatus(call: Call): Answer {
  const run = call.store.runningOn(robotByNickname(call).nickname, call.now);
  return json({ status: run ? 'STATUS_RUNNING' : 'STATUS_NONE', missionName: run?.mission ?? null });
}

function batteryOf(robot: Robot, store: Store, now: EpochMs): JsonObject {
  const last = store.runs.begun(now).findLast((run) => run.robot.nickname === robot.nickname);
  const running = last !== undefined && isRunning(last, now);
  const charge = robot.batteryPercent ?? chargeAfter(last, now);
  const status = running ? 'STATUS_DISCHARGING' : 'STATUS_CHARGING';
  return {
    identifier: `battery-${robot.serial}`,
    chargePercentage: charge,
    estimatedRuntime: { seconds: `${Math.round(charge * 54)}` },
    voltage: Math.round((46 + charge * 0.11) * 100) / 100,
    current: running ? -9.5 : charge < 100 ? 6.2 : 0,
    temperatures: [31, 31.5, 32, 31],
    status,
  };
}

/** A robot loses 0.7 percent a minute on its way and gains 1 percent a minute on its dock. */
function chargeAfter(run: Run | undefined, now: EpochMs): number {
  if (run === undefined) return 100;
  const minutes = (until: EpochMs): number => Math.max(0, until - run.startTime) / 60_000;
  const walked = minutes(Math.min(now, run.endTime ?? now));
  const atEnd = Math.max(12, 98 - walked * 0.7);
  return Math.round(Math.min(100, atEnd + minutes(now) - walked));
}
