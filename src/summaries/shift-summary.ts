import { optional, present } from '../answers/optional.ts';
import type { FloorQuestions } from '../clients/floor/floor-client.ts';
import { type Block, type Button, bold, button, type EpochMs, inPlaceButton, text } from '../core/reply.ts';
import { doneText } from '../floor/done-orders.ts';
import { floorReply } from '../floor/floor-reply.ts';
import { downRemark, isDown } from '../floor/machine-status.ts';
import { isOpen, placeRequest } from '../floor/maintenance.ts';
import { pausedBlocks } from '../floor/paused-orders.ts';
import type { Plant } from '../floor/plant.ts';
import { type ShiftSpan, shiftSpan } from '../floor/shift-words.ts';
import { statusCounts } from '../floor/status-counts.ts';
import { type FloorSummaryFacts, floorSummaryFacts, isStill } from './floor-summary-facts.ts';
import { floorRemarks } from './floor-summary-remarks.ts';
import { type ShiftTroubles, shiftFields } from './shift-summary-fields.ts';
import { runningBlocks } from './shift-summary-running.ts';
import type { BuiltSummary, Summary } from './summary.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The server tells requests of a span only: one that is still open may be as old as this. */
const MAINTENANCE_MS = 90 * DAY_MS;
const MOST_PAUSED = 5;

/** What is asked of a shift. */
export interface ShiftQuestion {
  readonly shift: ShiftSpan;
  readonly now: EpochMs;
  /** The command line that asks for it again; a summary that came by itself has none. */
  readonly line?: string;
}

/**
 * The hand-over of a shift as something that comes by itself. It tells of the shift of an hour before, so that what comes at a change of shifts, or
 * somewhat before or after it, is about the one that ends.
 */
export function createShiftSummary(plant: Plant): Summary {
  return {
    name: 'shift',
    build: ({ span, now }) => shiftSummary(plant, { shift: shiftSpan(plant, span.to - HOUR_MS, now), now }),
  };
}

/**
 * What the next shift has to know: what is paused, late or broken, what runs and what comes next, and what was done. One that nobody asked for
 * leaves alone the calls that are kept for people. Throws the remote errors where Scout does not answer.
 */
export async function shiftSummary(plant: Plant, { shift, now, line }: ShiftQuestion): Promise<BuiltSummary> {
  const { floor } = plant;
  const asked = line === undefined ? floor.unasked() : floor;
  const [known, troubles] = await Promise.all([
    floorSummaryFacts(plant, asked, { ...shift, now }),
    readTroubles(asked, now),
  ]);
  const isEmpty = isStill(known);
  const reply = floorReply({
    floor,
    now,
    facts: known.facts,
    background: [...known.background, ...troubles.facts],
    blocks: [text(bold(headline(known, shift, now))), ...blocksOf(known, troubles)],
    remarks: [
      [`shifts by ${plant.zone.replaceAll('_', ' ')} time`],
      ...floorRemarks(known, plant.late),
      ...downRemark(troubles.machines.flatMap(({ status }) => status ?? [])),
    ],
    next: isEmpty && line === undefined ? [] : questionsOf(known, shift, now, line),
  });
  return { reply, isEmpty };
}

/** What is broken or waits for repair, as far as the server tells. */
async function readTroubles(floor: FloorQuestions, now: EpochMs): Promise<ShiftTroubles> {
  const [requests, machines, stations] = await Promise.all([
    optional(floor.maintenance({ from: now - MAINTENANCE_MS, to: now })),
    optional(floor.machines()),
    optional(floor.stations()),
  ]);
  const places = { machines: machines?.value.items ?? [], stations: stations?.value.items ?? [] };
  return {
    requests: (requests?.value.items ?? []).filter(isOpen).map((request) => placeRequest(request, places)),
    machines: places.machines.filter(({ status }) => isDown(status)),
    facts: present([requests, machines, stations]),
  };
}

/** `Shift 06:00 to 14:00: 4 orders done (120 units); now 8 running, 2 paused`. */
function headline({ current, done }: FloorSummaryFacts, { from, to, title }: ShiftSpan, now: EpochMs): string {
  const isGoingOn = from <= now && now < to;
  const was = done === undefined ? 'orders done not known' : doneText(done);
  const is =
    current === undefined
      ? 'what is in progress is not known'
      : statusCounts(current.inProgress) || 'nothing in progress';
  return `${title}${isGoingOn ? ' so far' : ''}: ${was}${isGoingOn ? ', ' : '; now '}${is}`;
}

function blocksOf(known: FloorSummaryFacts, troubles: ShiftTroubles): readonly Block[] {
  const { current, units, moment } = known;
  const fields = shiftFields(known, troubles);
  return [
    ...(current === undefined
      ? []
      : pausedBlocks(current.paused, { stations: current.stations, units, now: moment, most: MOST_PAUSED })),
    ...(fields.length === 0 ? [] : [{ kind: 'fields', fields } as const]),
    ...(current === undefined ? [] : runningBlocks(current, units, moment)),
  ];
}

function questionsOf(
  { current }: FloorSummaryFacts,
  { to }: ShiftSpan,
  now: EpochMs,
  line: string | undefined,
): readonly Button[] {
  return [
    line === undefined ? button('Shift now', 'shift') : inPlaceButton('Refresh', line),
    ...(current === undefined || current.late.late.length === 0 ? [] : [button('Late orders', 'orders late')]),
    ...(current === undefined || current.paused.length === 0 ? [] : [button('Paused orders', 'orders paused')]),
    button('Queue', 'orders queued'),
    to > now ? button('Last shift', 'shift last') : button('This shift', 'shift'),
  ];
}
