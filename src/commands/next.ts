import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { page, rest } from '../core/parameters.ts';
import { bold, button, type EpochMs, inPlaceButton, type Table, type Text, text, time } from '../core/reply.ts';
import { repeatText } from '../fleet/calendar.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { findRobots } from '../fleet/lookup.ts';
import { commandLine, nameWord, pageButtons, pageOf } from '../fleet/pages.ts';
import { type Plan, type PlannedStart, planOf } from '../fleet/planned.ts';
import { product } from '../fleet/product.ts';
import { count, distanceInTime } from '../fleet/quantities.ts';

const PAGE_SIZE = 10;

/** `next`: what the calendar starts next. */
export function next(fleet: FleetClient): Command {
  return command({
    name: 'next',
    summary: 'what is planned next, from the calendar',
    parameters: {
      page,
      name: rest('robot', 'only what this robot does', ['mission', 'run', 'for', 'on', 'by', 'the']),
    },
    examples: ['next', 'next Rex'],
    shared: true,
    async run({ name, page: number }, { now }) {
      const list = name === undefined ? undefined : await fleet.robots();
      const robots =
        name === undefined || !list ? [undefined] : findRobots(name, list.value, 'next').map((robot) => robot.name);
      const plans = await Promise.all(robots.map((robot) => planOf(fleet, now, robot)));
      const starts = plans.flatMap((plan) => plan.starts).toSorted((a, b) => a.at - b.at);
      const shown = pageOf(starts, number, PAGE_SIZE);
      const line = commandLine('next', nameWord(name));
      const [first] = starts;
      const isReported = plans.some((plan) => plan.isReported);
      return fleetReply({
        fleet,
        now,
        facts: [...(list ? [list] : []), ...plans.flatMap((plan) => plan.facts)],
        blocks: [
          text(...(isReported ? headline(first, name, now) : [bold(`${await product(fleet)} reports no calendar.`)])),
          ...(shown.items.length > 0 ? [startTable(shown.items)] : []),
          ...disabledBlock(plans),
        ],
        remarks: first === undefined ? [] : [['as planned; a robot that is busy or off its dock starts later']],
        next: [
          ...pageButtons(line, shown, PAGE_SIZE),
          inPlaceButton('Refresh', line),
          button('What is running?', 'now'),
        ],
      });
    },
  });
}

function headline(first: PlannedStart | undefined, name: string | undefined, now: EpochMs): Text {
  if (first === undefined) return [bold(`Nothing is planned${name === undefined ? '' : ` for ${name}`}.`)];
  const robot = first.robot === undefined ? '' : ` on ${first.robot}`;
  return [
    bold(`Next: ${first.mission}${robot}`),
    ', ',
    time(first.at, 'date-time'),
    ` (${distanceInTime(first.at, now)})`,
  ];
}

function startTable(starts: readonly PlannedStart[]): Table {
  return {
    kind: 'table',
    columns: [{ title: 'Start' }, { title: 'Mission' }, { title: 'Robot' }, { title: 'Repeats' }],
    rows: starts.map(({ at, mission, robot, entry }) => [
      [time(at, 'date-time')],
      [mission],
      [robot ?? 'not reported'],
      [repeatText(entry.repeatMs)],
    ]),
  };
}

function disabledBlock(plans: readonly Plan[]) {
  const disabled = plans.flatMap((plan) => plan.disabled);
  if (disabled.length === 0) return [];
  const said = disabled
    .slice(0, 5)
    .map((entry) => `${entry.name ?? 'an entry without a name'} (${entry.disabledReason})`);
  return [
    text(
      `${count(disabled.length, 'entry', 'entries')} switched off: ${said.join(', ')}${disabled.length > 5 ? ', …' : ''}`,
    ),
  ];
}
