import type { Anomaly, FleetClient, Run, RunStatistics } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import {
  type Block,
  bold,
  button,
  type EpochMs,
  inPlaceButton,
  type Reply,
  type Table,
  type Text,
  text,
  time,
} from '../core/reply.ts';
import { anomalyList } from '../fleet/anomaly-text.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { optional, present } from '../fleet/optional.ts';
import { commandLine } from '../fleet/pages.ts';
import { type Plan, planOf } from '../fleet/planned.ts';
import { product } from '../fleet/product.ts';
import { count, distanceInTime, duration, length, listNames } from '../fleet/quantities.ts';
import { isGoingOn, stateOf } from '../fleet/run-status.ts';
import { failedAction, missionOf, robotOf } from '../fleet/run-text.ts';

/** The span a summary tells of, and its words. */
export interface SummarySpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly label: string;
}

interface Span {
  readonly runs: readonly Run[];
  readonly statistics: readonly RunStatistics[] | undefined;
}

const MOST_FAILURES = 5;

/** What a fleet lead wants to know of a span of time: runs done and failed against the same span before, distance, anomalies, what comes next. */
export async function fleetSummary(fleet: FleetClient, span: SummarySpan, now: EpochMs): Promise<Reply> {
  // A span that is not over ("today" at 10:00) is set against the same part of the one before (yesterday until 10:00).
  const spanMs = span.to - span.from;
  const before = { from: span.from - spanMs, to: Math.min(span.to, Math.max(span.from, now)) - spanMs };
  const [robots, runs, earlier, statistics, earlierStatistics, found, open, plan, server] = await Promise.all([
    fleet.robots(),
    fleet.runs({ from: span.from, to: span.to }),
    optional(fleet.runs(before)),
    optional(fleet.runStatistics({ from: span.from, to: span.to })),
    optional(fleet.runStatistics(before)),
    optional(fleet.anomalies({ from: span.from, to: span.to })),
    optional(fleet.anomalies({ status: 'open' })),
    optional(planOf(fleet, now)),
    product(fleet),
  ]);
  const failures = await failuresOf(fleet, runs.value.items);
  const current: Span = { runs: runs.value.items, statistics: statistics?.value };
  const previous: Span | undefined = earlier && { runs: earlier.value.items, statistics: earlierStatistics?.value };
  const missing = [
    ...(current.statistics === undefined ? ['distance', 'driving time'] : []),
    ...(found?.value === undefined ? ['anomalies'] : []),
  ];
  return fleetReply({
    fleet,
    now,
    facts: [...present([robots, runs, earlier, statistics, found, open]), ...failures.facts, ...(plan?.facts ?? [])],
    blocks: [
      text(bold(headline(robots.value.length, current.runs, span.label))),
      {
        kind: 'fields',
        fields: fieldsOf(
          current,
          previous,
          found?.value?.items,
          open?.value?.total ?? open?.value?.items.length,
          plan,
          now,
        ),
      },
      ...failures.blocks,
      ...robotBlocks(
        robots.value.map((robot) => robot.name),
        current,
      ),
    ],
    remarks: [
      ...(missing.length > 0 ? [[`Not reported by ${server}: ${listNames(missing)}`]] : []),
      ...cutRemarks([runs, earlier]),
    ],
    next: [
      inPlaceButton('Refresh', commandLine('summary', span.label)),
      ...(failures.blocks.length > 0 ? [button('Failed runs', commandLine('runs failed', span.label))] : []),
      ...(found?.value && found.value.items.length > 0
        ? [button('Anomalies', commandLine('anomalies all', span.label))]
        : []),
      button('Robots', 'robots'),
      button('What comes next?', 'next'),
    ],
  });
}

const countOf = (runs: readonly Run[], state: ReturnType<typeof stateOf>): number =>
  runs.filter((run) => stateOf(run) === state).length;

/** `6 robots · 14 runs, 13 done · 1 failed: Thermal Sweep B on Rex · last 24 hours`. */
function headline(robots: number, runs: readonly Run[], label: string): string {
  const failed = runs.filter((run) => stateOf(run) === 'failed');
  const names = failed.map((run) => `${missionOf(run)} on ${robotOf(run)}`);
  const running = runs.filter(isGoingOn).length;
  const parts = [
    count(robots, 'robot'),
    runs.length === 0 ? 'no runs' : `${count(runs.length, 'run')}, ${countOf(runs, 'done')} done`,
    ...(failed.length > 0 ? [`${failed.length} failed: ${listNames(names, 2)}`] : []),
    ...(running > 0 ? [`${running} running`] : []),
    label,
  ];
  return parts.join(' · ');
}

type Field = { readonly label: string; readonly value: Text };

