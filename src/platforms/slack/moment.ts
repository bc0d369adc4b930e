import type { Time } from '../../core/reply.ts';

/** How Slack is asked to show a moment in each reader's zone; "pretty" puts today and yesterday in place of a date. */
export const DATE_FORMATS: Readonly<Record<Time['show'], string>> = {
  time: '{time}',
  date: '{date_short_pretty}',
  'date-time': '{date_short_pretty} at {time}',
};
