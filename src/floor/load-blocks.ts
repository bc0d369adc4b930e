import { count } from '../answers/quantities.ts';
import type { Block, Table, Text } from '../core/reply.ts';
import { bold, text } from '../core/reply.ts';
import type { AreaLoad, FloorLoad } from './area-load.ts';
import { hoursText } from './hours-text.ts';
import { ordersText } from './order-text.ts';

/** The load of work areas, the most loaded first: which that is, and a row for each of those shown. */
export function loadBlocks(areas: readonly AreaLoad[], shown: readonly AreaLoad[], unplaced: number): readonly Block[] {
  return [text(bold(headline(areas, unplaced))), ...(shown.length === 0 ? [] : [loadTable(shown)])];
}

function headline([most, ...others]: readonly AreaLoad[], unplaced: number): string {
  if (most === undefined) return 'Scout lists no stations';
  if (most.queued === 0 && unplaced > 0)
    return `The queue tells no stations: ${ordersText(unplaced)} ${unplaced === 1 ? 'waits' : 'wait'} on the whole floor`;
  if (most.queued === 0) return `No orders are queued${others.length === 0 ? ` in ${most.area}` : ''}`;
  const leads = others.length === 0 ? '' : ' is the most loaded';
  const work =
    most.seconds === 0
      ? `${ordersText(most.queued)} queued, in hours not known`
      : `${aboutHours(most.seconds)} of work in ${ordersText(most.queued)} queued (estimate)`;
  return `${most.area}${leads}: ${work}`;
}

const HOUR = 3_600;

/** An estimate is no more exact than this: `about 2 h 10 min`, `about 35 h`. */
function aboutHours(seconds: number): string {
  const grain = seconds < 10 * HOUR ? 600 : HOUR;
  return `about ${hoursText(Math.max(grain, Math.round(seconds / grain) * grain))}`;
}

function loadTable(areas: readonly AreaLoad[]): Table {
  return {
    kind: 'table',
    columns: [
      { title: 'Work area' },
      { title: 'Stations', align: 'right' },
      { title: 'Orders queued', align: 'right' },
      { title: 'Work queued (estimate)' },
    ],
    rows: areas.map((each) => [[bold(each.area)], [`${each.stations}`], [`${each.queued}`], [workText(each)]]),
  };
}

function workText({ queued, seconds, unmeasured }: AreaLoad): string {
  if (queued === 0) return 'none';
  if (unmeasured === queued) return 'not known';
  const more = unmeasured === 0 ? '' : `, and ${ordersText(unmeasured)} without hours`;
  return `${aboutHours(seconds)}${more}`;
}

/** What the estimate is made of, and what is not in it. */
export function loadRemarks({ areas, unmeasured, unplaced }: FloorLoad): readonly Text[] {
  const without = [...unmeasured.values()].reduce((sum, each) => sum + each, 0);
  const why = [...unmeasured].map(([reason, n]) => `${n} ${reason}`).join(', ');
  return [
    ...(areas.some(({ seconds }) => seconds > 0)
      ? [['estimate: units queued × average build time of their product; what is in progress is not in it']]
      : []),
    ...(without === 0 ? [] : [[`${count(without, 'queued order')} without hours: ${why}`]]),
    ...(unplaced === 0 ? [] : [[`${count(unplaced, 'queued order')} of which the queue tells no station`]]),
  ];
}
