import type { Mark } from '../reading/mark.ts';
import type { Rule } from '../rule.ts';

/**
 * The rule of an intent that fits a question best: of those of which all is said, the one that asks for the most. Where none fits, the one of
 * which the least is lacking; what only its words say is left out then.
 */
export function chooseRule(rules: readonly Rule[], intent: string, marks: readonly Mark[]): Rule | undefined {
  const said = new Set(marks.flatMap(({ signs }) => signs));
  const lacking = ({ needs = [] }: Rule): number =>
    needs.filter((need) => !(typeof need === 'string' ? [need] : need).some((sign) => said.has(sign))).length;
  const own = rules
    .filter((rule) => rule.intent === intent)
    .toSorted((a, b) => lacking(a) - lacking(b) || (b.needs?.length ?? 0) - (a.needs?.length ?? 0));
  const [nearest] = own;
  if (nearest === undefined || lacking(nearest) === 0) return nearest;
  const { slots: _, ...rule } = own.find(({ slots }) => slots === undefined) ?? nearest;
  return rule;
}
