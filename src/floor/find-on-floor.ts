import { nameNotFound } from '../answers/name-not-found.ts';
import { findByName } from '../core/names.ts';

/** Finds what a name means among stations, units or machines, several where several fit. Throws UserError with the nearest names where there is none. */
export function findOnFloor<T extends { readonly name: string }>(
  wanted: string,
  things: readonly T[],
  { what, commandName }: { readonly what: string; readonly commandName: string },
): readonly T[] {
  const found = findByName(wanted, things, ({ name }) => name);
  if (found.kind === 'one') return [found.match];
  if (found.kind === 'several') return found.matches;
  const all = things.map(({ name }) => name);
  throw nameNotFound({ what, wanted, nearest: found.nearest, all, commandName });
}
