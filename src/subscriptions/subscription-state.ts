import type { EpochMs } from '../core/reply.ts';
import type { Change, Subscription, Timetable } from '../storage/store.ts';
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

/** When a subscription comes that goes on with a timetable; what is due already stays due. */
export function comingAt({ nextAt }: Subscription, timetable: Timetable, now: EpochMs): EpochMs {
  return nextAt !== undefined && nextAt <= now ? nextAt : nextTime(timetable, now);
}

/** What a subscription was before a change, where it is reached today, going on from now: removed where there was none. */
export function restored({ before, after }: Change, current: Subscription, now: EpochMs): Subscription {
  const { nextAt, ...was } = before ?? { ...after, state: 'removed' as const };
  const others = { ...was, conversation: current.conversation };
  if (others.state === 'removed' || (others.state === 'paused' && nextAt === undefined)) return others;
  if (others.state === 'paused' && nextAt !== undefined && nextAt > now) return { ...others, nextAt };
  return { ...others, state: 'active', nextAt: comingAt(current, others.timetable, now) };
}

/** What can be changed of one. */
export interface SubscriptionValues
  extends Partial<Pick<Subscription, 'summary' | 'timetable' | 'robots' | 'skipEmpty'>> {
  /** Undefined where it is to be about all sites. */
  readonly site?: string | undefined;
}

/** A subscription with other values. */
export function withValues(before: Subscription, values: SubscriptionValues): Subscription {
  const { site: was, ...others } = before;
  const { site = Object.hasOwn(values, 'site') ? undefined : was, ...changes } = values;
  return { ...others, ...changes, ...(site !== undefined && { site }) };
}
