import { duration } from '../answers/quantities.ts';
import type { Machine, MachineStatusFigures, Station } from '../clients/floor/floor-client.ts';
import { bold, type Inline, type Table, type Text } from '../core/reply.ts';
import type { MachineFigures } from './machine-figures.ts';
import { isDown } from './machine-status.ts';

/** Machines, one row each: where they stand, their status now, and with figures how long and how often they were in each. */
export function machineTable(
  machines: readonly Machine[],
  stations: readonly Station[],
  figures: MachineFigures | undefined,
): Table {
  const columns: readonly { readonly title: string; readonly cell: (machine: Machine) => Text }[] = [
    { title: 'Machine', cell: ({ name }) => [bold(name)] },
    { title: 'Station', cell: (machine) => [stationOf(machine, stations) ?? 'not reported'] },
    { title: figures === undefined ? 'Status' : 'Now', cell: ({ status }) => [statusText(status)] },
    ...(figures?.times === undefined ? [] : [{ title: 'Time in each status', cell: timesCell(figures.times) }]),
    ...(figures?.counts === undefined ? [] : [{ title: 'How often', cell: countsCell(figures.counts) }]),
  ];
  return {
    kind: 'table',
    columns: columns.map(({ title }) => ({ title })),
    rows: machines.map((machine) => columns.map(({ cell }) => cell(machine))),
  };
}

/** The name of the station where a machine stands. */
export function stationOf({ stationId }: Machine, stations: readonly Station[]): string | undefined {
  if (stationId === undefined) return undefined;
  return stations.find(({ id }) => id === stationId)?.name ?? `no. ${stationId}`;
}

function statusText(status: string | undefined): Inline {
  if (status === undefined) return 'not reported';
  return isDown(status) ? bold(status) : status;
}

type ByMachine = ReadonlyMap<number, MachineStatusFigures['byStatus']>;

/** The status that lasted longest first: `Running 6 h 2 min, Down 48 min`. */
const timesCell =
  (times: ByMachine) =>
  ({ id }: Machine): Text =>
    figuresText(times.get(id), (seconds) => duration(seconds * 1_000));

const countsCell =
  (counts: ByMachine) =>
  ({ id }: Machine): Text =>
    figuresText(counts.get(id), String);

function figuresText(figures: MachineStatusFigures['byStatus'] | undefined, write: (figure: number) => string): Text {
  const each = Object.entries(figures ?? {}).toSorted(([, a], [, b]) => b - a);
  if (each.length === 0) return ['not reported'];
  return [each.map(([status, figure]) => `${status === '' ? 'without a status' : status} ${write(figure)}`).join(', ')];
}
