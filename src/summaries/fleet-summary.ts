import type { FleetClient, RunStatistics } from '../clients/fleet/fleet-client.ts';
import { UserError } from '../core/errors.ts';
import {
  type Block,
  type Button,
  bold,
  button,
  buttons,
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
import { commandLine } from '../fleet/pages.ts';
import { nextText } from '../fleet/planned.ts';
import { count, duration, length, listNames } from '../fleet/quantities.ts';
import { missionOf, robotOf } from '../fleet/run-text.ts';
import type { Counts } from '../fleet/tally.ts';
import { type SpanFacts, type SummaryFacts, type SummarySpan, summaryFacts } from './fleet-summary-facts.ts';

const MOST_ROBOTS = 20;
const FEWEST_DAYS = 3;
const MOST_DAYS = 20;
const MOST_ANOMALIES = 3;

/** What a fleet lead wants to know of a span of time: runs done and failed against the same span before, distance, anomalies, what comes next. */
export async function fleetSummary(fleet: FleetClient, span: SummarySpan, now: EpochMs): Promise<Reply> {
  if (span.from > now)
    throw new UserError(`${span.label} lies ahead; \`next\` tells what is planned.`, {
      details: [buttons(button('What comes next?', 'next'))],
    });
  const known = await summaryFacts(fleet, span, now);
  const missing = notReported(known);
  return fleetReply({
    fleet,
    now,
    facts: known.facts,
    background: known.plan?.facts ?? [],
    blocks: [
      text(bold(headline(known))),
      ...failureBlocks(known),
      {
        kind: 'fields',
        fields: [...runFields(known), ...anomalyFields(known), { label: 'Next', value: nextText(known.plan, now) }],
      },
      ...dayBlocks(known),
      ...robotBlocks(known),
    ],
    remarks: [
      ...(missing.length > 0 ? [[`Not reported by ${known.server}: ${listNames(missing)}`]] : []),
      ...(known.current.tally.complete
        ? []
        : [[`only the newest ${count(known.current.tally.runs, 'run')} could be counted`]]),
      ...(known.previous === undefined ? [] : [['"before" is the span of the same length before']]),
    ],
    next: nextQuestions(known),
  });
}

function notReported({ current, found }: SummaryFacts): readonly string[] {
  const distance = current.statistics === undefined ? ['distance', 'driving time'] : [];
  return found === undefined ? [...distance, 'anomalies'] : distance;
}

/** `6 robots · 14 runs, 13 done · 1 failed: Thermal Sweep B on Rex · last 24 hours`. */
function headline({ robots, current: { tally }, failures, span }: SummaryFacts): string {
  const names = failures.map(({ run }) => `${missionOf(run)} on ${robotOf(run)}`);
  const { done, failed } = tally.states;
  const failedText = failed === failures.length ? `${failed} failed: ${listNames(names, 2)}` : `${failed} failed`;
  return [
    count(robots.length, 'robot'),
    tally.runs === 0 ? 'no runs' : `${count(tally.runs, 'run')}, ${done} done`,
    ...(failed > 0 ? [failedText] : []),
    ...(tally.states.stopped > 0 ? [`${tally.states.stopped} stopped`] : []),
    ...(tally.goingOn > 0 ? [`${tally.goingOn} running`] : []),
    span.label,
  ].join(' · ');
}

interface Field {
  readonly label: string;
  readonly value: Text;
}

function runFields({ current, previous }: SummaryFacts): readonly Field[] {
  const field = (label: string, value: (span: SpanFacts) => string | undefined): Field => {
    const before = previous && value(previous);
    const against = before === undefined ? '' : ` (${before} before)`;
    return { label, value: [value(current) ?? 'not reported', against] };
  };
  const counted = [
    field('Done', ({ tally }) => String(tally.states.done)),
    field('Failed', ({ tally }) => String(tally.states.failed)),
    field('Stopped', ({ tally }) => String(tally.states.stopped)),
  ];
  if (current.statistics === undefined) return counted;
  return [
    ...counted,
    field('Distance', ({ statistics }) => sum(statistics, 'distanceMeters', length)),
    field('Driving time', ({ statistics }) => sum(statistics, 'movingSeconds', (seconds) => duration(seconds * 1_000))),
  ];
}

/** The sum in words; undefined where nothing is reported of any run. */
function sum(
  statistics: readonly RunStatistics[] | undefined,
  key: 'distanceMeters' | 'movingSeconds',
  write: (total: number) => string,
): string | undefined {
  const values = statistics?.map((each) => each[key]).filter((value) => value !== undefined) ?? [];
  if (statistics === undefined || (values.length === 0 && statistics.length > 0)) return undefined;
  return write(values.reduce((a, b) => a + b, 0));
}

function anomalyFields({ found, open }: SummaryFacts): readonly Field[] {
  if (found === undefined) return [];
  const { items } = found;
  const more = items.length > MOST_ANOMALIES ? ', …' : '';
  const names =
    items.length === 0
      ? 'none'
      : `${found.total ?? items.length}, ${anomalyList(items.slice(0, MOST_ANOMALIES))}${more}`;
  return [{ label: 'New anomalies', value: [open === undefined ? names : `${names}; ${open} open in all`] }];
}

function failureBlocks({ failures, current: { tally } }: SummaryFacts): readonly Block[] {
  const lines = failures.map(({ run, action }) => {
    const start: Text = run.startedAt === undefined ? [] : [', ', time(run.startedAt, 'date-time')];
    return text(
      '✕ ',
      bold(`${missionOf(run)} on ${robotOf(run)}`),
      action === undefined ? '' : ` at "${action}"`,
      ...start,
    );
  });
  const more = tally.states.failed - failures.length;
  return more > 0 ? [...lines, text(`and ${count(more, 'more failed run', 'more failed runs')}`)] : lines;
}

/** Runs day by day as a chart, where there are enough days to see something and few enough to read. */
function dayBlocks({ current: { tally } }: SummaryFacts): readonly Block[] {
  const { byDay } = tally;
  if (byDay.length < FEWEST_DAYS || byDay.length > MOST_DAYS || tally.runs === 0) return [];
  const values = (count: (counts: Counts) => number) => byDay.map(({ counts }) => count(counts));
  return [
    {
      kind: 'chart',
      title: 'Day by day',
      form: 'bar',
      labels: byDay.map(({ day }) => day.label),
      series: [
        { name: 'Done', values: values(({ states }) => states.done) },
        { name: 'Failed', values: values(({ states }) => states.failed) },
        { name: 'Other', values: values(({ runs, states }) => runs - states.done - states.failed) },
      ],
      unit: 'runs',
    },
  ];
}

function robotBlocks(known: SummaryFacts): readonly Block[] {
  const { robots, current } = known;
  if (current.tally.runs === 0) return [];
  const table: Table = {
    kind: 'table',
    columns: [
      { title: 'Robot' },
      { title: 'Runs', align: 'right' },
      { title: 'Done', align: 'right' },
      { title: 'Failed', align: 'right' },
      { title: 'Other', align: 'right' },
      ...(current.statistics === undefined ? [] : [{ title: 'Distance', align: 'right' } as const]),
    ],
    rows: robots.slice(0, MOST_ROBOTS).map(({ name }) => robotRow(name, current)),
  };
  return robots.length > MOST_ROBOTS ? [table, text(`and ${robots.length - MOST_ROBOTS} more robots`)] : [table];
}

function robotRow(name: string, { tally, statistics }: SpanFacts): readonly Text[] {
  const own = tally.byRobot.get(name);
  const failed = own?.states.failed ?? 0;
  const distance = sum(
    statistics?.filter((each) => each.robot === name),
    'distanceMeters',
    length,
  );
  return [
    [bold(name)],
    [String(own?.runs ?? 0)],
    [String(own?.states.done ?? 0)],
    [failed > 0 ? bold(String(failed)) : '0'],
    [String((own?.runs ?? 0) - (own?.states.done ?? 0) - failed)],
    ...(statistics === undefined ? [] : [[distance ?? 'not reported']]),
  ];
}

function nextQuestions({ span, failures, found }: SummaryFacts): readonly Button[] {
  return [
    inPlaceButton('Refresh', commandLine('summary', span.label)),
    ...(failures.length > 0 ? [button('Failed runs', commandLine('runs failed', span.label))] : []),
    ...(found && found.items.length > 0 ? [button('Anomalies', commandLine('anomalies all', span.label))] : []),
    button('Robots', 'robots'),
    button('What comes next?', 'next'),
  ];
}
