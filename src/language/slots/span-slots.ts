import type { Mark } from '../reading/mark.ts';
import { spanAt, unitSpanAt } from '../times/read-amounts.ts';
import { timeIn } from './said-times.ts';
import { has, type SlotReaders, type SlotSource, some } from './slot-reader.ts';

/** Spans in a sentence, counted or else a unit alone: "for 3 days", "a week", "the next 2 hours". */
export function spansIn(marks: readonly Mark[]): readonly { readonly span: string; readonly at: number }[] {
  const counted = marks.flatMap((mark, at) => {
    const span = spanAt(marks, at)?.span ?? (has(mark, '@time') ? timeIn(mark).span : undefined);
    return span === undefined || has(marks[at - 1], 'all') ? [] : [{ span, at }];
  });
  if (counted.length > 0) return counted;
  return marks.flatMap((mark, at) => {
    const span = has(marks[at - 1], 'all') || has(mark, 'per') ? undefined : unitSpanAt(marks, at)?.span;
    return span === undefined ? [] : [{ span, at }];
  });
}

/** How old at least: "older than a week", "not moved in 24 hours". */
export function ageIn({ marks }: SlotSource): string | undefined {
  const [first] = spansIn(marks);
  if (first === undefined || some(marks, 'not', 'nothing', 'stuck')) return first?.span;
  return has(marks[first.at], '@time') || has(marks[first.at - 1], 'in') ? undefined : first.span;
}

/** How long something lasts, how old it is, and how late it may be. */
export const SPAN_SLOTS: SlotReaders = {
  duration: ({ marks, words }) =>
    marks.some((mark) => has(mark, 'until') && !has(mark, 'filler'))
      ? undefined
      : (spansIn(marks)[0] ?? spansIn(words)[0])?.span,
  min_age: ageIn,
  grace: ({ marks }) => (some(marks, 'missed', 'late') ? spansIn(marks)[0]?.span : undefined),
};
