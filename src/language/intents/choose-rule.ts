import type { Mark } from '../reading/mark.ts';
import type { Rule, Sign, Slots } from '../rule.ts';

/** What names a thing, and the slots that carry it over from the question before. */
const CARRIED_BY: Partial<Record<Sign, readonly string[]>> = {
  '@robot': ['robot', 'robots'],
  '@norobot': ['robot', 'robots'],
  '@mission': ['mission'],
  '@nomission': ['mission'],
  '@id': ['run_id'],
};

type Needs = NonNullable<Rule['needs']>;

/** How much of what a rule looks for is not there. */
const lacking = ({ needs = [] }: Rule, isThere: (sign: Sign) => boolean): number =>
  needs.filter((need: Needs[number]) => !(typeof need === 'string' ? [need] : need).some(isThere)).length;

const saidIn = (marks: readonly Mark[]): ((sign: Sign) => boolean) => {
  const said = new Set(marks.flatMap(({ signs, leftOut }) => (leftOut ? [] : signs)));
  return (sign) => said.has(sign);
};

/**
 * The rule of an intent that fits a question best: of those of which all is said, the one that asks for the most. Where none fits, the one of
 * which the least is lacking; what only its words say is left out then.
 */
export function chooseRule(rules: readonly Rule[], intent: string, marks: readonly Mark[]): Rule | undefined {
  const isSaid = saidIn(marks);
  const own = rules
    .filter((rule) => rule.intent === intent)
    .toSorted((a, b) => lacking(a, isSaid) - lacking(b, isSaid) || (b.needs?.length ?? 0) - (a.needs?.length ?? 0));
  const [nearest] = own;
  if (nearest === undefined || lacking(nearest, isSaid) === 0) return nearest;
  const { slots: _, ...rule } = own.find(({ slots }) => slots === undefined) ?? nearest;
  return rule;
}

/** The other rules of an intent of which all is said, or carried over, those that ask for the most first. */
export function otherRules(rule: Rule, rules: readonly Rule[], marks: readonly Mark[], slots: Slots): readonly Rule[] {
  const isSaid = saidIn(marks);
  const isThere = (sign: Sign): boolean =>
    isSaid(sign) || (CARRIED_BY[sign]?.some((slot) => slots[slot] !== undefined) ?? false);
  return rules
    .filter((each) => each !== rule && each.intent === rule.intent && lacking(each, isThere) === 0)
    .toSorted((a, b) => (b.needs?.length ?? 0) - (a.needs?.length ?? 0));
}
