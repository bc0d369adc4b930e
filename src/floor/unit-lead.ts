import { ordersText } from './order-text.ts';
import { stepTime } from './step-time.ts';
import { type UnitNow, whereText } from './unit-now.ts';
import { slowestStep, slowestText } from './unit-steps.ts';

/** What of a unit is asked for first. */
export type UnitAspect = 'where' | 'time' | 'steps';

/** The line that answers by itself what is asked of a unit; `isAllRead` is false where some stations could not be read. */
export function unitLead(now: UnitNow, aspect: UnitAspect, isAllRead: boolean): string {
  const { name, avgBuildSeconds } = now.unit;
  if (aspect === 'time')
    return avgBuildSeconds === undefined
      ? `The average build time of ${name} is not reported`
      : `${name} takes ${stepTime(avgBuildSeconds)} on average`;
  if (aspect === 'steps') {
    const slowest = slowestStep(now.unit);
    return slowest === undefined
      ? `How long the steps of ${name} take is not reported`
      : `The slowest step of ${name} is ${slowestText(slowest)}`;
  }
  if (now.places.length > 0) return `${name} is ${whereText(now)}`;
  const { length } = now.queued;
  const waiting = length === 0 ? '' : `; ${ordersText(length)} of it ${length === 1 ? 'is' : 'are'} queued`;
  return `${name} is ${isAllRead ? 'not being built now' : 'not built at any station that could be read'}${waiting}`;
}
