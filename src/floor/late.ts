import type { Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import type { EpochMs } from '../core/reply.ts';
import { averageBuildSeconds } from './build-time.ts';

/** When an order is late: past its due date; predicted to end after its shift; longer at work than its units take on average, times a factor. */
export type LateRule =
  | { readonly kind: 'dueDate' }
  | { readonly kind: 'predictedEnd' }
  | { readonly kind: 'overAverage'; readonly factor: number }
  | { readonly kind: 'none' };

/** What the rules look at beside the order. */
export interface LateFacts {
  readonly now: EpochMs;
  /** When the shift ends that is going on. */
  readonly shiftEnd: EpochMs;
  readonly units: readonly Unit[];
}

/** Whether an order is late by the rule; undefined where what the rule looks at is not reported. An order that is completed or cancelled is not late. */
export function isLate(order: WorkOrder, rule: LateRule, { now, shiftEnd, units }: LateFacts): boolean | undefined {
  if (order.status === 'completed' || order.status === 'cancelled') return false;
  switch (rule.kind) {
    case 'none':
      return undefined;
    case 'dueDate':
      return order.dueAt === undefined ? undefined : order.dueAt < now;
    case 'predictedEnd':
      return order.predictedEnd === undefined ? undefined : order.predictedEnd > shiftEnd;
    case 'overAverage': {
      const each = averageBuildSeconds(order, units);
      const { quantity, appliedSeconds } = order;
      if (each === undefined || quantity === undefined || appliedSeconds === undefined) return undefined;
      return appliedSeconds > each * quantity * rule.factor;
    }
  }
}

/** The rule in words, as part of a sentence: `late: past its due date`. */
export function lateRuleText(rule: LateRule): string {
  switch (rule.kind) {
    case 'none':
      return 'no rule for "late" is set';
    case 'dueDate':
      return 'late: past its due date';
    case 'predictedEnd':
      return 'late: predicted to end after this shift';
    case 'overAverage':
      return `late: at work longer than ${rule.factor} × the average build time`;
  }
}

/** Why the rule can tell nothing of some orders: `no due date is reported`. */
export function lateGapText(rule: LateRule): string {
  switch (rule.kind) {
    case 'none':
      return 'no rule for "late" is set';
    case 'dueDate':
      return 'no due date is reported';
    case 'predictedEnd':
      return 'no predicted end is reported';
    case 'overAverage':
      return 'the time at work or the average build time is not reported';
  }
}
