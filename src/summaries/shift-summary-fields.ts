import { listNames } from '../answers/quantities.ts';
import type { Machine, Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import type { Known } from '../clients/known.ts';
import type { Fields } from '../core/reply.ts';
import { type PlacedRequest, placeText } from '../floor/maintenance.ts';
import { inQueueOrder, queuedText } from '../floor/next-in-queue.ts';
import { unitsText } from '../floor/order-text.ts';
import type { FloorNow, FloorSummaryFacts } from './floor-summary-facts.ts';

/** What is broken or waits for repair; nothing where the server does not tell. */
export interface ShiftTroubles {
  /** The open ones. */
  readonly requests: readonly PlacedRequest[];
  /** Those that are down. */
  readonly machines: readonly Machine[];
  readonly facts: readonly Known<unknown>[];
}

const MOST_NAMES = 6;
const MOST_NEXT = 3;
const MOST_DONE = 5;

/** What a shift leaves to the next, what keeps it from working first. */
export function shiftFields(
  { current, done, units }: FloorSummaryFacts,
  { requests, machines }: ShiftTroubles,
): Fields['fields'] {
  const fields = [
    {
      label: 'Late',
      value: listNames(
        (current?.late.late ?? []).map(({ number }) => number),
        MOST_NAMES,
      ),
    },
    {
      label: 'Machines down',
      value: listNames(
        machines.map(({ name }) => name),
        MOST_NAMES,
      ),
    },
    { label: 'Open maintenance', value: requestsText(requests) },
    { label: 'Next in the queue', value: current === undefined ? '' : queueText(current, units) },
    {
      label: 'Done',
      value: listNames(
        (done?.orders ?? []).map((order) => builtText(order, units)),
        MOST_DONE,
      ),
    },
  ];
  return fields.flatMap(({ label, value }) => (value === '' ? [] : [{ label, value: [value] }]));
}

/** `Hydraulic leak (Press 3 at Assembly 5) and Worn belt (CNC Mill 1 at Sub Assembly 1)`; what was opened last first. */
function requestsText(requests: readonly PlacedRequest[]): string {
  const newest = requests.toSorted((a, b) => (b.openedAt ?? 0) - (a.openedAt ?? 0));
  return listNames(
    newest.map((request) => `${request.title} (${placeText(request)})`),
    MOST_NEXT,
  );
}

function queueText({ queued, stations }: FloorNow, units: readonly Unit[]): string {
  if (queued.length === 0) return 'nothing';
  const next = inQueueOrder(queued).slice(0, MOST_NEXT);
  const more = queued.length - next.length;
  const texts = next.map((order) => queuedText(order, { stations, units }));
  return [...texts, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** `WO-20400 (10 × 454-23-17)`. */
function builtText(order: WorkOrder, units: readonly Unit[]): string {
  const amount = order.completed === undefined ? '' : `${order.completed} × `;
  return `${order.number} (${amount}${unitsText(order, units)})`;
}
