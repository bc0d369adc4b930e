/** A number from 0 to `most`; whole unless `most` is 1. Throws an Error of one line. */
export function numberFlag(flag: string, text: string, most: number): number {
  const number = Number(text);
  const isRight = text !== '' && number >= 0 && number <= most && (most === 1 || Number.isInteger(number));
  if (!isRight) throw new Error(`--${flag}: expected a number from 0 to ${most}, not ${text}`);
  return number;
}

/** The time after --clock. Throws an Error of one line. */
export function timeFlag(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`--clock: expected a time such as 2026-10-21T14:20:00Z, not ${text}`);
  return at;
}
