import { nameNotFound } from '../answers/name-not-found.ts';
import { commandLine, nameWord } from '../answers/pages.ts';
import { listNames } from '../answers/quantities.ts';
import type { Station, Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import type { UserError } from '../core/errors.ts';
import { findByName } from '../core/names.ts';
import { button, buttons } from '../core/reply.ts';

/** A part of all orders: those at a station, in a work area, or of a product. */
export interface OrderScope {
  /** Behind what is told of them: ` at Assembly 1`, ` in Assembly`, ` of Gearbox G4`. */
  readonly label: string;
  readonly includes: (order: WorkOrder) => boolean;
}

interface Candidate {
  readonly name: string;
  readonly tie: 'at' | 'in' | 'of';
  readonly ids: readonly number[];
}

/** Finds what a name means among stations, work areas and products, all where several fit. Throws UserError with the nearest names where none does. */
export function findScope(
  name: string,
  { stations, units }: { readonly stations: readonly Station[]; readonly units: readonly Unit[] },
): OrderScope {
  const areas = Map.groupBy(stations, ({ workArea }) => workArea ?? '');
  areas.delete('');
  const candidates: readonly Candidate[] = [
    ...[...areas].map(([area, of]) => ({ name: area, tie: 'in' as const, ids: of.map(({ id }) => id) })),
    ...stations.map((station) => ({ name: station.name, tie: 'at' as const, ids: [station.id] })),
    ...units.map((unit) => ({ name: unit.name, tie: 'of' as const, ids: [unit.id] })),
  ];
  const found = findByName(name, candidates, (candidate) => candidate.name);
  if (found.kind === 'none') throw notFound(name, found.nearest, candidates);
  const meant = found.kind === 'one' ? [found.match] : found.matches;
  const idsOf = (isUnit: boolean) =>
    new Set(meant.filter(({ tie }) => (tie === 'of') === isUnit).flatMap(({ ids }) => ids));
  const [stationIds, unitIds] = [idsOf(false), idsOf(true)];
  const [first] = meant;
  return {
    label: ` ${first?.tie} ${listNames(meant.map((each) => each.name))}`,
    includes: (order) =>
      order.stations.some(({ id }) => stationIds.has(id)) || order.units.some(({ id }) => unitIds.has(id)),
  };
}

function notFound(wanted: string, nearest: readonly string[], candidates: readonly Candidate[]): UserError {
  const what = 'station, work area or product';
  const all = candidates.map(({ name }) => name);
  const byNumber = buttons(button(`Order ${wanted}`, commandLine('order', nameWord(wanted))));
  const next = /\d/.test(wanted) ? { next: byNumber } : {};
  return nameNotFound({ what, wanted, nearest, all, commandName: 'orders', ...next });
}
