import { optional, present } from '../answers/optional.ts';
import { commandLine, nameWord, pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { sourcedReply } from '../answers/sourced-reply.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { PlantSweep, Unit } from '../clients/floor/floor-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { page, rest } from '../core/parameters.ts';
import { type Button, button, type EpochMs, inPlaceButton, type Table, type Text, text } from '../core/reply.ts';
import { anomalyList } from '../fleet/anomaly-text.ts';
import { fleetSource } from '../fleet/fleet-reply.ts';
import { type RobotFindings, robotFindings } from '../fleet/robot-findings.ts';
import { statusWord } from '../fleet/run-status.ts';
import { missionOf, progressOf, robotOf } from '../fleet/run-text.ts';
import {
  type AffectedOrder,
  affectedOrders,
  type Finding,
  findingsAt,
  stationsLeft,
  touchedStations,
} from '../floor/affected-orders.ts';
import { allLine, orderLine, placeLine, severalLine, standsText } from '../floor/affected-text.ts';
import { findOrders } from '../floor/find-orders.ts';
import { type FoundPlaces, findPlaces } from '../floor/find-places.ts';
import { affectedTable, findingTable } from '../floor/finding-table.ts';
import { floorSource } from '../floor/floor-reply.ts';
import type { Plant } from '../floor/plant.ts';
import type { MappedPlant } from '../floor/scouts.ts';
import { type SitePlaces, sitePlaces, unknownRemark } from '../floor/site-places.ts';
import { sweepRemarks } from '../floor/sweep-remarks.ts';

const PAGE_SIZE = 15;
/** So many orders are told where words fit several. */
const MOST_ORDERS = 5;
const NOISE = [
  'order',
  'orders',
  'station',
  'stations',
  'area',
  'running',
  'all',
  'the',
  'of',
  'at',
  'in',
  'is',
  'are',
];

/** `affected`: which orders have what the robots found at their stations, as far as a map tells what stands where. */
export function affected(fleet: FleetClient, { plant, siteMap }: MappedPlant): Command {
  const { floor } = plant;

  async function lookAround(): Promise<View> {
    const [sweep, units, robots] = await Promise.all([
      floor.sweep(),
      optional(floor.units()),
      robotFindings(fleet, Object.keys(siteMap.missions)),
    ]);
    const places = sitePlaces(siteMap, sweep.value.stations);
    return { sweep, units, robots, places, findings: findingsOf(robots, places) };
  }

  return command({
    name: 'affected',
    summary: 'orders with open anomalies or failed inspections at their stations, or what touches one order or station',
    parameters: { page, name: rest('order, station or area', 'an order, a station, or a work area', NOISE) },
    examples: ['affected'],
    shared: true,
    async run({ page: number, name }, { now }) {
      const view = await lookAround();
      const told = name === undefined ? tellAll(view) : await tellAbout(name, view, plant, now);
      const shown = pageOf(told.table?.rows ?? [], number, PAGE_SIZE);
      const line = commandLine('affected', nameWord(name));
      return sourcedReply({
        sources: [
          fleetSource(fleet, view.robots.facts),
          floorSource(floor, [view.sweep, ...(told.facts ?? [])], present([view.units])),
        ],
        now,
        blocks: [
          ...told.lines.map((line) => text(...line)),
          ...(told.table ? [{ ...told.table, rows: shown.items }] : []),
        ],
        remarks: [...(told.remarks ?? []), ...remarksOf(view, floor.site.name)],
        next: [
          ...pageButtons(line, shown, PAGE_SIZE),
          inPlaceButton('Refresh', commandLine(line, number === 1 ? undefined : `page ${number}`)),
          ...told.next,
          ...(name === undefined ? [] : [button('All orders at risk', 'affected')]),
          button('Anomalies', 'anomalies'),
        ],
      });
    },
  });
}

/** All that is known of the moment. */
interface View {
  readonly sweep: Known<PlantSweep>;
  readonly units: Known<{ readonly items: readonly Unit[] }> | undefined;
  readonly robots: RobotFindings;
  readonly places: SitePlaces;
  readonly findings: readonly Finding[];
}

/** The part of an answer that depends on what was asked about. */
interface Told {
  readonly lines: readonly Text[];
  readonly table?: Table;
  readonly next: readonly Button[];
  readonly remarks?: readonly Text[];
  readonly facts?: readonly Known<unknown>[];
}

/** The findings that the map names a station for; one whose stations the floor does not have touches none. */
function findingsOf({ anomalies, failed }: RobotFindings, places: SitePlaces): readonly Finding[] {
  return [
    ...anomalies.flatMap((anomaly): readonly Finding[] => {
      const place = places.of(anomaly);
      const { at } = anomaly;
      return place ? [{ kind: 'anomaly', what: anomalyList([anomaly]), ...(at !== undefined && { at }), place }] : [];
    }),
    ...failed.flatMap((run): readonly Finding[] => {
      const place = places.of({ mission: missionOf(run) });
      const progress = progressOf(run);
      const what = `${missionOf(run)} on ${robotOf(run)}: ${statusWord(run)}${progress === undefined ? '' : `, ${progress}`}`;
      const next = { label: `Why did ${missionOf(run)} fail?`, line: `run ${run.uuid}` };
      const at = run.startedAt;
      return place ? [{ kind: 'inspection', what, ...(at !== undefined && { at }), place, next }] : [];
    }),
  ];
}

function tellAll({ sweep, units, robots, findings }: View): Told {
  const all = affectedOrders(sweep.value.inProgress, findings);
  const touched = all
    .filter((each) => each.findings.length > 0)
    .toSorted((a, b) => b.findings.length - a.findings.length);
  return {
    lines: [allLine(all, robots.gap)],
    ...(touched.length > 0 && { table: affectedTable(touched, units?.value.items ?? []) }),
    next: touched.slice(0, 3).map(({ order }) => askAbout(order.number)),
  };
}

/** Stations come first: their names are few and known, and what is none of them may be looked for in a month of orders. */
async function tellAbout(name: string, view: View, plant: Plant, now: EpochMs): Promise<Told> {
  const { sweep, units, robots, findings } = view;
  const found = findPlaces(name, sweep.value.stations);
  if (found !== undefined) return tellPlaces(found, view);
  const { orders, facts } = await findOrders(name, plant, now);
  const all = affectedOrders(orders.slice(0, MOST_ORDERS), findings);
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0) return { ...tellOrder(only, view), facts };
  const more = orders.length - all.length;
  return {
    lines: [severalLine(name, all, robots.gap)],
    table: affectedTable(all, units?.value.items ?? []),
    next: all.map(({ order }) => askAbout(order.number)),
    remarks: more === 0 ? [] : [[`${count(more, 'more order')} that fit, not shown`]],
    facts,
  };
}

