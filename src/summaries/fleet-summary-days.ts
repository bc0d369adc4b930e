import { Temporal } from 'temporal-polyfill';
import type { Block, Chart, EpochMs } from '../core/reply.ts';
import { type Day, daysOf } from '../fleet/days.ts';
import type { Counts, Span } from '../fleet/tally.ts';
import type { RunHistory } from './fleet-summary-runs.ts';

/** Which days a summary draws: those of its span, where they are enough to see something, or the last two weeks. */
export type DrawnDays = 'of span' | 'last 14';

const DAYS = 14;
const FEWEST_DAYS = 3;
const MOST_DAYS = 20;

/** The days that are to be drawn, each with what of it is over. */
export function drawnDays(kind: DrawnDays, span: Span, now: EpochMs, zone: string): readonly Day[] {
  const to = Math.min(span.to, now);
  if (kind === 'last 14') {
    const last = Temporal.Instant.fromEpochMilliseconds(to - 1)
      .toZonedDateTimeISO(zone)
      .startOfDay();
    const days = daysOf({ from: last.subtract({ days: DAYS - 1 }).epochMilliseconds, to }, zone);
    const isOver = last.add({ days: 1 }).epochMilliseconds === to;
    return isOver ? days : days.map((day) => (day.to === to ? { ...day, label: 'today' } : day));
  }
  const mayBeFew = to - span.from <= (MOST_DAYS + 1) * 86_400_000;
  const days = mayBeFew ? daysOf({ from: span.from, to }, zone) : [];
  return days.length < FEWEST_DAYS || days.length > MOST_DAYS ? [] : days;
}

/** Runs day by day as a chart, as far back as every day is known. */
export function dayBlocks(kind: DrawnDays, days: readonly Day[], { countsOf }: RunHistory): readonly Block[] {
  const counted = days.map((day) => ({ day, counts: countsOf(day) }));
  const unknown = counted.findLastIndex(({ counts }) => counts === undefined);
  const known = counted
    .slice(unknown + 1)
    .flatMap(({ day, counts }) => (counts === undefined ? [] : [{ day, counts }]));
  if (known.length < FEWEST_DAYS || known.every(({ counts }) => counts.runs === 0)) return [];
  const title = kind === 'last 14' ? `Last ${known.length} days` : 'Day by day';
  return [chartOf(title, known)];
}

function chartOf(title: string, days: readonly { readonly day: Day; readonly counts: Counts }[]): Chart {
  const values = (count: (counts: Counts) => number) => days.map(({ counts }) => count(counts));
  return {
    kind: 'chart',
    title,
    form: 'bar',
    labels: days.map(({ day }) => day.label),
    series: [
      { name: 'Done', values: values(({ states }) => states.done) },
      { name: 'Failed', values: values(({ states }) => states.failed) },
      { name: 'Other', values: values(({ runs, states }) => runs - states.done - states.failed) },
    ],
    unit: 'runs',
  };
}
