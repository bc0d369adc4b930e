import { count } from '../answers/quantities.ts';
import type { Anomaly, FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { findByName } from '../core/names.ts';
import type { Text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import type { Subject } from './lookup.ts';

/** An anomaly is found while its run goes on, which began at most so long before. */
const LONGEST_RUN_MS = 12 * 3_600_000;

/** Which anomalies are wanted. */
export interface AnomalyChoice {
  readonly subjects: readonly Subject[];
  readonly asset: string | undefined;
  /** At least so much, by Scout's scale, which is not documented. */
  readonly severity: number | undefined;
  readonly time: TimeRange | undefined;
}

/** Those that are wanted, and of how many that could not be told. */
export interface ChosenAnomalies {
  readonly items: readonly Anomaly[];
  readonly remarks: readonly Text[];
  readonly facts: readonly Known<unknown>[];
}

interface Test {
  readonly isWanted: (anomaly: Anomaly) => boolean;
  /** Whether Scout tells what the test asks for. */
  readonly isTold: (anomaly: Anomaly) => boolean;
  readonly what: string;
}

/** Chooses among anomalies what Scout cannot be asked for: by robot, which only their runs tell, by mission, asset and severity. */
export async function chooseAnomalies(
  fleet: FleetClient,
  anomalies: readonly Anomaly[],
  choice: AnomalyChoice,
): Promise<ChosenAnomalies> {
  const { subjects, asset, severity } = choice;
  const owners = await runsOf(fleet, anomalies, choice);
  const tests: readonly Test[] = [
    ...(subjects.length === 0 ? [] : [subjectTest(subjects, owners.runs)]),
    ...(asset === undefined ? [] : [assetTest(asset, anomalies)]),
    ...(severity === undefined ? [] : [severityTest(severity)]),
  ];
  const untold = tests.map(({ isTold, what }) => ({ what, items: anomalies.filter((each) => !isTold(each)) }));
  return {
    items: anomalies.filter((anomaly) => tests.every(({ isWanted }) => isWanted(anomaly))),
    remarks: [
      ...untold
        .filter(({ items }) => items.length > 0)
        .map(({ what, items }) => [`${what} of ${count(items.length, 'anomaly', 'anomalies')} is not reported`]),
      ...(owners.complete ? [] : [['not all runs were read, so some may be missing']]),
    ],
    facts: owners.known,
  };
}

/** The runs of each robot that is asked for, by their ids. */
async function runsOf(fleet: FleetClient, anomalies: readonly Anomaly[], { subjects, time }: AnomalyChoice) {
  const earliest = time?.from ?? Math.min(...anomalies.map(({ at = Number.POSITIVE_INFINITY }) => at));
  const span = Number.isFinite(earliest) ? { from: earliest - LONGEST_RUN_MS, ...(time && { to: time.to }) } : {};
  const robots = [...new Set(subjects.flatMap(({ robot }) => robot ?? []))];
  const known = anomalies.length === 0 ? [] : await Promise.all(robots.map((robot) => fleet.runs({ robot, ...span })));
  const runs = new Map(known.map(({ value }, i) => [robots[i], new Set(value.items.map(({ uuid }) => uuid))]));
  return { known, runs, complete: known.every(({ value }) => value.complete) };
}

function subjectTest(subjects: readonly Subject[], runs: ReadonlyMap<string | undefined, ReadonlySet<string>>): Test {
  const isOf = (anomaly: Anomaly, { robot, mission }: Subject): boolean =>
    (robot === undefined || runs.get(robot)?.has(anomaly.runUuid ?? '') === true) &&
    (mission === undefined || anomaly.mission === mission);
  const [asksRobot, asksMission] = [
    subjects.some(({ robot }) => robot !== undefined),
    subjects.some(({ mission }) => mission !== undefined),
  ];
  return {
    isWanted: (anomaly) => subjects.some((subject) => isOf(anomaly, subject)),
    isTold: ({ runUuid, mission }) => (!asksRobot || runUuid !== undefined) && (!asksMission || mission !== undefined),
    what: asksRobot && asksMission ? 'run or mission' : asksRobot ? 'the run, and so the robot,' : 'the mission',
  };
}

function assetTest(asset: string, anomalies: readonly Anomaly[]): Test {
  const namesOf = (anomaly: Anomaly): readonly string[] =>
    [anomaly.asset, anomaly.action].filter((name) => name !== undefined);
  const found = findByName(asset, [...new Set(anomalies.flatMap(namesOf))], (name) => name);
  const wanted = found.kind === 'one' ? [found.match] : found.kind === 'several' ? found.matches : [];
  return {
    isWanted: (anomaly) => namesOf(anomaly).some((name) => wanted.includes(name)),
    isTold: (anomaly) => namesOf(anomaly).length > 0,
    what: 'the asset',
  };
}

const severityTest = (least: number): Test => ({
  isWanted: ({ severity }) => severity !== undefined && severity >= least,
  isTold: ({ severity }) => severity !== undefined,
  what: 'the severity',
});
