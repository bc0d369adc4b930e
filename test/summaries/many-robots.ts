import { fakeRun, hours, NOW, uuid } from '../fixtures/fake-fleet.ts';

const DAY = hours(24);
const robots = Array.from({ length: 20 }, (_, i) => ({ name: `Robot ${i + 1}` }));
const missions = robots.map((_, i) => ({ uuid: `m${i}`, name: `Boiler Room Round ${i + 1}` }));

/** A month of twenty robots, ten failures in the last day, each with its picture, and a full calendar. */
export const robotFacts = {
  version: '5.1.0',
  robots,
  missions,
  runs: robots.flatMap(({ name }, robot) =>
    Array.from({ length: 30 }, (_, day) =>
      fakeRun(0, {
        uuid: uuid(robot * 100 + day),
        robot: name,
        mission: missions[robot]?.name ?? '',
        startedAt: NOW - day * DAY - hours(2) - robot,
        status: robot < 10 ? 'FAILURE' : robot < 12 ? 'STOPPED' : 'SUCCESS',
      }),
    ),
  ),
  events: robots.map((_, robot) => ({
    uuid: `e${robot}`,
    runUuid: uuid(robot * 100),
    action: `Pump P-14${robot}, inlet pressure`,
    error: 7,
    captures: [{ uuid: `c${robot}`, channel: 'hires', path: `/${robot}.jpg`, readings: [] }],
  })),
  statistics: robots.map(({ name }) => ({
    robot: name,
    startedAt: NOW - hours(2),
    distanceMeters: 12_345,
    movingSeconds: 9_000,
  })),
  anomalies: Array.from({ length: 30 }, (_, i) => ({
    uuid: `a${i}`,
    title: `Pump P-14${i} hotter than usual`,
    severity: 4,
    status: 'open' as const,
    at: NOW - hours(3),
  })),
  calendar: robots.map(({ name }, i) => ({
    missionUuid: `m${i}`,
    robot: name,
    firstAt: NOW - 30 * DAY - hours(5),
    repeatMs: DAY,
    blackouts: [],
    changedAt: NOW - 31 * DAY,
  })),
};
