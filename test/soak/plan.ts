import { parseArgs } from 'node:util';

/** What is asked of a run. */
export interface Plan {
  readonly minutes: number;
  readonly perSecond: number;
  /** Parts of it in ms: a first round of troubles, which also fills all caches; the rounds that are measured; windows without any trouble. */
  readonly firstMs: number;
  readonly windowMs: number;
  readonly roundsMs: number;
  /** How often all troubles come in the measured part. */
  readonly rounds: number;
  /** A part long enough for an outage to be told in chats. */
  readonly hasLongOutage: boolean;
}

const LONG_OUTAGE_MS = 5 * 60_000;
const LONGEST_MINUTES = 24 * 60;
const FASTEST = 500;

/** Reads `--minutes` (30) and `--rate` (50 questions a second). Throws Error where they are no numbers in bounds. */
export function readPlan(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: { minutes: { type: 'string', default: '30' }, rate: { type: 'string', default: '50' } },
  });
  const minutes = readNumber('--minutes', values.minutes, LONGEST_MINUTES);
  const perSecond = readNumber('--rate', values.rate, FASTEST);
  const all = minutes * 60_000;
  const hasLongOutage = minutes >= 20;
  const windowMs = Math.min(120_000, all / 10);
  const firstMs = all * 0.3;
  const roundsMs = all - firstMs - 2 * windowMs - (hasLongOutage ? LONG_OUTAGE_MS : 0);
  return { minutes, perSecond, firstMs, windowMs, roundsMs, rounds: hasLongOutage ? 2 : 1, hasLongOutage };
}

function readNumber(name: string, written: string, most: number): number {
  const number = Number(written);
  if (!(number > 0 && number <= most)) throw new Error(`${name} is not right: a number above 0, at most ${most}.`);
  return number;
}

export { LONG_OUTAGE_MS };
