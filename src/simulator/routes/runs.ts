import type { EpochMs, Run } from '../entities.ts';
import { type Answer, type Call, found, json, type Route } from '../exchange.ts';
import { listOf, pageOf, spanOf, timeOf } from '../query.ts';
import { doneActions, isRunning, modifiedAt, statusOf } from '../run-state.ts';
import { isoTime, viewLog, viewRun } from '../views/run-view.ts';

const TYPES = { mission: '0', teleop: '1' };

type Test = (run: Run) => boolean;

/** Runs: GET /runs/, /runs/{uuid} (3.2.0 and later) and /runs/{uuid}/log (5.0.0 and later). */
export const runRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v0/runs', since: '3.3', fidelity: 'documented', handle: listRuns },
  {
    method: 'GET',
    path: '/api/v0/runs/{uuid}',
    since: '3.3',
    fidelity: 'documented',
    handle: (call) => json(viewRun(findRun(call), call.now)),
  },
  {
    method: 'GET',
    path: '/api/v0/runs/{uuid}/log',
    since: '5.1',
    fidelity: 'documented',
    handle: (call) => json(viewLog(findRun(call), call.now)),
  },
];

/** The run that the path names. Throws a 404, also for one that has not begun. */
function findRun({ store, params, now }: Call): Run {
  const run = store.runs.find(params['uuid'] ?? '');
  return found(run && run.startTime <= now ? run : undefined, 'run');
}

function listRuns(call: Call): Answer {
  const { query, now, store } = call;
  const tests = testsOf(call);
  const begun = store.runs.begun(now);
  const matching = tests.length === 0 ? begun : begun.filter((run) => tests.every((test) => test(run)));
  if (query.get('format') === 'csv') return csv(sort(matching, query.get('orderBy'), now), now);
  const { limit, offset } = pageOf(query);
  const total = matching.length;
  const newestFirst = ['newest', '', null, 'sessions', 'lastRunStartTime'].includes(query.get('orderBy'));
  // Newest first is read from the end, so that a page out of 100,000 runs costs a page.
  const page = newestFirst
    ? matching.slice(Math.max(0, total - offset - limit), Math.max(0, total - offset)).reverse()
    : sort(matching, query.get('orderBy'), now).slice(offset, offset + limit);
  return json({ resources: page.map((run) => viewRun(run, now)), limit, offset, total });
}

function testsOf({ query, now }: Call): readonly Test[] {
  const tests: Test[] = [];
  if (query.has('startTime') || query.has('endTime')) {
    // Both ends of the span are about the start of a run (official reference).
    const inSpan = spanOf(query, 'startTime', 'endTime');
    tests.push((run) => inSpan(run.startTime));
  }
  const modifiedAfter = timeOf(query, 'modifiedAt');
  if (modifiedAfter !== undefined) tests.push((run) => modifiedAt(run, now) > modifiedAfter);
  const among = (key: string, matches: (run: Run, values: ReadonlySet<string>) => boolean): void => {
    const values = listOf(query, key);
    if (values !== undefined && values.size > 0) tests.push((run) => matches(run, values));
  };
  among('missions', (run, names) => names.has(run.mission ?? ''));
  among('robots', ({ robot }, names) => names.has(robot.nickname) || names.has(robot.hostname));
  among('types', (run, types) => types.has(TYPES[run.type]) || types.has(run.type));
  const robot = robotTest(query);
  if (robot) tests.push((run) => robot(run));
  return tests;
}

/** The test of `robotHostname`, `robotNickname` and `robotSerial`; undefined when none is given. */
export function robotTest(query: URLSearchParams): Test | undefined {
  const [hostname, nickname, serial] = ['robotHostname', 'robotNickname', 'robotSerial'].map(
    (key) => query.get(key) ?? '',
  );
  if (!hostname && !nickname && !serial) return undefined;
  return ({ robot }) =>
    (!hostname || robot.hostname === hostname) &&
    (!nickname || robot.nickname === nickname) &&
    (!serial || robot.serial === serial);
}

function sort(runs: readonly Run[], orderBy: string | null, now: EpochMs): readonly Run[] {
  const keys: Readonly<Record<string, (run: Run) => string>> = {
    robots: (run) => run.robot.nickname,
    mission: (run) => run.mission ?? '',
    missions: (run) => run.mission ?? '',
    missionStatus: (run) => statusOf(run, now),
  };
  if (orderBy === 'oldest') return runs;
  const newest = runs.toReversed();
  const keyOf = Object.hasOwn(keys, orderBy ?? '') ? keys[orderBy ?? ''] : undefined;
  return keyOf ? newest.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0)) : newest;
}

/** Summary statistics as a download; the real columns are not documented. */
function csv(runs: readonly Run[], now: EpochMs): Answer {
  const quote = (value: string | number): string =>
    /[",\n]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`;
  const rows = runs.map((run) => {
    const end = isRunning(run, now) || run.endTime === undefined ? '' : isoTime(run.endTime);
    const row = [
      run.uuid,
      run.robot.nickname,
      run.mission ?? '',
      statusOf(run, now),
      isoTime(run.startTime),
      end,
      run.plannedActions,
      doneActions(run, now),
    ];
    return row.map(quote).join(',');
  });
  const head = 'uuid,robot,mission,status,startTime,endTime,actions,actionsDone';
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="runs.csv"',
  };
  return { status: 200, headers, body: `${[head, ...rows].join('\r\n')}\r\n` };
}
