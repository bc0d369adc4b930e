import { listNames } from '../answers/quantities.ts';
import type { Named, PlantSweep, Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import { bold, type Table } from '../core/reply.ts';
import { countText, nameOf, ordersText } from './order-text.ts';
import { hereText, type OrderHere, type StationState, stationStates } from './station-state.ts';

/** An order of a unit at one of its stations. */
export interface UnitPlace extends OrderHere {
  readonly station: string;
}

/** Where a unit is built now, and what waits of it. */
export interface UnitNow {
  readonly unit: Unit;
  readonly places: readonly UnitPlace[];
  readonly queued: readonly WorkOrder[];
}

/** The units that are listed, and those that only orders on the floor name. */
export function knownUnits(listed: readonly Unit[], { inProgress, queued }: PlantSweep): readonly Unit[] {
  const ids = new Set(listed.map(({ id }) => id));
  const named = new Map<number, Unit>();
  for (const { id, name } of [...inProgress, ...queued].flatMap(({ units }): readonly Named[] => units))
    if (name !== undefined && !ids.has(id)) named.set(id, { id, name, steps: [] });
  return [...listed, ...named.values()];
}

/** Where each of some units is built, and what waits of it. */
export function unitsNow(units: readonly Unit[], sweep: PlantSweep): readonly UnitNow[] {
  const states = stationStates(sweep);
  const begun = new Set(sweep.inProgress.map(({ id }) => id));
  return units.map((unit) => ({
    unit,
    places: placesOf(unit, states),
    queued: sweep.queued.filter((order) => !begun.has(order.id) && isBuilding(order, unit)),
  }));
}

const isBuilding = ({ units }: WorkOrder, { id }: Unit): boolean => units.some((unit) => unit.id === id);

const placesOf = (unit: Unit, states: readonly StationState[]): readonly UnitPlace[] =>
  states.flatMap(({ station, orders }) =>
    orders.filter(({ order }) => isBuilding(order, unit)).map((each) => ({ ...each, station: station.name })),
  );

/** No line names more stations. */
const MOST_STATIONS = 6;
/** In which order it is told how a unit stands at stations. */
const TOLD_FIRST = ['running', 'in setup', 'paused', 'laid aside'];

/** `being built at Assembly 1 and Assembly 2; in setup at Sub Assembly 4`, or that it is not. */
export function whereText({ places }: UnitNow): string {
  if (places.length === 0) return 'not being built now';
  const words = [...new Set([...TOLD_FIRST, ...places.map(hereText)])];
  return words
    .map((word) => ({
      word,
      at: new Set(places.filter((place) => hereText(place) === word).map((place) => place.station)),
    }))
    .filter(({ at }) => at.size > 0)
    .map(({ word, at }) => `${word === 'running' ? 'being built' : word} at ${listNames([...at], MOST_STATIONS)}`)
    .join('; ');
}

/** The stations that build a unit, one row each: which order, how much of it, and how it stands there. */
export function placeTable(places: readonly UnitPlace[], unit: Unit, units: readonly Unit[]): Table {
  return {
    kind: 'table',
    columns: [{ title: 'Station' }, { title: 'Order' }, { title: 'Done there' }, { title: 'Status' }],
    rows: places.map((place) => [
      [bold(place.station)],
      [orderText(place.order, unit, units)],
      [countText(place.here) ?? 'not reported'],
      [hereText(place)],
    ]),
  };
}

/** A count of a nested order is that of all its units. */
function orderText(order: WorkOrder, unit: Unit, units: readonly Unit[]): string {
  const others = order.units.filter(({ id }) => id !== unit.id).map((each) => nameOf(each, units));
  return others.length === 0 ? order.number : `${order.number} (together with ${listNames(others)})`;
}

/** `2 orders, 34 to build: WO-20543 and WO-20550`; how many to build only where every order tells. */
export function queuedText(orders: readonly WorkOrder[]): string {
  if (orders.length === 0) return 'none';
  const amounts = orders.map(({ units, quantity }) => (units.length === 1 ? quantity : undefined));
  const told = amounts.filter((amount) => amount !== undefined);
  const sum = told.length < amounts.length ? '' : `, ${told.reduce((a, b) => a + b, 0)} to build`;
  return `${ordersText(orders.length)}${sum}: ${listNames(orders.map(({ number }) => number))}`;
}
