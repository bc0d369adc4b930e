import type { EpochMs } from './entities.ts';
import { HttpError } from './exchange.ts';

/** A page of a list, in the envelope that the API uses. */
export interface Page<T> {
  readonly resources: readonly T[];
  readonly limit: number;
  readonly offset: number;
  readonly total: number;
}

/** The values of a list parameter, given as `a,b` or as a repeated key; undefined when it is not there. */
export function listOf(query: URLSearchParams, key: string): ReadonlySet<string> | undefined {
  const values = query.getAll(key).flatMap((value) => value.split(','));
  return values.length === 0 ? undefined : new Set(values.map((value) => value.trim()).filter((value) => value !== ''));
}

/** A time given as ISO text or as epoch milliseconds. Throws a 400. */
export function timeOf(query: URLSearchParams, key: string): EpochMs | undefined {
  const value = query.get(key);
  if (value === null || value === '') return undefined;
  // A plus sign that was pasted into a URL arrives as a space.
  const at = /^\d+$/.test(value) ? Number(value) : Date.parse(value.replace(' ', '+'));
  if (Number.isNaN(at)) throw new HttpError(400, `${key} is not a time`);
  return at;
}

/** Whether a time is in the half-open span that two parameters name. */
export function spanOf(query: URLSearchParams, from: string, to: string): (at: EpochMs) => boolean {
  const start = timeOf(query, from) ?? Number.NEGATIVE_INFINITY;
  const end = timeOf(query, to) ?? Number.POSITIVE_INFINITY;
  return (at) => start <= at && at < end;
}

/** `limit` (20) and `offset` (0). Throws a 400. */
export function pageOf(query: URLSearchParams): { readonly limit: number; readonly offset: number } {
  return { limit: wholeNumber(query, 'limit', 20), offset: wholeNumber(query, 'offset', 0) };
}

/** Cuts a page out of a list. */
export function cutPage<T>(
  list: readonly T[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Page<T> {
  return { resources: list.slice(offset, offset + limit), limit, offset, total: list.length };
}

function wholeNumber(query: URLSearchParams, key: string, otherwise: number): number {
  const value = query.get(key);
  if (value === null || value === '') return otherwise;
  if (!/^\d{1,9}$/.test(value)) throw new HttpError(400, `${key} is not a whole number`);
  return Number(value);
}
