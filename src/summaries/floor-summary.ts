import { commandLine } from '../answers/pages.ts';
import { listNames } from '../answers/quantities.ts';
import type { Unit } from '../clients/floor/floor-client.ts';
import { type Block, type Button, bold, button, inPlaceButton, type Text } from '../core/reply.ts';
import { type DoneOrders, doneText, unitsBuilt } from '../floor/done-orders.ts';
import { floorSource } from '../floor/floor-reply.ts';
import { unitsText } from '../floor/order-text.ts';
import { pausedBlocks } from '../floor/paused-orders.ts';
import type { Plant } from '../floor/plant.ts';
import { statusCounts } from '../floor/status-counts.ts';
import type { Telling } from './fleet-summary.ts';
import { summaryLine } from './fleet-summary-buttons.ts';
import { type FloorNow, type FloorSummaryFacts, floorSummaryFacts, isStill } from './floor-summary-facts.ts';
import { floorRemarks } from './floor-summary-remarks.ts';
import type { SummaryRequest } from './summary.ts';
import type { SummaryPart } from './summary-part.ts';

const MOST_PAUSED = 3;
const MOST_PRODUCTS = 4;

/**
 * What was done on a floor in a span of time that has begun, and how it stands now. One that nobody asked for leaves alone the calls that are
 * kept for people. Throws the remote errors where Scout does not answer.
 */
export async function floorPart(
  plant: Plant,
  { span, now }: Pick<SummaryRequest, 'span' | 'now'>,
  { line }: Pick<Telling, 'line'>,
): Promise<SummaryPart> {
  const { floor } = plant;
  const known = await floorSummaryFacts(plant, line === undefined ? floor.unasked() : floor, { ...span, now });
  const { current } = known;
  return {
    title: 'Floor',
    source: floorSource(floor, known.facts, known.background),
    headline: headline(known, span.label),
    blocks: [...pausedLines(known), ...fieldBlocks(known)],
    remarks: floorRemarks(known, plant.late),
    again: line === undefined ? button('Summary now', summaryLine(undefined)) : inPlaceButton('Refresh', line),
    found: current === undefined ? [] : questionsOf(current),
    always: [button('Orders', 'orders'), button('Shift', 'shift')],
    isEmpty: isStill(known),
  };
}

/** `Floor, last 24 hours: 12 orders done (430 units, 5 scrapped) · now 10 in progress, 2 paused · 15 queued · 3 late`. */
function headline({ current, done }: FloorSummaryFacts, label: string): Text {
  const parts = [done === undefined ? 'orders done not known' : doneText(done), ...(current ? nowTexts(current) : [])];
  const unknown = current === undefined ? [' · what is in progress is not known'] : [];
  return [bold(`Floor, ${label}: ${parts.join(' · ')}`), ...unknown];
}

function nowTexts({ inProgress, queued, late }: FloorNow): readonly string[] {
  const paused = inProgress.filter(({ status }) => status === 'paused').length;
  return [
    `now ${inProgress.length || 'none'} in progress${paused === 0 ? '' : `, ${paused} of them paused`}`,
    `${queued.length || 'none'} queued`,
    ...(late.late.length === 0 ? [] : [`${late.late.length} late`]),
  ];
}

function pausedLines({ current, units, moment }: FloorSummaryFacts): readonly Block[] {
  if (current === undefined) return [];
  const { paused, stations } = current;
  return pausedBlocks(paused, { stations, units, now: moment, most: MOST_PAUSED });
}

function fieldBlocks({ current, done, units }: FloorSummaryFacts): readonly Block[] {
  const late = current?.late.late ?? [];
  const fields = [
    ...(done === undefined || done.orders.length === 0 ? [] : [{ label: 'Built', value: [builtText(done, units)] }]),
    ...(current === undefined || current.inProgress.length === 0
      ? []
      : [{ label: 'In progress', value: [statusCounts(current.inProgress)] }]),
    ...(late.length === 0
      ? []
      : [
          {
            label: 'Late',
            value: [
              listNames(
                late.map(({ number }) => number),
                6,
              ),
            ],
          },
        ]),
  ];
  return fields.length === 0 ? [] : [{ kind: 'fields', fields }];
}

/** `Gearbox G4 120, PH-200 80 and 2 more`: products of the orders that were done, the most built first. */
function builtText({ orders }: DoneOrders, units: readonly Unit[]): string {
  const byProduct = [...Map.groupBy(orders, (order) => unitsText(order, units))].map(([name, own]) => ({
    name,
    built: unitsBuilt(own),
  }));
  const ordered = byProduct.toSorted((a, b) => (b.built ?? -1) - (a.built ?? -1));
  return listNames(
    ordered.map(({ name, built }) => `${built ?? 'an unknown number'} × ${name}`),
    MOST_PRODUCTS,
  );
}

function questionsOf({ paused, late }: FloorNow): readonly Button[] {
  return [
    ...(late.late.length > 0 ? [button('Late orders', commandLine('orders', 'late'))] : []),
    ...(paused.length > 0 ? [button('Paused orders', commandLine('orders', 'paused'))] : []),
  ];
}