function fieldsOf(
  current: Span,
  previous: Span | undefined,
  found: readonly Anomaly[] | undefined,
  open: number | undefined,
  plan: Plan | undefined,
  now: EpochMs,
): readonly Field[] {
  const against = (value: (span: Span) => string | undefined): Text => {
    const before = previous && value(previous);
    return [value(current) ?? 'not reported', before === undefined ? '' : ` (${before} in the same span before)`];
  };
  return [
    { label: 'Done', value: against(({ runs }) => String(countOf(runs, 'done'))) },
    { label: 'Failed', value: against(({ runs }) => String(countOf(runs, 'failed'))) },
    { label: 'Stopped', value: against(({ runs }) => String(countOf(runs, 'stopped'))) },
    ...(current.statistics === undefined
      ? []
      : [
          { label: 'Distance', value: against(({ statistics }) => sum(statistics, 'distanceMeters', length)) },
          {
            label: 'Driving time',
            value: against(({ statistics }) => sum(statistics, 'movingSeconds', (s) => duration(s * 1_000))),
          },
        ]),
    ...(found === undefined ? [] : [{ label: 'New anomalies', value: [anomalyText(found, open)] }]),
    { label: 'Next', value: nextText(plan, now) },
  ];
}

function sum(
  statistics: readonly RunStatistics[] | undefined,
  key: 'distanceMeters' | 'movingSeconds',
  write: (total: number) => string,
): string | undefined {
  const values = statistics?.map((each) => each[key]).filter((value) => value !== undefined);
  if (values === undefined || (values.length === 0 && statistics?.length !== 0)) return undefined;
  return write(values.reduce((a, b) => a + b, 0));
}

function anomalyText(found: readonly Anomaly[], open: number | undefined): string {
  const names =
    found.length === 0 ? 'none' : `${found.length}: ${anomalyList(found.slice(0, 3))}${found.length > 3 ? ', …' : ''}`;
  return open === undefined ? names : `${names} (${open} open in all)`;
}

function nextText(plan: Plan | undefined, now: EpochMs): Text {
  if (plan === undefined) return ['the calendar could not be read'];
  const [next] = plan.starts;
  if (next === undefined) return [plan.isReported ? 'nothing is planned' : 'not reported by this Scout'];
  return [
    `${next.mission}${next.robot === undefined ? '' : ` on ${next.robot}`}, `,
    time(next.at, 'date-time'),
    ` (${distanceInTime(next.at, now)})`,
  ];
}

/** The failed runs, each with the action it failed at. */
async function failuresOf(
  fleet: FleetClient,
  runs: readonly Run[],
): Promise<{ blocks: readonly Block[]; facts: readonly Known<unknown>[] }> {
  const failed = runs.filter((run) => stateOf(run) === 'failed');
  const told = await Promise.all(
    failed.slice(0, MOST_FAILURES).map(async (run) => {
      const events = await optional(fleet.runEvents(run.uuid));
      const action = events && failedAction(events.value.items);
      const start: Text = run.startedAt === undefined ? [] : [', ', time(run.startedAt, 'date-time')];
      const line = text(
        '✕ ',
        bold(`${missionOf(run)} on ${robotOf(run)}`),
        action === undefined ? '' : ` at "${action}"`,
        ...start,
      );
      return { line, events };
    }),
  );
  const more = failed.length > MOST_FAILURES ? [text(`and ${failed.length - MOST_FAILURES} more failed runs`)] : [];
  return { blocks: [...told.map(({ line }) => line), ...more], facts: present(told.map(({ events }) => events)) };
}

const MOST_ROBOTS = 20;

function robotBlocks(names: readonly string[], { runs, statistics }: Span): readonly Block[] {
  if (runs.length === 0) return [];
  const shown = names.slice(0, MOST_ROBOTS);
  const table: Table = {
    kind: 'table',
    columns: [
      { title: 'Robot' },
      { title: 'Runs', align: 'right' },
      { title: 'Done', align: 'right' },
      { title: 'Failed', align: 'right' },
      ...(statistics === undefined ? [] : [{ title: 'Distance', align: 'right' } as const]),
    ],
    rows: shown.map((name) => robotRow(name, runs, statistics)),
  };
  return [table, ...(names.length > MOST_ROBOTS ? [text(`and ${names.length - MOST_ROBOTS} more robots`)] : [])];
}

function robotRow(
  name: string,
  runs: readonly Run[],
  statistics: readonly RunStatistics[] | undefined,
): readonly Text[] {
  const own = runs.filter((run) => run.robot === name);
  const failed = countOf(own, 'failed');
  const distance = sum(
    statistics?.filter((each) => each.robot === name),
    'distanceMeters',
    length,
  );
  return [
    [bold(name)],
    [String(own.length)],
    [String(countOf(own, 'done'))],
    [failed > 0 ? bold(String(failed)) : '0'],
    ...(statistics === undefined ? [] : [[distance ?? 'not reported']]),
  ];
}

function cutRemarks(
  known: readonly (
    | Known<{ readonly items: readonly unknown[]; readonly total?: number; readonly complete: boolean }>
    | undefined
  )[],
): readonly Text[] {
  return known.flatMap((each) =>
    each === undefined || each.value.complete
      ? []
      : [
          [
            `only the newest ${each.value.items.length}${each.value.total === undefined ? '' : ` of ${each.value.total}`} runs of a span were counted`,
          ],
        ],
  );
}
