import type { EpochMs } from '../core/reply.ts';
import type { Change, Subscription } from '../storage/store.ts';
import { nextTime } from './timetable.ts';

type Content = Pick<Subscription, 'summary' | 'timetable' | 'robots' | 'site'>;

/** Whether two subscriptions would tell the same at the same times. */
export const sameContent = (a: Content, b: Content): boolean => contentOf(a) === contentOf(b);

function contentOf({ summary, timetable: { days, times, zone }, robots, site }: Content): string {
  return JSON.stringify([summary, days, times, zone, robots.toSorted(), site]);
}

/** Whether a subscription still is as a change left it; that it has been delivered since does not count. */
export function isCurrent(current: Subscription, after: Subscription): boolean {
  const isSameState = current.state === after.state && (current.state !== 'paused' || current.nextAt === after.nextAt);
  return isSameState && current.skipEmpty === after.skipEmpty && sameContent(current, after);
}

/** What a subscription was before a change, going on from now: removed where there was none. */
export function restored({ before, after }: Change, now: EpochMs): Subscription {
  const { nextAt, ...others } = before ?? { ...after, state: 'removed' as const };
  if (others.state === 'removed' || (others.state === 'paused' && nextAt === undefined)) return others;
  if (others.state === 'paused' && nextAt !== undefined && nextAt > now) return { ...others, nextAt };
  return { ...others, state: 'active', nextAt: nextTime(others.timetable, now) };
}