function tellOrder(affectedOrder: AffectedOrder, { sweep, robots, places }: View): Told {
  const { order, findings } = affectedOrder;
  const { number, stations, status } = order;
  const isOver = status === 'completed' || status === 'cancelled';
  const isShown = findings.length > 0 && !isOver;
  return {
    lines: [
      orderLine(affectedOrder, robots.gap),
      ...(stations.length === 0 || isOver ? [] : [[standsText(order, sweep.value.stations)]]),
    ],
    ...(isShown && { table: findingTable(findings, stationsLeft(order)) }),
    next: [button(`Order ${number}`, commandLine('order', nameWord(number))), ...(isShown ? whyButtons(findings) : [])],
    remarks: isOver ? [] : unmappedRemark(stations, 'its stations', places),
  };
}

function tellPlaces({ label, stations }: FoundPlaces, { sweep, robots, places, findings }: View): Told {
  const there = findingsAt(findings, stations);
  const touched = touchedStations(there, stations);
  const orders = sweep.value.inProgress.filter((order) =>
    stationsLeft(order).some(({ id }) => touched.some((station) => station.id === id)),
  );
  return {
    lines: [placeLine(label, there, orders, robots.gap)],
    ...(there.length > 0 && { table: findingTable(there, stations) }),
    next: [...orders.slice(0, 3).map(({ number }) => askAbout(number)), ...whyButtons(there)],
    remarks: unmappedRemark(stations, label, places),
  };
}

const askAbout = (number: string): Button => button(number, commandLine('affected', nameWord(number)));

const whyButtons = (findings: readonly Finding[]): readonly Button[] =>
  findings.flatMap(({ next }) => (next ? [button(next.label, next.line)] : [])).slice(0, 2);

/** Where the map names nothing, that nothing touches it says little. */
function unmappedRemark(stations: readonly { readonly id: number }[], words: string, places: SitePlaces) {
  const isMapped = stations.some(({ id }) => places.stationIds.has(id));
  return isMapped || stations.length === 0 ? [] : [[`the map names nothing that stands by ${words}`]];
}

function remarksOf({ sweep, robots, places, findings }: View, site: string): readonly Text[] {
  const unplaced = robots.anomalies.length - findings.filter(({ kind }) => kind === 'anomaly').length;
  return [
    ...(unplaced > 0 ? [[`${count(unplaced, 'open anomaly', 'open anomalies')} not in the map`]] : []),
    ...unknownRemark(places, site),
    ...robots.remarks,
    ...sweepRemarks(sweep.value),
  ];
}
