import { optional, present } from '../answers/optional.ts';
import { commandLine, nameWord } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { Station } from '../clients/floor/floor-client.ts';
import { type Command, type CommandContext, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { choice, rest } from '../core/parameters.ts';
import { type Button, bold, button, inPlaceButton, type Reply, type Text, text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { findOnFloor } from '../floor/find-on-floor.ts';
import { floorReply } from '../floor/floor-reply.ts';
import { mayName, NAMES_WITHHELD } from '../floor/people.ts';
import type { Plant } from '../floor/plant.ts';
import { plantTime, plantToday } from '../floor/plant-time.ts';
import { readStation } from '../floor/read-station.ts';
import { MOST_ORDERS, queueText, stationBlocks } from '../floor/station-blocks.ts';
import { type StationAspect, type StationFacts, signedIn } from '../floor/station-lead.ts';
import { stationQueue } from '../floor/station-queue.ts';
import { stateCounts, stationStates } from '../floor/station-state.ts';
import { type StationColumn, stationTable } from '../floor/station-table.ts';
import { skippedRemark, sweepRemarks } from '../floor/sweep-remarks.ts';

/** Where a name fits more stations, the first of them are shown. */
const MOST_ROWS = 20;
const MOST_BUTTONS = 4;

interface Asked {
  readonly name: string;
  readonly aspect: StationAspect | undefined;
  readonly time: TimeRange | undefined;
}

/** `station NAME`: what one station runs, for how long, who is signed in and what comes next; several, one row each. It may name people, so it is not shared. */
export function station(plant: Plant): Command {
  return command({
    name: 'station',
    summary: 'one station: what it runs, who is signed in, what is next; its hours and what was done there in a time',
    parameters: {
      aspect: choice(
        'queue, people, pause or hours',
        '`queue`, what is next there; `people`; `pause`, since when and why; `hours`, how long it worked',
        {
          queue: 'queue',
          people: 'people',
          pause: 'pause',
          hours: 'hours',
        },
      ),
      time: plantTime(plant),
      name: { ...rest('NAME', 'the station, for example `station Assembly 2`', ['the', 'at', 'of']), usage: 'NAME' },
    },
    examples: [
      'station Assembly 1',
      'station queue Assembly 1',
      'station people Assembly 1',
      'station pause Assembly 1',
      'station hours Assembly 1 today',
    ],
    async run({ name, aspect, time }, context) {
      if (name === undefined)
        throw new UserError('A station is missing: write its name, for example `station Assembly 2`.');
      const list = await plant.floor.stations();
      const found = findOnFloor(name, list.value.items, { what: 'station', commandName: 'station' });
      const [only, ...others] = found;
      const asked: Asked = { name, time, aspect: aspect ?? (time && 'hours') };
      if (only === undefined || others.length > 0) return severalStations(plant, found, asked, context);
      return oneStation(plant, only, asked, context);
    },
  });
}

async function severalStations(
  { floor }: Plant,
  found: readonly Station[],
  { name, aspect, time }: Asked,
  { now }: CommandContext,
): Promise<Reply> {
  const [sweep, known] = await Promise.all([floor.sweep(), optional(floor.units())]);
  const ids = new Set(found.map(({ id }) => id));
  const states = stationStates(sweep.value).filter((state) => ids.has(state.station.id));
  const shown = states.slice(0, MOST_ROWS);
  const units = known?.value.items ?? [];
  const next: StationColumn = {
    title: 'Next',
    cell: ({ station: { id } }) => [queueText(stationQueue(id, sweep.value.queued), units)],
  };
  const words = { units, now: momentOf([sweep], now) };
  const line = (of: string) => commandLine('station', aspect, time?.label, nameWord(of));
  return floorReply({
    floor,
    now,
    facts: [sweep],
    background: present([known]),
    blocks: [
      text(bold(`${count(states.length, 'station')} fit "${name}": ${stateCounts(states)}`)),
      stationTable(shown, words, aspect === 'queue' ? [next] : []),
    ],
    remarks: [
      ...(shown.length < states.length ? [[`the first ${shown.length} are shown`]] : []),
      ...sweepRemarks(sweep.value),
    ],
    next: [
      inPlaceButton('Refresh', line(name)),
      ...shown.slice(0, MOST_BUTTONS).map(({ station: { name: each } }) => button(each, line(each))),
    ],
  });
}

async function oneStation(
  { floor, people, ...plant }: Plant,
  found: Station,
  { aspect, time }: Asked,
  { now, message }: CommandContext,
): Promise<Reply> {
  const span = time ?? (aspect === 'hours' ? await plantToday(plant, now) : undefined);
  const isAllowed = mayName(people, message.conversation);
  const reading = await readStation(floor, found, { aspect, span, mayName: isAllowed, now });
  return floorReply({
    floor,
    now,
    facts: reading.known,
    background: reading.background,
    blocks: stationBlocks(reading.facts, aspect, reading.stations),
    remarks: [
      ...namesRemark(reading.facts, { isAllowed, isAsked: aspect === 'people' }),
      ...listRemarks(reading.facts, aspect),
      ...skippedRemark(reading.skipped),
    ],
    next: buttonsOf(reading.facts, commandLine(aspect, time?.label)),
  });
}

/** Why no names are told, where there are some. */
function namesRemark(
  { state, isNaming }: StationFacts,
  { isAllowed, isAsked }: { readonly isAllowed: boolean; readonly isAsked: boolean },
): readonly Text[] {
  if (isNaming || signedIn(state).length === 0) return [];
  if (isAllowed) return [['names of operators could not be read']];
  return isAsked ? [[NAMES_WITHHELD]] : [];
}

/** What of the lists is not shown or not known. */
function listRemarks({ queue, hours }: StationFacts, aspect: StationAspect | undefined): readonly Text[] {
  const queued = aspect === 'queue' ? (queue?.orders.length ?? 0) : 0;
  const done = hours?.done?.orders.length ?? 0;
  const unplaced = queue?.tellsStations ? queue.unplaced : 0;
  const undated = hours?.done?.undated ?? 0;
  return [
    ...(Math.max(queued, done) > MOST_ORDERS ? [[`only ${MOST_ORDERS} orders are shown`]] : []),
    ...(unplaced > 0 ? [[`of ${count(unplaced, 'queued order')} no station is reported`]] : []),
    ...(undated > 0 ? [[`of ${count(undated, 'done order')} there it is not reported when`]] : []),
  ];
}

function buttonsOf(
  {
    state: {
      station: { name },
      orders,
    },
  }: StationFacts,
  asked: string,
): readonly Button[] {
  const about = (words: string) => commandLine('station', words, nameWord(name));
  return [
    inPlaceButton('Refresh', about(asked)),
    ...orders.slice(0, 2).map(({ order: { number } }) => button(number, commandLine('order', nameWord(number)))),
    ...(asked === 'queue' ? [] : [button('Queue', about('queue'))]),
    asked.startsWith('hours')
      ? button('Hours yesterday', about('hours yesterday'))
      : button('Hours today', about('hours today')),
    button('All stations', 'stations'),
  ];
}
