import { goesOn, has, type Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import { type SlotReaders, some } from './slot-reader.ts';

/** Questions about one alert. */
export const OF_ALERT = [
  'anomaly_detail',
  'anomaly_close',
  'anomaly_reopen',
  'alert_ack',
  'alert_snooze',
  'alert_assign',
];

/** An id; where its kind is said, "alert 77ab", only of that kind. */
function idOf(marks: readonly Mark[], kind: Sign, other: Sign): unknown {
  const at = marks.findIndex((mark) => has(mark, '@id'));
  const before = marks.slice(Math.max(0, at - 2), at);
  return some(before, other) && !some(before, kind) ? undefined : marks[at]?.value;
}

/** "Run 4711", "alert number 4471": digits behind the word. */
function numberNear(marks: readonly Mark[], least: number, ...signs: readonly Sign[]): string | undefined {
  const isCode = (mark: Mark | undefined): mark is Mark =>
    has(mark, '@number') && mark !== undefined && /^\d+$/.test(mark.text) && mark.text.length >= least;
  const at = marks.findIndex((mark) => has(mark, ...signs));
  const next = at < 0 ? undefined : [marks[at + 1], marks[at + 2]].find(isCode);
  return (next && goesOn(marks[at]) ? next : undefined)?.text;
}

/** Codes of runs, alerts, work orders and units. */
export const ID_SLOTS: SlotReaders = {
  run_id: ({ marks }) => idOf(marks, 'run', 'anomaly') ?? numberNear(marks, 3, 'run'),
  anomaly_id: ({ marks, rule: { intent } }) => {
    const id = idOf(marks, 'anomaly', 'run') ?? alertNumber(marks, intent);
    if (id !== undefined || some(marks, '@asset')) return id;
    return isShown(marks, OF_ALERT.includes(intent)) ? '<thread>' : undefined;
  },
  wo: ({ marks }) => {
    const written = marks.find((mark) => has(mark, '@order'))?.value;
    if (written !== undefined) return written;
    const number = marks.find((mark) => /^#?\d{5,}$/.test(mark.text) && has(mark, '@number'));
    return number && `WO-${String(number.value)}`;
  },
  unit: ({ marks }) => {
    const written = marks.find((mark) => has(mark, '@serial', '@product'));
    if (written !== undefined) return written.text;
    // "Unit A-7731": a code, perhaps with the word before it.
    const coded = marks.find((mark) => /^(?:.* )?[\p{L}\d]+-[\p{L}\d-]*$/u.test(mark.text) && /\d/.test(mark.text));
    return coded?.text.split(' ').at(-1);
  },
};

function alertNumber(marks: readonly Mark[], intent: string): string | undefined {
  const near = numberNear(marks, 4, 'anomaly', 'acknowledge');
  if (near !== undefined || !OF_ALERT.includes(intent)) return near;
  return marks.find((mark) => has(mark, '@number') && /^\d{4}$/.test(mark.text))?.text;
}

/** "This alert", and in what is done to one alert also "it". */
function isShown(marks: readonly Mark[], isOfAlert: boolean): boolean {
  if (isOfAlert) {
    // Behind a robot's name "it" is the robot.
    const robot = marks.findIndex((mark) => has(mark, '@robot'));
    return marks.some((mark, at) => has(mark, 'this', 'it') && (robot < 0 || at < robot || has(mark, 'anomaly')));
  }
  return marks.some(
    (mark, at) => has(mark, 'anomaly') && (has(mark, 'it') || (has(marks[at - 1], 'this') && goesOn(marks[at - 1]))),
  );
}
