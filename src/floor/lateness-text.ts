import { duration } from '../answers/quantities.ts';
import type { EpochMs } from '../core/reply.ts';
import { type LateRule, lateGapText, lateRuleText } from './late.ts';
import type { OrderFacts } from './order-facts.ts';
import { orderStatusText } from './order-text.ts';

type Judged = Pick<OrderFacts, 'order' | 'late' | 'moment'>;

/** Whether an order is late, how far, and by which rule: `WO-1042 is late by 2 h`, ` (the rule: past its due date)`. */
export function latenessLine(known: Judged, rule: LateRule): { readonly answer: string; readonly basis: string } {
  const { order, late } = known;
  const { number } = order;
  if (order.status === 'completed' || order.status === 'cancelled')
    return { answer: `${number} ${doneAgainstDue(known) ?? `is ${orderStatusText(order)}`}`, basis: '' };
  if (late === undefined)
    return { answer: `Whether ${number} is late cannot be told`, basis: `: ${lateGapText(rule)}` };
  return {
    answer: `${number} is ${late ? `late${overdue(known, rule)}` : 'not late'}`,
    basis: ruleText(rule),
  };
}

/** The same as a field: `yes, by 2 h (the rule: past its due date)`. */
export function lateField(known: Judged, rule: LateRule): string {
  const { order, late } = known;
  if (order.status === 'completed' || order.status === 'cancelled') return doneAgainstDue(known) ?? 'cannot be told';
  if (late === undefined) return `cannot be told: ${lateGapText(rule)}`;
  const by = late ? `yes${overdue(known, rule).replace(' by', ', by')}` : 'no';
  return by + ruleText(rule);
}

/** ` (the rule: past its due date)`. */
const ruleText = (rule: LateRule): string => ` (${lateRuleText(rule).replace(/^late:/, 'the rule:')})`;

/** ` by 2 h`, where the rule tells how far. */
export function overdue({ order: { dueAt }, moment }: Judged, rule: LateRule): string {
  return rule.kind === 'dueDate' && dueAt !== undefined ? ` by ${duration(moment - dueAt)}` : '';
}

/** `was done 2 h after it was due`; nothing where one of the times is not reported. */
function doneAgainstDue({
  order: { dueAt, completedAt },
}: {
  readonly order: { readonly dueAt?: EpochMs; readonly completedAt?: EpochMs };
}): string | undefined {
  if (dueAt === undefined || completedAt === undefined) return undefined;
  return `was done ${duration(Math.abs(completedAt - dueAt))} ${completedAt > dueAt ? 'after' : 'before'} it was due`;
}
