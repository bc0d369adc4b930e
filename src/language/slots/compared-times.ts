import { Temporal } from 'temporal-polyfill';
import { has, type Mark } from '../reading/mark.ts';
import type { Said } from './said-times.ts';
import { type SlotSource, some } from './slot-reader.ts';

/** Words that set one time against another. */
const AGAINST = ['compare', 'than', 'over', 'under'] as const;
/** What a period is set against where only "the last" is said. */
const BEFORE: Readonly<Record<string, string>> = {
  this_week: 'last_week',
  this_month: 'last_month',
  today: 'yesterday',
  'shift:current': 'shift:last',
};

/** Two times that are set against each other, or one of them. */
export interface Compared {
  readonly time?: Said;
  readonly vs?: Said;
}

/** Which time is asked about, and which it is set against. */
export function comparedIn({ marks, rule }: SlotSource, said: readonly Said[]): Compared {
  const isAgainst = marks.some((mark, at) => at < (said.at(-1)?.at ?? 0) && has(mark, ...AGAINST));
  const isCompared = rule.intent.endsWith('_compare') || isAgainst;
  const isSplit = isCompared && said.length === 1;
  const times = said.flatMap(({ value, at }) =>
    ((isSplit && value.ends) || [value]).map((each) => ({ value: each, at })),
  );
  const [first, second] = times.slice(-2);
  if (first === undefined) return {};
  if (second !== undefined) return isCompared ? pairOf(marks, first, second) : { time: second };
  const previous = previousOf(marks, first);
  if (previous) return { time: first, vs: previous };
  const robots = new Set(marks.flatMap((mark) => (has(mark, '@robot') ? [String(mark.value)] : [])));
  const isLasting = first.value.text.startsWith('since:') || first.value.span !== undefined;
  return isLasting || robots.size > 1 || !isCompared ? { time: first } : { vs: first };
}

/** Of two times the earlier one is what the other is set against, or the one behind "than". */
function pairOf(marks: readonly Mark[], first: Said, second: Said): Compared {
  if (first.value.text === 'last_week' && second.value.text === 'last_week')
    return { time: first, vs: weekBefore(first) };
  const isAgainst = marks.slice(first.at, second.at).some((mark) => has(mark, 'compare', 'than'));
  const isLater = (second.value.begin ?? '') > (first.value.begin ?? '');
  return !isAgainst && isLater ? { time: second, vs: first } : { time: first, vs: second };
}

/** "Last week against the week before". */
function weekBefore({ value, at }: Said): Said {
  const begin = Temporal.PlainDate.from(value.begin ?? '1970-01-05').subtract({ weeks: 1 });
  return { value: { text: `range:${begin}..${begin.add({ days: 6 })}` }, at };
}

/** "This week against last". */
function previousOf(marks: readonly Mark[], { value, at }: Said): Said | undefined {
  const against = marks.findIndex((mark) => has(mark, 'compare', 'than'));
  const isLast =
    against >= 0 && some(marks.slice(Math.max(against, at) + 1, Math.max(against, at) + 4), 'last', 'before_it');
  const text = BEFORE[value.text];
  return isLast && text !== undefined ? { value: { text }, at: against } : undefined;
}
