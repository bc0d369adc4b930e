import { duration } from '../answers/quantities.ts';
import { type EpochMs, time } from '../core/reply.ts';
import type { LateRule } from './late.ts';
import type { OrderColumn } from './order-table.ts';

/** By what an order is late, as a column of a table. */
export function lateColumn({ kind }: LateRule, now: EpochMs): OrderColumn {
  if (kind === 'predictedEnd')
    return {
      title: 'Predicted end',
      cell: ({ predictedEnd }) => (predictedEnd === undefined ? ['not reported'] : [time(predictedEnd, 'date-time')]),
    };
  if (kind === 'overAverage')
    return {
      title: 'At work',
      cell: ({ appliedSeconds }) => [appliedSeconds === undefined ? 'not reported' : duration(appliedSeconds * 1_000)],
    };
  return {
    title: 'Due',
    cell: ({ dueAt }) =>
      dueAt === undefined
        ? ['not reported']
        : [time(dueAt, 'date-time'), dueAt < now ? `, ${duration(now - dueAt)} late` : ''],
  };
}
