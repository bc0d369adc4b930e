import { optional } from '../answers/optional.ts';
import { commandLine, nameWord, pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { page, rest } from '../core/parameters.ts';
import { type Button, bold, button, inPlaceButton, type Text, text } from '../core/reply.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { findRobots } from '../fleet/lookup.ts';
import { planOf } from '../fleet/planned.ts';
import { product } from '../fleet/product.ts';
import {
  type FilteredRobots,
  filterRobots,
  filterText,
  type RobotFilter,
  robotFilter,
  unreportedText,
} from '../fleet/robot-filter.ts';
import { needsLook, type RobotState, robotStates, unreported } from '../fleet/robot-state.ts';
import { robotTable } from '../fleet/robot-table.ts';
import { stateOf } from '../fleet/run-status.ts';

const PAGE_SIZE = 20;

/** `robots`: every robot, what it does now, and how its last run went. */
export function robots(fleet: FleetClient): Command {
  return command({
    name: 'robots',
    summary: 'all robots, or those in a state: what they do now and how their last run went',
    parameters: {
      filter: robotFilter,
      page,
      name: rest('name', 'a part of their names', ['robot', 'robots', 'all', 'the', 'battery']),
    },
    examples: ['robots', 'robots running', 'robots failed', 'robots offline', 'robots low battery', 'robots spot'],
    shared: true,
    async run({ filter, page: number, name }, { now }) {
      const [list, server, plan] = await Promise.all([fleet.robots(), product(fleet), optional(planOf(fleet, now))]);
      const named = name === undefined ? list.value : findRobots(name, list.value, 'robots');
      const { states, facts, background } = await robotStates(fleet, named);
      const sorted = filterRobots(states, filter);
      const shown = pageOf(sorted.chosen, number, PAGE_SIZE);
      const line = commandLine('robots', filter === 'low' ? 'low battery' : filter, nameWord(name));
      return fleetReply({
        fleet,
        now,
        facts: [list, ...facts],
        background: [...background, ...(plan?.facts ?? [])],
        blocks: [
          text(bold(headline(states, sorted, filter, server))),
          ...(shown.items.length > 0 ? [robotTable(shown.items, momentOf(facts, now), plan)] : []),
        ],
        remarks: remarksOf(states, sorted, server),
        next: [
          ...pageButtons(line, shown, PAGE_SIZE),
          inPlaceButton('Refresh', commandLine(line, number === 1 ? undefined : `page ${number}`)),
          ...whyButtons(sorted.chosen),
          button('Summary', 'summary'),
        ],
      });
    },
  });
}

function headline(
  all: readonly RobotState[],
  { chosen, untold }: FilteredRobots,
  filter: RobotFilter | undefined,
  server: string,
): string {
  if (all.length === 0) return 'Scout lists no robots';
  if (filter !== undefined && untold === all.length)
    return `${capital(server)} does not report ${unreportedText(filter)}`;
  if (filter !== undefined) {
    const is = chosen.length === 1 ? 'is' : 'are';
    return `${chosen.length} of ${count(all.length, 'robot')} ${filterText(filter, is)}`;
  }
  const running = all.filter(({ current }) => current !== undefined).length;
  const looks = all.filter(needsLook).length;
  return `${count(all.length, 'robot')}: ${running === 0 ? 'none' : running} running, ${looks === 0 ? 'none' : looks} ${looks === 1 ? 'needs' : 'need'} a look`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function remarksOf(states: readonly RobotState[], { untold }: FilteredRobots, server: string): readonly Text[] {
  if (states.length === 0) return [];
  const missing = unreported(states);
  return [
    ...(untold > 0 && untold < states.length ? [[`of ${count(untold, 'robot')} it is not reported`]] : []),
    ...(missing === undefined ? [] : [[`${missing}: not reported by ${server}`]]),
  ];
}

function whyButtons(states: readonly RobotState[]): readonly Button[] {
  return states
    .filter(({ last }) => last !== undefined && stateOf(last) === 'failed')
    .slice(0, 2)
    .flatMap(({ robot, last }) => (last ? [button(`Why did ${robot.name} fail?`, `run ${last.uuid}`)] : []));
}
