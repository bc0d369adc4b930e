import type { EpochMs, Time } from './reply.ts';

/** The moment in UTC, for readers whose client does not show dates; made without Intl, because every answer holds some. */
export function writeUtc(at: EpochMs, show: Time['show']): string {
  if (!isShowable(at)) return 'an unknown time';
  const iso = new Date(at).toISOString();
  if (show === 'time') return `${iso.slice(11, 16)} UTC`;
  return show === 'date' ? `${iso.slice(0, 10)} (UTC)` : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** Whether chat platforms can show the moment in a reader's zone: from 1970 to 9999. */
export function isShowable(at: EpochMs): boolean {
  return at >= 0 && at < 253_402_300_800_000;
}
