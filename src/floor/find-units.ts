import { nameNotFound } from '../answers/name-not-found.ts';
import type { Unit } from '../clients/floor/floor-client.ts';
import { findByName } from '../core/names.ts';

/** Finds the products that words mean: by their name or a part of it, else by their description. Throws UserError that tells what a unit is, with the nearest names. */
export function findUnits(wanted: string, units: readonly Unit[]): readonly Unit[] {
  const byName = findByName(wanted, units, ({ name }) => name);
  if (byName.kind === 'one') return [byName.match];
  if (byName.kind === 'several') return byName.matches;
  const described = findByName(wanted, units, ({ description = '' }) => description);
  if (described.kind === 'one') return [described.match];
  if (described.kind === 'several') return described.matches;
  const all = units.map(({ name }) => name);
  const remark = WHAT_UNITS_ARE;
  throw nameNotFound({ what: 'unit', wanted, nearest: byName.nearest, all, commandName: 'unit', remark });
}

const WHAT_UNITS_ARE =
  'A unit is a product. A serial number is recorded in the steps of an order, and cannot be looked up by this API.';
