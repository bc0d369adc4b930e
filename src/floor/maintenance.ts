import { duration } from '../answers/quantities.ts';
import type { Machine, MaintenanceRequest, Station } from '../clients/floor/floor-client.ts';
import { bold, type EpochMs, type Table, time } from '../core/reply.ts';

/** Words for a request that nothing is left to do of; no list of the server's words is known. */
const CLOSED = new Set('cancelled canceled closed complete completed done finished fixed rejected resolved'.split(' '));

/** Whether a request is open: it was not closed, neither by its time nor by the server's word for its status. */
export const isOpen = ({ closedAt, status = '' }: MaintenanceRequest): boolean =>
  closedAt === undefined && !CLOSED.has(status.toLowerCase());

/** A request, and what it is about by name. */
export interface PlacedRequest extends MaintenanceRequest {
  readonly machine?: string;
  readonly station?: string;
}

/** Names the machine and the station of a request; that of a machine is where it stands. */
export function placeRequest(
  request: MaintenanceRequest,
  { machines, stations }: { readonly machines: readonly Machine[]; readonly stations: readonly Station[] },
): PlacedRequest {
  const known = machines.find(({ id, name }) => id === request.machineId || name === request.machineName);
  const stationId = request.stationId ?? known?.stationId;
  const machine = request.machineName ?? known?.name ?? numbered('machine', request.machineId);
  const station =
    request.stationName ?? stations.find(({ id }) => id === stationId)?.name ?? numbered('station', stationId);
  return { ...request, ...(machine !== undefined && { machine }), ...(station !== undefined && { station }) };
}

const numbered = (what: string, id: number | undefined): string | undefined =>
  id === undefined ? undefined : `${what} no. ${id}`;

/** What a request is about: `Press 3 at Assembly 5`, `Kitting 2`. */
export const placeText = ({ machine, station }: PlacedRequest): string =>
  [machine, station].filter((name) => name !== undefined).join(' at ') || 'not reported';

/** For how long a request is open, or was; undefined where its times are not reported. */
export function openFor(request: MaintenanceRequest, now: EpochMs): string | undefined {
  const { openedAt, closedAt } = request;
  const end = closedAt ?? (isOpen(request) ? now : undefined);
  return openedAt === undefined || end === undefined ? undefined : duration(end - openedAt);
}

/** Requests as a table, one row each. */
export function maintenanceTable(requests: readonly PlacedRequest[], now: EpochMs): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'Request' },
      { title: 'Where' },
      { title: 'Status' },
      { title: 'Opened' },
      { title: 'Open for', align: 'right' },
    ],
    rows: requests.map((request) => [
      [bold(request.title)],
      [placeText(request)],
      [request.status ?? (request.closedAt === undefined ? 'not reported' : 'closed')],
      request.openedAt === undefined ? ['not reported'] : [time(request.openedAt, 'date-time')],
      [openFor(request, now) ?? 'not reported'],
    ]),
  };
}
