import type { Scouts } from '../floor/scouts.ts';
import type { Subscription } from '../storage/store.ts';

/** What people call a summary that comes by itself: `the fleet summary`, `the shift summary`. */
export function summaryName(
  { summary, robots }: Pick<Subscription, 'summary' | 'robots'>,
  { fleet, plant }: Scouts,
): string {
  if (summary === 'shift') return 'the shift summary';
  if (plant === undefined || robots.length > 0) return 'the fleet summary';
  return fleet === undefined ? 'the floor summary' : 'the summary of robots and floor';
}
