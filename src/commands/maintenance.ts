import { optional, present } from '../answers/optional.ts';
import { commandLine, nameWord, pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { FloorClient, Span } from '../clients/floor/floor-client.ts';
import { type Command, command } from '../core/command.ts';
import { choice, page, rest } from '../core/parameters.ts';
import { bold, button, type EpochMs, inPlaceButton, type Text, text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { type EquipmentNames, findEquipment } from '../floor/find-equipment.ts';
import { floorReply } from '../floor/floor-reply.ts';
import {
  isOpen,
  maintenanceTable,
  openFor,
  type PlacedRequest,
  placeRequest,
  placeText,
} from '../floor/maintenance.ts';
import type { Plant } from '../floor/plant.ts';
import { clockRemark, pastOf, plantTime } from '../floor/plant-time.ts';
import { skippedRemark } from '../floor/sweep-remarks.ts';

const PAGE_SIZE = 15;
/** The server tells requests of a span only: how long before it one that is still open, or was closed in it, may have been opened. */
const LOOKED_BACK_DAYS = 90;
const DAY_MS = 86_400_000;
const NOISE = ['maintenance', 'request', 'requests', 'the', 'of', 'for', 'at', 'on'];

type Status = 'open' | 'closed' | 'all';

/** `maintenance`: what was reported to be repaired or looked after, the open ones where nothing else is asked. */
export function maintenance(plant: Plant): Command {
  const { floor } = plant;
  return command({
    name: 'maintenance',
    summary: 'maintenance requests: open, closed or all, by time and by machine or station',
    parameters: {
      status: choice('status', '`open` (the default), `closed` or `all`', {
        open: 'open',
        closed: 'closed',
        all: 'all',
      }),
      time: plantTime(plant),
      page,
      name: rest('station or machine', 'a machine, a station or a work area', NOISE),
    },
    examples: ['maintenance', 'maintenance closed last week', 'maintenance all this month'],
    shared: true,
    async run({ status = 'open', time, page: number, name }, { now }) {
      const { known, background, requests } = await readRequests(floor, spanOf(status, time, now));
      const moment = momentOf([known], now);
      const named = name === undefined ? requests : about(name, requests, background.names);
      const chosen = inOrder(
        named.filter((request) => isAskedFor(request, status, time)),
        status,
      );
      const shown = pageOf(chosen, number, PAGE_SIZE);
      const words = [time?.label, nameWord(name)] as const;
      const line = (which: Status): string =>
        commandLine('maintenance', which === 'open' ? undefined : which, ...words);
      return floorReply({
        floor,
        now,
        facts: [known],
        background: background.facts,
        blocks: [
          text(...headline(chosen, status, scopeText(chosen.length, name, status, time), moment)),
          ...(shown.items.length > 0 ? [maintenanceTable(shown.items, moment)] : []),
        ],
        remarks: [
          ...remarksOf(chosen, named, status, time),
          ...clockRemark(plant, time),
          ...skippedRemark(known.value.skipped),
        ],
        next: [
          ...pageButtons(line(status), shown, PAGE_SIZE),
          inPlaceButton('Refresh', commandLine(line(status), number === 1 ? undefined : `page ${number}`)),
          status === 'open' ? button('Closed ones', line('closed')) : button('Open ones', line('open')),
          button('Machines down', 'machines down'),
        ],
      });
    },
  });
}

/** The requests of a span, with the names of what they are about, as far as those are told. */
async function readRequests(floor: FloorClient, span: Span) {
  const [known, machines, stations] = await Promise.all([
    floor.maintenance(span),
    optional(floor.machines()),
    optional(floor.stations()),
  ]);
  const places = { machines: machines?.value.items ?? [], stations: stations?.value.items ?? [] };
  const requests = known.value.items.map((request) => placeRequest(request, places));
  const names = { machines: places.machines.map(({ name }) => name), stations: places.stations };
  return { known, requests, background: { names, facts: present([machines, stations]) } };
}

function spanOf(status: Status, time: TimeRange | undefined, now: EpochMs): Span {
  const { from, to } = time === undefined ? { from: now, to: now } : pastOf(time, now);
  return { from: time !== undefined && status === 'open' ? from : from - LOOKED_BACK_DAYS * DAY_MS, to };
}

/** The requests about what a name means, among what there is and what the requests name. Throws UserError where nothing bears it. */
function about(wanted: string, requests: readonly PlacedRequest[], names: EquipmentNames): readonly PlacedRequest[] {
  const told = requests.flatMap(({ machine }) => machine ?? []);
  const places = requests
    .flatMap(({ station }) => station ?? [])
    .filter((name) => !names.stations.some((each) => each.name === name));
  const all = {
    machines: [...new Set([...names.machines, ...told])],
    stations: [...names.stations, ...[...new Set(places)].map((name) => ({ name }))],
  };
  return requests.filter(findEquipment(wanted, all, 'maintenance'));
}

/** Open ones are those opened in the time, closed ones those closed in it; a time that is not reported excludes nothing. */
function isAskedFor(request: PlacedRequest, status: Status, time: TimeRange | undefined): boolean {
  const isWithin = (at: EpochMs | undefined): boolean =>
    time === undefined || at === undefined || (at >= time.from && at < time.to);
  const { openedAt, closedAt } = request;
  if (status === 'all') return isWithin(openedAt) || (closedAt !== undefined && isWithin(closedAt));
  return isOpen(request) ? status === 'open' && isWithin(openedAt) : status === 'closed' && isWithin(closedAt);
}

/** What is open for longest first; else the newest. */
function inOrder(requests: readonly PlacedRequest[], status: Status): readonly PlacedRequest[] {
  const at = ({ openedAt, closedAt }: PlacedRequest): EpochMs =>
    status === 'open' ? -(openedAt ?? Number.MAX_SAFE_INTEGER) : (closedAt ?? openedAt ?? 0);
  return requests.toSorted((a, b) => at(b) - at(a));
}

/** Which requests, with their noun: `3 open maintenance requests of Press 3, opened today`. */
function scopeText(n: number, name: string | undefined, status: Status, time: TimeRange | undefined): string {
  const kind = status === 'all' || (status === 'closed' && time) ? '' : `${status} `;
  const when = { open: ', opened', closed: ' closed', all: ', opened or closed' }[status];
  const noun = count(n, `${kind}maintenance request`);
  return `${noun}${name === undefined ? '' : ` of ${name}`}${time === undefined ? '' : `${when} ${time.label}`}`;
}

function headline(chosen: readonly PlacedRequest[], status: Status, scope: string, moment: EpochMs): Text {
  const [first] = chosen;
  const head = bold(`${scope.charAt(0).toUpperCase()}${scope.slice(1)}`);
  if (first === undefined) return [head];
  if (status === 'all') {
    const open = chosen.filter(isOpen).length;
    return [head, `: ${open} open, ${chosen.length - open} closed`];
  }
  const age = openFor(first, moment);
  const which = chosen.length === 1 ? ': ' : status === 'open' ? ', the oldest: ' : ', the newest: ';
  const lasted = age === undefined ? '' : status === 'open' ? `, open for ${age}` : `, closed after ${age}`;
  return [head, `${which}${first.title} (${placeText(first)})${lasted}`];
}

function remarksOf(
  chosen: readonly PlacedRequest[],
  named: readonly PlacedRequest[],
  status: Status,
  time: TimeRange | undefined,
): readonly Text[] {
  const words = [...new Set(named.filter(isOpen).flatMap(({ status: word }) => word ?? []))];
  const isPlain = words.every((word) => word.toLowerCase() === 'open');
  const untold = time === undefined ? 0 : chosen.filter(isUntold).length;
  return [
    ...(time === undefined ? [[`looked back ${LOOKED_BACK_DAYS} days`]] : []),
    ...(time !== undefined && status !== 'open' ? [[`with those opened up to ${LOOKED_BACK_DAYS} days before`]] : []),
    ...(isPlain ? [] : [[`counted as open: ${words.join(', ')}`]]),
    ...(untold > 0 ? [[`of ${count(untold, 'request')} the time is not reported`]] : []),
  ];
}

const isUntold = (request: PlacedRequest): boolean =>
  isOpen(request) ? request.openedAt === undefined : request.closedAt === undefined;
