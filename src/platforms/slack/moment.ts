import type { EpochMs, Time } from '../../core/reply.ts';

/** How Slack is asked to show a moment in each reader's zone; "pretty" puts today and yesterday in place of a date. */
export const DATE_FORMATS: Readonly<Record<Time['show'], string>> = {
  time: '{time}',
  date: '{date_short_pretty}',
  'date-time': '{date_short_pretty} at {time}',
};

/** The moment in UTC, for readers whose client does not show dates; made without Intl, because every answer holds some. */
export function writeUtc(at: EpochMs, show: Time['show']): string {
  if (!isShowable(at)) return 'an unknown time';
  const iso = new Date(at).toISOString();
  if (show === 'time') return `${iso.slice(11, 16)} UTC`;
  return show === 'date' ? `${iso.slice(0, 10)} (UTC)` : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** Whether Slack can show the moment: from 1970 to 9999. */
export function isShowable(at: EpochMs): boolean {
  return at >= 0 && at < 253_402_300_800_000;
}
