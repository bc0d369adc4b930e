import type { ParameterName } from '../../clients/floor/operations.ts';
import type { EpochMs } from '../entities.ts';
import { type FloorCall, Problem } from './floor-exchange.ts';
import type { Span } from './plant.ts';

/** An id that must be given. Throws a 400 for what is no whole number. */
export function idOf(call: FloorCall): number {
  return wholeNumber(call, 'id', call.given.id ?? '');
}

/** An id that may be given. Throws a 400 for what is no whole number. */
export function optionalId(call: FloorCall, name: 'stationId' | 'machineId'): number | undefined {
  const text = call.given[name];
  return text === undefined ? undefined : wholeNumber(call, name, text);
}

/** The half-open span that was asked for. Throws a 400 for what is no time, and where the end is not after the start. */
export function spanOf(call: FloorCall): Span {
  const from = momentOf(call, 'from') ?? Number.NEGATIVE_INFINITY;
  const until = momentOf(call, 'to') ?? Number.POSITIVE_INFINITY;
  if (until <= from) throw invalid(call, 'to', 'The end must be after the start.');
  return { from, until };
}

/** The thing that was asked for. Throws a 404. */
export function existing<T>(things: ReadonlyMap<number, T>, id: number): T {
  const thing = things.get(id);
  if (thing === undefined) throw new Problem(404, 'Not Found');
  return thing;
}

function momentOf(call: FloorCall, name: 'from' | 'to'): EpochMs | undefined {
  const text = call.given[name];
  if (text === undefined) return undefined;
  // A plus sign that was pasted into a URL arrives as a space. A day alone as an end means its whole.
  const at = call.readTime(text.replace(/ (?=\d\d:?\d\d$)/, '+'));
  if (at === undefined) throw invalid(call, name, `The value '${text}' is not a time.`);
  return name === 'to' && /^\d{4}-\d\d-\d\d$/.test(text) ? at + 86_400_000 : at;
}

function wholeNumber(call: FloorCall, name: ParameterName, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw invalid(call, name, `The value '${text}' is not valid.`);
  return Number(text);
}

/** A 400 of the server about one parameter. */
function invalid({ names }: FloorCall, name: ParameterName, message: string): Problem {
  return new Problem(400, 'One or more validation errors occurred.', { [names[name] ?? name]: [message] });
}
