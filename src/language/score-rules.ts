import type { Mark } from './read-marks.ts';
import { SLOT_READERS } from './read-slots.ts';
import type { Rule, Sign } from './rule.ts';

/** How well a rule fits a sentence. */
export interface Scored {
  readonly rule: Rule;
  readonly score: number;
  readonly confidence: number;
}

/** Words that carry little: a rule that does not know them fits nearly as well. */
const WEIGHTS: Partial<Record<Sign, number>> = {
  filler: 0,
  at: 0,
  and: 0,
  since: 0,
  until: 0,
  before: 0,
  around: 0,
  between: 0,
  any: 0.1,
  all: 0.15,
  what: 0.15,
  which: 0.25,
  how: 0.2,
  show: 0.2,
  it: 0.2,
  now: 0.2,
  who: 0.4,
  when: 0.5,
  only: 0.3,
  greet: 0.15,
  thank: 0.15,
  fleet: 0.4,
  fine: 0.25,
  still: 0.25,
  again: 0.3,
  went: 0.2,
  exist: 0.3,
  me: 0.1,
  here: 0.2,
  mine: 0.05,
  bot: 0.3,
  not: 0.5,
  same: 0.2,
  '@user': 0.2,
  '@unknown': 0.75,
  '@number': 0.5,
};

/** The weight of a mark: that of its heaviest meaning counts only where none of its meanings is light. */
const weightOf = ({ signs, guessed }: Mark): number =>
  Math.min(...signs.map((sign) => WEIGHTS[sign] ?? 1)) * (guessed ? 0.8 : 1);

interface Prepared {
  readonly rule: Rule;
  readonly needs: readonly (readonly Sign[])[];
  readonly not: ReadonlySet<Sign>;
  readonly known: ReadonlySet<Sign>;
}

function prepare(rule: Rule): Prepared {
  const needs = rule.needs.map((need) => (typeof need === 'string' ? [need] : need));
  const taken = (rule.takes ?? []).flatMap((slot) => SLOT_READERS[slot]?.signs ?? []);
  return { rule, needs, not: new Set(rule.not), known: new Set([...needs.flat(), ...(rule.may ?? []), ...taken]) };
}

/** Builds the function that orders rules by how well they fit the marks of a sentence, the best first. */
export function createScorer(rules: readonly Rule[]): (marks: readonly Mark[]) => readonly Scored[] {
  const prepared = rules.map(prepare);
  return (marks) => {
    const said = new Set(marks.flatMap(({ signs }) => signs));
    const weights = marks.map(weightOf);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const fitting = prepared.flatMap((each) => {
      if (!each.needs.every((need) => need.some((sign) => said.has(sign)))) return [];
      const known = marks.reduce(
        (sum, mark, i) => sum + (mark.signs.some((sign) => each.known.has(sign)) ? (weights[i] ?? 0) : 0),
        0,
      );
      const wrong = excludedIn(each, marks);
      const coverage = (total === 0 ? 1 : known / total) * 0.6 ** wrong;
      const score = coverage + 0.06 * each.needs.length + (each.rule.favour ?? 0) - 0.35 * wrong;
      return [{ rule: each.rule, coverage, score }];
    });
    const ordered = fitting.toSorted((a, b) => b.score - a.score);
    const rival = (intent: string): number => ordered.find(({ rule }) => rule.intent !== intent)?.score ?? 0;
    return ordered.map(({ rule, coverage, score }) => ({
      rule,
      score,
      confidence: confidenceOf(coverage, score - rival(rule.intent)),
    }));
  };
}

/** How much speaks against a rule; a mark with several meanings does only if the rule wants none of them. */
function excludedIn({ not, known }: Prepared, marks: readonly Mark[]): number {
  const against = marks.filter(
    ({ signs }) =>
      (signs[0] === '@until' && not.has('@until')) ||
      (signs.some((sign) => not.has(sign)) && !signs.some((sign) => known.has(sign))),
  );
  return Math.min(2, against.length);
}

/** How much was understood, lessened where another meaning is as near. */
function confidenceOf(coverage: number, margin: number): number {
  const lead = Math.max(0, Math.min(1, (margin + 0.02) / 0.12));
  return Math.round(Math.min(0.99, (0.1 + 0.88 * coverage) * (0.8 + 0.2 * lead)) * 100) / 100;
}
