import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { choice, page, rest } from '../core/parameters.ts';
import { type Button, bold, button, inPlaceButton, text } from '../core/reply.ts';
import { fleetReply, momentOf } from '../fleet/fleet-reply.ts';
import { findRobots } from '../fleet/lookup.ts';
import { optional } from '../fleet/optional.ts';
import { commandLine, nameWord, pageButtons, pageOf } from '../fleet/pages.ts';
import { planOf } from '../fleet/planned.ts';
import { product } from '../fleet/product.ts';
import { count } from '../fleet/quantities.ts';
import { needsLook, type RobotState, robotStates, unreported } from '../fleet/robot-state.ts';
import { robotTable } from '../fleet/robot-table.ts';
import { stateOf } from '../fleet/run-status.ts';

const PAGE_SIZE = 20;

const FILTERS: Readonly<Record<'running' | 'idle' | 'failed', (state: RobotState) => boolean>> = {
  running: (state) => state.current !== undefined,
  idle: (state) => state.current === undefined,
  failed: needsLook,
};

/** `robots`: every robot, what it does now, and how its last run went. */
export function robots(fleet: FleetClient): Command {
  return command({
    name: 'robots',
    summary: 'all robots: what they do now and how their last run went',
    parameters: {
      filter: choice('filter', '`running`, `idle`, or `failed` for those that need a look', {
        running: 'running',
        active: 'running',
        idle: 'idle',
        failed: 'failed',
      }),
      page,
      name: rest('name', 'a part of their names', ['robot', 'robots', 'all', 'the']),
    },
    examples: ['robots', 'robots running', 'robots failed', 'robots spot'],
    shared: true,
    async run({ filter, page: number, name }, { now }) {
      const [list, server, plan] = await Promise.all([fleet.robots(), product(fleet), optional(planOf(fleet, now))]);
      const named = name === undefined ? list.value : findRobots(name, list.value, 'robots');
      const { states, facts, background } = await robotStates(fleet, named);
      const chosen = filter === undefined ? states : states.filter(FILTERS[filter]);
      const shown = pageOf(chosen, number, PAGE_SIZE);
      const line = commandLine('robots', filter, nameWord(name));
      const missing = unreported(states);
      return fleetReply({
        fleet,
        now,
        facts: [list, ...facts],
        background: [...background, ...(plan?.facts ?? [])],
        blocks: [
          text(bold(headline(states, chosen, filter))),
          ...(shown.items.length > 0 ? [robotTable(shown.items, momentOf(facts, now), plan)] : []),
        ],
        remarks: missing === undefined || states.length === 0 ? [] : [[`${missing}: not reported by ${server}`]],
        next: [
          ...pageButtons(line, shown, PAGE_SIZE),
          inPlaceButton('Refresh', commandLine(line, number === 1 ? undefined : `page ${number}`)),
          ...whyButtons(chosen),
          button('Summary', 'summary'),
        ],
      });
    },
  });
}

function headline(
  all: readonly RobotState[],
  chosen: readonly RobotState[],
  filter: keyof typeof FILTERS | undefined,
): string {
  if (filter === 'running')
    return `${chosen.length} of ${count(all.length, 'robot')} ${chosen.length === 1 ? 'is' : 'are'} running`;
  if (filter === 'idle')
    return `${chosen.length} of ${count(all.length, 'robot')} ${chosen.length === 1 ? 'is' : 'are'} not running`;
  if (filter === 'failed')
    return `${chosen.length} of ${count(all.length, 'robot')} ${chosen.length === 1 ? 'needs' : 'need'} a look`;
  if (all.length === 0) return 'Scout lists no robots';
  const running = all.filter(FILTERS.running).length;
  const looks = all.filter(needsLook).length;
  return `${count(all.length, 'robot')}: ${running === 0 ? 'none' : running} running, ${looks === 0 ? 'none' : looks} ${looks === 1 ? 'needs' : 'need'} a look`;
}

function whyButtons(states: readonly RobotState[]): readonly Button[] {
  return states
    .filter(({ last }) => last !== undefined && stateOf(last) === 'failed')
    .slice(0, 2)
    .flatMap(({ robot, last }) => (last ? [button(`Why did ${robot.name} fail?`, `run ${last.uuid}`)] : []));
}
