import { nameNotFound } from '../answers/name-not-found.ts';
import type { FleetClient, Robot, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { findByName, nearestNames, simplify } from '../core/names.ts';

/** How many of the newest runs the everyday questions look at; one request, shared by all of them. */
const RECENT_RUNS = 100;

/** The newest runs of the whole fleet. */
export const recentRuns = (fleet: FleetClient) => fleet.runs({ limit: RECENT_RUNS });

/** One thing that words about runs can mean: a robot's, a mission's, or a robot's of one mission, each by exact name. */
export interface Subject {
  readonly robot?: string;
  readonly mission?: string;
}

/** Finds the robots that a name means. Throws UserError with the nearest names where there is none. */
export function findRobots(wanted: string, robots: readonly Robot[], commandName: string): readonly Robot[] {
  const found = findByName(wanted, robots, (robot) => robot.name);
  if (found.kind === 'one') return [found.match];
  if (found.kind === 'several') return found.matches;
  const all = robots.map(({ name }) => name);
  throw nameNotFound({ what: 'robot', wanted, nearest: found.nearest, all, commandName });
}

/** Finds the robots that several names mean, each once. Throws UserError for a name that none has. */
export function findAllRobots(
  wanted: readonly string[],
  robots: readonly Robot[],
  commandName: string,
): readonly Robot[] {
  return [...new Set(wanted.flatMap((name) => findRobots(name, robots, commandName)))];
}

/** Finds what several words mean, each once; nothing where there are none. Throws UserError where one fits nothing. */
export async function findAllSubjects(
  wanted: readonly string[],
  fleet: FleetClient,
  commandName: string,
): Promise<readonly Subject[]> {
  const found = await Promise.all(wanted.map((words) => findSubjects(words, fleet, commandName)));
  return [...new Map(found.flat().map((subject) => [JSON.stringify(subject), subject])).values()];
}

/** Whether a robot and a mission are of one of the subjects; all are where there is none. */
export function isOneOf(subjects: readonly Subject[]): (of: Subject) => boolean {
  return (of) =>
    subjects.length === 0 ||
    subjects.some(
      ({ robot, mission }) =>
        (robot === undefined || robot === of.robot) && (mission === undefined || mission === of.mission),
    );
}

/**
 * Finds what words mean: "Rex", "boiler round", "Rex boiler round"; several where several fit.
 * Throws UserError with the nearest names where nothing fits.
 */
export async function findSubjects(
  wanted: string,
  fleet: FleetClient,
  commandName: string,
): Promise<readonly Subject[]> {
  const [robots, missions, runs] = await Promise.all([fleet.robots(), missionNames(fleet), recentRuns(fleet)]);
  const robotNames = unique([...robots.value.map((robot) => robot.name), ...namesIn(runs, (run) => run.robot)]);
  const allMissions = unique([...missions, ...namesIn(runs, (run) => run.mission)]);
  const subjects = [exactNames, robotAndMission, partsOfNames]
    .map((find) => find(wanted, robotNames, allMissions))
    .find((found) => found.length > 0);
  if (subjects) return subjects;
  const nearest = nearestNames(wanted, [...robotNames, ...allMissions]);
  throw nameNotFound({ what: 'robot or mission', wanted, nearest, all: robotNames, commandName });
}

/** How a subject is said. */
export function subjectName({ robot, mission }: Subject): string {
  return [mission, robot].filter((name) => name !== undefined).join(' on ');
}

/** Missions may be unreadable for the bot's account; the names in runs still serve. */
async function missionNames(fleet: FleetClient): Promise<readonly string[]> {
  const missions = await fleet.missions().catch(() => undefined);
  return missions?.value.map((mission) => mission.name) ?? [];
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

function namesIn(runs: Known<{ readonly items: readonly Run[] }>, nameOf: (run: Run) => string | undefined): string[] {
  return runs.value.items.map(nameOf).filter((name) => name !== undefined);
}

type Find = (wanted: string, robots: readonly string[], missions: readonly string[]) => readonly Subject[];

const exactNames: Find = (wanted, robots, missions) => {
  const isWritten = [...robots, ...missions].includes(wanted);
  const isWanted = (name: string): boolean => (isWritten ? name === wanted : simplify(name) === simplify(wanted));
  return [
    ...robots.filter(isWanted).map((robot) => ({ robot })),
    ...missions.filter(isWanted).map((mission) => ({ mission })),
  ];
};

/** "Rex boiler": one robot's whole name at either end, and the rest a mission. */
const robotAndMission: Find = (wanted, robots, missions) => {
  const words = ` ${simplify(wanted)} `;
  for (const robot of robots.toSorted((a, b) => b.length - a.length)) {
    const name = ` ${simplify(robot)} `;
    const others = words.startsWith(name)
      ? words.slice(name.length)
      : words.endsWith(name)
        ? words.slice(0, -name.length)
        : '';
    if (name.trim() === '' || others.trim() === '') continue;
    const found = matchesOf(others.trim(), missions);
    if (found.length > 0) {
      return namesakes(robot, wanted, robots).flatMap((each) => found.map((mission) => ({ robot: each, mission })));
    }
  }
  return [];
};

/** Robots whose names are told apart only by what people forget, "Spot-1" and "Spot-01": the one that was written, else all. */
function namesakes(robot: string, wanted: string, robots: readonly string[]): readonly string[] {
  const equal = robots.filter((other) => simplify(other) === simplify(robot));
  const written = equal.filter((other) => wanted.toLowerCase().includes(other.toLowerCase()));
  return written.length > 0 ? written : equal;
}

const partsOfNames: Find = (wanted, robots, missions) => [
  ...matchesOf(wanted, robots).map((robot) => ({ robot })),
  ...matchesOf(wanted, missions).map((mission) => ({ mission })),
];

function matchesOf(wanted: string, names: readonly string[]): readonly string[] {
  const found = findByName(wanted, names, (name) => name);
  return found.kind === 'one' ? [found.match] : found.kind === 'several' ? found.matches : [];
}
