import { type Button, inPlaceButton } from '../core/reply.ts';
import { quoteName } from '../core/words.ts';

/** A part of a long list, and where it stands in it (counted from 1). */
export interface Page<T> {
  readonly items: readonly T[];
  readonly number: number;
  readonly first: number;
  readonly last: number;
  readonly hasNext: boolean;
}

/** The page `wanted` of a list in pages of `size`; the last one where the list does not reach that far. */
export function pageOf<T>(list: readonly T[], wanted: number, size: number): Page<T> {
  const number = Math.min(wanted, Math.max(1, Math.ceil(list.length / size)));
  const start = (number - 1) * size;
  const items = list.slice(start, start + size);
  return { items, number, first: start + 1, last: start + items.length, hasNext: list.length > start + size };
}

/** Buttons to the pages before and after, as command lines. */
export function pageButtons(line: string, { number, hasNext }: Page<unknown>, size: number): readonly Button[] {
  const previous = number > 1 ? [inPlaceButton(`Previous ${size}`, commandLine(line, pageWords(number - 1)))] : [];
  const next = hasNext ? [inPlaceButton(`Next ${size}`, commandLine(line, pageWords(number + 1)))] : [];
  return [...previous, ...next];
}

const pageWords = (number: number): string | undefined => (number === 1 ? undefined : `page ${number}`);

/** A command line of the parts that are there. */
export function commandLine(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

/** A name as a part of a command line, quoted where it needs it. */
export function nameWord(name: string | undefined): string | undefined {
  return name === undefined ? undefined : quoteName(name);
}

/** Names as parts of a command line: `Rex, "Spot 2"`; nothing where there are none. */
export function nameWords(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.map(quoteName).join(', ');
}
