import { duration } from '../answers/quantities.ts';

const HOUR = 3_600;

/** How long a piece or one of its steps takes, to the second: `24 s`, `7 min 35 s`, `1 h 12 min`. */
export function stepTime(seconds: number): string {
  const whole = Math.round(seconds);
  const over = whole % 60;
  return duration(whole * 1_000) + (whole < 60 || whole >= HOUR || over === 0 ? '' : ` ${over} s`);
}
