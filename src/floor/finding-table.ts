import { listNames } from '../answers/quantities.ts';
import type { Unit } from '../clients/floor/floor-client.ts';
import { bold, type Table, time } from '../core/reply.ts';
import { type AffectedOrder, type Finding, findingsText, stationsLeft, touchedStations } from './affected-orders.ts';
import { unitsText } from './order-text.ts';

/** No cell names more stations. */
const MOST_STATIONS = 4;

/** What was found, one row each, with those of some stations that it touches. */
export function findingTable(findings: readonly Finding[], among: readonly { readonly id: number }[]): Table {
  return {
    kind: 'table',
    columns: [{ title: 'Station' }, { title: 'What' }, { title: 'Kind' }, { title: 'Found' }, { title: 'By the map' }],
    rows: findings.map((finding) => [
      [bold(stationNames([finding], among))],
      [finding.what],
      [finding.kind === 'anomaly' ? 'open anomaly' : 'failed inspection'],
      finding.at === undefined ? ['not reported'] : [time(finding.at, 'date-time')],
      [finding.place.by],
    ]),
  };
}

/** Orders and what was found at their stations, one row each. */
export function affectedTable(affected: readonly AffectedOrder[], units: readonly Unit[]): Table {
  return {
    kind: 'table',
    columns: [{ title: 'Order' }, { title: 'Builds' }, { title: 'At' }, { title: 'Found there' }],
    rows: affected.map(({ order, findings }) => [
      [bold(order.number)],
      [unitsText(order, units)],
      [stationNames(findings, stationsLeft(order)) || '–'],
      [findingsText(findings) || 'nothing'],
    ]),
  };
}

const stationNames = (findings: readonly Finding[], among: readonly { readonly id: number }[]): string =>
  listNames(
    touchedStations(findings, among).map(({ name }) => name),
    MOST_STATIONS,
  );
