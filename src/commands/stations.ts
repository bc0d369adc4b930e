import { nameNotFound } from '../answers/name-not-found.ts';
import { optional, present } from '../answers/optional.ts';
import { commandLine, nameWord, pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { PlantSweep, Unit } from '../clients/floor/floor-client.ts';
import { type Command, command } from '../core/command.ts';
import { findByName } from '../core/names.ts';
import { page, rest } from '../core/parameters.ts';
import { type Button, bold, button, type EpochMs, inPlaceButton, text } from '../core/reply.ts';
import { areaOf, floorLoad } from '../floor/area-load.ts';
import { type FloorAnswer, floorReply } from '../floor/floor-reply.ts';
import { loadBlocks, loadRemarks } from '../floor/load-blocks.ts';
import type { Plant } from '../floor/plant.ts';
import {
  filterStations,
  filterText,
  type StationFilter,
  stationFilter,
  unmannedRemark,
} from '../floor/station-filter.ts';
import { type StationState, stateCounts, stationStates } from '../floor/station-state.ts';
import { stationTable } from '../floor/station-table.ts';
import { sweepRemarks } from '../floor/sweep-remarks.ts';

const PAGE_SIZE = 20;

/** `stations`: every station, or those in a state or work area, and what they run now; or how much work waits for them. */
export function stations({ floor }: Plant): Command {
  return command({
    name: 'stations',
    summary: 'all stations, or those in a state or work area: what they run now, or the work that waits for them',
    parameters: {
      filter: stationFilter,
      page,
      area: rest('area', 'a work area, or a part of the names of stations', [
        ...['in', 'at', 'of', 'the', 'all', 'area', 'areas', 'station', 'stations'],
      ]),
    },
    examples: [
      'stations',
      'stations running',
      'stations idle',
      'stations paused',
      'stations unmanned',
      'stations load',
      'stations Assembly',
    ],
    shared: true,
    async run({ filter, page: number, area }, { now }) {
      const [sweep, known] = await Promise.all([floor.sweep(), optional(floor.units())]);
      const looked: Looked = {
        scope: scopeOf(stationStates(sweep.value), area),
        units: known?.value.items ?? [],
        line: commandLine('stations', filter, nameWord(area)),
        number,
        moment: momentOf([sweep], now),
      };
      const told = filter === 'load' ? tellLoad(sweep.value, looked) : listStations(looked, filter);
      return floorReply({
        floor,
        now,
        facts: [sweep],
        background: present([known]),
        ...told,
        remarks: [...told.remarks, ...sweepRemarks(sweep.value)],
      });
    },
  });
}

/** What was seen of the floor, and what of it is asked for. */
interface Looked {
  readonly scope: Scope;
  readonly units: readonly Unit[];
  readonly line: string;
  /** The page. */
  readonly number: number;
  readonly moment: EpochMs;
}

type Told = Required<Pick<FloorAnswer, 'blocks' | 'remarks' | 'next'>>;

function listStations({ scope, units, line, number, moment }: Looked, filter: StationFilter | undefined): Told {
  const chosen = filterStations(scope.states, filter);
  const shown = pageOf(chosen, number, PAGE_SIZE);
  const unmanned = filter === 'unmanned' ? unmannedRemark(scope.states) : undefined;
  return {
    blocks: [
      text(bold(headline(scope, chosen, filter))),
      ...(shown.items.length > 0 ? [stationTable(shown.items, { units, now: moment })] : []),
    ],
    remarks: unmanned === undefined ? [] : [[unmanned]],
    next: [
      ...pageButtons(line, shown, PAGE_SIZE),
      refreshButton(line, shown.number),
      ...whyButtons(shown.items),
      button('Load', 'stations load'),
      button('Orders', 'orders'),
    ],
  };
}

function tellLoad({ stations: all, queued }: PlantSweep, { scope, units, line, number }: Looked): Told {
  const load = floorLoad(all, queued, units);
  const asked = new Set(scope.states.map(({ station }) => areaOf(station)));
  const areas = load.areas.filter(({ area }) => asked.has(area));
  const shown = pageOf(areas, number, PAGE_SIZE);
  return {
    blocks: loadBlocks(areas, shown.items, load.unplaced),
    remarks: loadRemarks(load),
    next: [
      ...pageButtons(line, shown, PAGE_SIZE),
      refreshButton(line, shown.number),
      button('Queued orders', 'orders queued'),
      button('Stations', 'stations'),
    ],
  };
}

const refreshButton = (line: string, number: number): Button =>
  inPlaceButton('Refresh', commandLine(line, number === 1 ? undefined : `page ${number}`));

/** The stations that are asked about, and how that is said: ` in Assembly`. */
interface Scope {
  readonly states: readonly StationState[];
  readonly words: string;
}

/** Stations of the work areas that a name means, else those that bear it. Throws UserError with the nearest names where there is none. */
function scopeOf(states: readonly StationState[], wanted: string | undefined): Scope {
  if (wanted === undefined) return { states, words: '' };
  const areas = [...new Set(states.map(({ station }) => station.workArea))].filter((area) => area !== undefined);
  const found = findByName(wanted, areas, (area) => area);
  if (found.kind !== 'none') {
    const inside = found.kind === 'one' ? [found.match] : found.matches;
    return {
      states: states.filter(({ station }) => inside.some((area) => area === station.workArea)),
      words: ` in ${inside.join(' and ')}`,
    };
  }
  const named = findByName(wanted, states, ({ station }) => station.name);
  if (named.kind === 'none')
    throw nameNotFound({
      what: 'work area or station',
      wanted,
      nearest: [...found.nearest, ...named.nearest].slice(0, 3),
      all: areas,
      commandName: 'stations',
    });
  return { states: named.kind === 'one' ? [named.match] : named.matches, words: ` called "${wanted}"` };
}

function headline(
  { states, words }: Scope,
  chosen: readonly StationState[],
  filter: StationFilter | undefined,
): string {
  if (states.length === 0) return 'Scout lists no stations';
  const all = `${count(states.length, 'station')}${words}`;
  if (filter === undefined) return `${all}: ${stateCounts(states)}`;
  return `${chosen.length === 0 ? 'None' : chosen.length} of ${all} ${chosen.length === 1 ? 'is' : 'are'} ${filterText(filter)}`;
}

function whyButtons(states: readonly StationState[]): readonly Button[] {
  return states
    .filter(({ status }) => status === 'paused')
    .slice(0, 2)
    .map(({ station: { name } }) => button(`Why is ${name} paused?`, commandLine('station pause', nameWord(name))));
}
