import type { Mark } from '../reading/mark.ts';
import { numberAt, spanAt } from '../times/read-amounts.ts';
import { has, type SlotReaders, type SlotSource, some } from './slot-reader.ts';

const UNITS = [
  ['celsius', 'C'],
  ['fahrenheit', 'F'],
  ['bar', 'bar'],
  ['decibel', 'dB'],
] as const;

const unitOf = (mark: Mark | undefined): string | undefined => UNITS.find(([sign]) => has(mark, sign))?.[1];

interface Threshold {
  readonly value: number;
  readonly op?: '>' | '<';
  readonly unit?: string;
}

/** "Above 85 dB", "80 C or more": a number that is compared or has a unit, no time and no severity. */
function thresholdOf(marks: readonly Mark[]): Threshold | undefined {
  for (let at = 0; at < marks.length; at++) {
    const value = numberAt(marks, at);
    if (value === undefined || spanAt(marks, at) || isSeverity(marks, at, some(marks, 'anomaly', 'severity'))) continue;
    const around = [marks[at - 1], marks[at - 2], marks[at + 1], marks[at + 2], marks[at + 3]].filter(
      (mark) => mark !== undefined,
    );
    const op = some(around, 'over', 'more') ? '>' : some(around, 'under', 'less') ? '<' : undefined;
    const unit = unitOf(marks[at + 1]) ?? (has(marks[at + 1], 'temperature') ? unitOf(marks[at + 2]) : undefined);
    if (op === undefined && unit === undefined) continue;
    return { value, ...(op && { op }), ...(unit !== undefined && { unit }) };
  }
  return undefined;
}

/** "Severity 4", "level 4 alerts", "4 in severity". */
function isSeverity(marks: readonly Mark[], at: number, isOfAlerts: boolean): boolean {
  const before = marks.slice(Math.max(0, at - 3), at);
  if (some(before, 'severity') || has(marks[at + 1], 'severity')) return true;
  return isOfAlerts && some(before, 'reading');
}

function severityOf({ marks, rule }: SlotSource): number | undefined {
  const isOfAlerts = rule.intent === 'anomaly_list' || some(marks, 'anomaly', 'severity');
  const at = marks.findIndex((_, i) => numberAt(marks, i) !== undefined && isSeverity(marks, i, isOfAlerts));
  return numberAt(marks, at);
}

/** What somebody wants to hear about, the most special first. */
function eventOf(source: SlotSource): string | undefined {
  const { marks, rule } = source;
  if (thresholdOf(marks)) return rule.intent === 'unsubscribe' ? undefined : 'reading_over';
  if (severityOf(source) !== undefined) return 'anomaly';
  if (some(marks, 'missed') || (some(marks, 'late') && some(marks, 'run', 'mission', '@mission', 'schedule')))
    return 'run_missed';
  if (some(marks, 'failed')) return 'run_failed';
  if (rule.intent === 'subscription_list') return eventOfList(marks);
  // "Notice" is a word for finding something, too.
  if (some(marks, 'anomaly') || (some(marks, 'found') && !isEndOfRun(marks))) return 'anomaly';
  if (some(marks, 'stuck', 'problem')) return 'run_failed';
  return !some(marks, '@order', '@serial') && isFinished(marks, rule.intent) ? 'run_finished' : undefined;
}

/** "Anomaly subscriptions"; "alerts" alone are what the rules send. */
function eventOfList(marks: readonly Mark[]): string | undefined {
  if (marks.some((mark, i) => has(mark, 'anomaly') && has(marks[i + 1], 'subscription'))) return 'anomaly';
  if (some(marks, 'reading')) return 'reading_over';
  return some(marks, 'done') && some(marks, 'run', 'mission', '@mission', '@robot') ? 'run_finished' : undefined;
}

const isEndOfRun = (marks: readonly Mark[]): boolean =>
  marks.some(
    (mark, i) => has(mark, 'done') && (has(marks[i + 1], 'run', 'mission') || has(marks[i - 1], 'run', 'mission')),
  );

/** "When Rex is back", "done": but "end my subscription" is what to do. */
function isFinished(marks: readonly Mark[], intent: string): boolean {
  const isDone = marks.some((mark) => has(mark, 'done', 'succeeded') && !has(mark, 'stop'));
  return isDone || some(marks, 'dock', 'ago', 'move') || (intent === 'subscribe' && some(marks, 'done'));
}

/** What rules and notices watch. */
export const EVENT_SLOTS: SlotReaders = {
  event: eventOf,
  op: ({ marks }) => thresholdOf(marks)?.op,
  value: ({ marks }) => thresholdOf(marks)?.value,
  unit_of_value: ({ marks }) => thresholdOf(marks)?.unit,
  severity_min: severityOf,
  once: ({ marks }) => (some(marks, 'once') ? true : undefined),
};
