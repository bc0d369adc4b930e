import { has, type Mark } from '../reading/mark.ts';
import { clocksIn } from './said-clocks.ts';
import { saidIn, timeIn } from './said-times.ts';
import { type SlotSource, some } from './slot-reader.ts';

/** When nothing shall come: hours of any day, or tonight. */
export const quietHoursOf = (source: SlotSource): string | undefined => hoursOf(source) ?? tonightIn(source);

/** "From 22 to 6", "nothing before 6:30 or after 21:00". */
function hoursOf({ marks }: SlotSource): string | undefined {
  const clocks = clocksIn(marks, true).filter(({ at }) => !isDigest(marks, at));
  const whole = clocks.findIndex(({ at }, i) => clocks[i + 1]?.at === at);
  const [first, second] = clocks.slice(Math.max(0, whole));
  if (first === undefined || second === undefined) return undefined;
  const isBefore = (at: number): boolean => has(marks[at], '@until') && timeIn(marks[at] as Mark).isBefore === true;
  const [from, to] = isBefore(first.at) && !isBefore(second.at) ? [second, first] : [first, second];
  return `range:${from.clock}..${to.clock}`;
}

const tonightIn = (source: SlotSource): string | undefined =>
  saidIn(source).find(({ value }) => value.text === 'tonight')?.value.text;

/** Whether a time of day is that of a digest: "digest at 6:15". */
const isDigest = (marks: readonly Mark[], at: number): boolean =>
  some(marks.slice(Math.max(0, at - 3), at), 'summary') && !has(marks[at], '@until');

/** When what was held back comes: "keep quiet and give me a digest at 8". */
export function restOf({ marks }: SlotSource): string | undefined {
  const digest = clocksIn(marks, false).find(({ at }) => isDigest(marks, at));
  return digest && `digest@${digest.clock}`;
}
