import { bold, type Table } from '../core/reply.ts';
import { ordersText } from './order-text.ts';
import { stepTime } from './step-time.ts';
import { type UnitNow, whereText } from './unit-now.ts';
import { slowestStep, slowestText } from './unit-steps.ts';

/** Units as a table, one row each: where they are built, what waits, how long they take, and their slowest step. */
export function unitTable(units: readonly UnitNow[]): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'Unit' },
      { title: 'Now' },
      { title: 'Queued' },
      { title: 'Average build time' },
      { title: 'Slowest step' },
    ],
    rows: units.map((each) => {
      const { name, revision, avgBuildSeconds } = each.unit;
      const slowest = slowestStep(each.unit);
      return [
        [bold(name), revision === undefined ? '' : ` (${revision})`],
        [whereText(each)],
        [ordersText(each.queued.length)],
        [avgBuildSeconds === undefined ? 'not reported' : stepTime(avgBuildSeconds)],
        [slowest === undefined ? 'not reported' : slowestText(slowest)],
      ];
    }),
  };
}
