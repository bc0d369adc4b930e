import type { Site } from '../sites/site.ts';
import type { Subscription } from '../storage/store.ts';

/** What people call a summary that comes by itself: `the fleet summary`, `the shift summary`. */
export function summaryName(
  { summary, robots, site }: Pick<Subscription, 'summary' | 'robots' | 'site'>,
  sites: readonly Site[],
): string {
  if (summary === 'shift') return 'the shift summary';
  const about = sites.length > 1 && site !== undefined ? sites.filter(({ name }) => name === site) : sites;
  const hasFloor = about.some(({ plant }) => plant !== undefined);
  if (!hasFloor || robots.length > 0) return 'the fleet summary';
  return about.some(({ fleet }) => fleet !== undefined) ? 'the summary of robots and floor' : 'the floor summary';
}
