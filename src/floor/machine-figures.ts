import { optional, present } from '../answers/optional.ts';
import type { FloorClient, Machine, MachineStatusFigures, Span } from '../clients/floor/floor-client.ts';
import type { Known } from '../clients/known.ts';
import { isDown } from './machine-status.ts';

type ByStatus = MachineStatusFigures['byStatus'];

/** How long and how often machines were in each status in a span, as far as the server tells. */
export interface MachineFigures {
  /** Seconds by status; undefined where the server tells no times at all. */
  readonly times?: ReadonlyMap<number, ByStatus>;
  readonly counts?: ReadonlyMap<number, ByStatus>;
  readonly facts: readonly Known<unknown>[];
  /** Records that could not be read. */
  readonly skipped: number;
}

/** Asks for both. Throws what went wrong with the times where neither is told. */
export async function machineFigures(floor: FloorClient, span: Span): Promise<MachineFigures> {
  const asked = floor.machineTimes(span);
  const [times, counts] = await Promise.all([optional(asked), optional(floor.machineCounts(span))]);
  if (times === undefined && counts === undefined) await asked;
  return {
    ...(times && { times: byMachine(times.value.items) }),
    ...(counts && { counts: byMachine(counts.value.items) }),
    facts: present<Known<unknown>>([times, counts]),
    skipped: (times?.value.skipped ?? 0) + (counts?.value.skipped ?? 0),
  };
}

const byMachine = (items: readonly MachineStatusFigures[]): ReadonlyMap<number, ByStatus> =>
  new Map(items.map(({ machineId, byStatus }) => [machineId, byStatus]));

/** How long and how often a machine was down; nothing where it is not reported. */
export interface Downtime {
  readonly seconds?: number;
  readonly stops?: number;
}

/** The downtime of one machine. */
export function downtimeOf({ id }: Pick<Machine, 'id'>, { times, counts }: MachineFigures): Downtime {
  const [seconds, stops] = [downIn(times?.get(id)), downIn(counts?.get(id))];
  return { ...(seconds !== undefined && { seconds }), ...(stops !== undefined && { stops }) };
}

/** That of several machines together, of those of which it is reported. */
export function downtimeOfAll(machines: readonly Machine[], figures: MachineFigures): Downtime {
  const each = machines.map((machine) => downtimeOf(machine, figures));
  const [seconds, stops] = [sum(each.map((one) => one.seconds)), sum(each.map((one) => one.stops))];
  return { ...(seconds !== undefined && { seconds }), ...(stops !== undefined && { stops }) };
}

const downIn = (figures: ByStatus | undefined): number | undefined =>
  figures &&
  Object.entries(figures)
    .filter(([status]) => isDown(status))
    .reduce((total, [, figure]) => total + figure, 0);

function sum(figures: readonly (number | undefined)[]): number | undefined {
  const told = figures.filter((figure) => figure !== undefined);
  return told.length === 0 ? undefined : told.reduce((total, figure) => total + figure, 0);
}
