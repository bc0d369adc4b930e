import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { requiredRest } from '../core/parameters.ts';
import { bold, button, type EpochMs, inPlaceButton, type Reply, type Text, text } from '../core/reply.ts';
import { fleetReply, momentOf } from '../fleet/fleet-reply.ts';
import { findRobots } from '../fleet/lookup.ts';
import { optional } from '../fleet/optional.ts';
import { commandLine, nameWord } from '../fleet/pages.ts';
import { nextText, planOf } from '../fleet/planned.ts';
import { product } from '../fleet/product.ts';
import { count } from '../fleet/quantities.ts';
import { type RobotState, type RobotStates, robotStates, unreported } from '../fleet/robot-state.ts';
import { batteryText, connectionText, robotTable } from '../fleet/robot-table.ts';
import { statusWord } from '../fleet/run-status.ts';
import { runTable } from '../fleet/run-table.ts';
import { missionOf, progressOf, runLine, spanText } from '../fleet/run-text.ts';

const RUNS_SHOWN = 5;

/** `robot NAME`: one robot, its state, its last runs and what it does next; several that a name fits, one row each. */
export function robot(fleet: FleetClient): Command {
  return command({
    name: 'robot',
    summary: 'one robot: state, last runs, what comes next',
    parameters: { name: requiredRest('NAME', 'the robot, for example `robot Rex`') },
    examples: ['robot Rex'],
    shared: true,
    async run({ name }, { now }) {
      const [list, server] = await Promise.all([fleet.robots(), product(fleet)]);
      const found = findRobots(name, list.value, 'robot');
      const { states, facts, background } = await robotStates(fleet, found);
      const [state] = states;
      if (states.length === 1 && state) return oneRobot(fleet, state, [list, ...facts], background, server, now);
      return fleetReply({
        fleet,
        now,
        facts: [list, ...facts],
        background,
        blocks: [
          text(bold(`${count(states.length, 'robot')} fit "${name}"`)),
          robotTable(states, momentOf(facts, now), await optional(planOf(fleet, now))),
        ],
        next: states
          .slice(0, 5)
          .map((each) => button(each.robot.name, commandLine('robot', nameWord(each.robot.name)))),
      });
    },
  });
}

async function oneRobot(
  fleet: FleetClient,
  state: RobotState,
  facts: RobotStates['facts'],
  background: RobotStates['background'],
  server: string,
  now: EpochMs,
): Promise<Reply> {
  const { name } = state.robot;
  const [runs, plan] = await Promise.all([
    fleet.runs({ robot: name, limit: RUNS_SHOWN }),
    optional(planOf(fleet, now, name)),
  ]);
  const moment = momentOf([...facts, runs], now);
  const missing = unreported([state]);
  const word = nameWord(name);
  return fleetReply({
    fleet,
    now,
    facts: [...facts, runs],
    background: [...background, ...(plan?.facts ?? [])],
    blocks: [
      text(...headline(state, moment)),
      { kind: 'fields', fields: [...stateFields(state, now), { label: 'Next', value: nextText(plan, now) }] },
      ...(runs.value.items.length > 0
        ? [
            text(`Last ${count(runs.value.items.length, 'run')}:`),
            runTable(runs.value.items, moment, { robots: 'same' }),
          ]
        : []),
    ],
    remarks: missing === undefined ? [] : [[`${missing}: not reported by ${server}`]],
    next: [
      inPlaceButton('Refresh', commandLine('robot', word)),
      button('More runs', commandLine('runs', word)),
      ...(state.last ? [button('Last run', `run ${state.last.uuid}`)] : []),
      button('All robots', 'robots'),
    ],
  });
}

function headline({ robot: { name }, current }: RobotState, now: EpochMs): Text {
  if (current === undefined) return [bold(`${name} is not running`)];
  const progress = progressOf(current);
  const details: Text = progress === undefined ? [] : [`, ${progress}`];
  return [bold(`${name} is ${statusWord(current)} ${missionOf(current)}`), ...details, ', ', ...spanText(current, now)];
}

function stateFields(state: RobotState, now: EpochMs): { label: string; value: Text }[] {
  const { last, failedAt, driver } = state;
  return [
    {
      label: 'Last run',
      value: last === undefined ? ['no finished run'] : runLine(last, now, failedAt === undefined ? {} : { failedAt }),
    },
    ...(driver === undefined ? [] : [{ label: 'Driver', value: [driver] }]),
    ...(state.batteryPercent === undefined ? [] : [{ label: 'Battery', value: [batteryText(state)] }]),
    ...(state.connected === undefined ? [] : [{ label: 'Connection', value: [connectionText(state)] }]),
  ];
}
