import { optional } from '../answers/optional.ts';
import { commandLine, nameWord, nameWords } from '../answers/pages.ts';
import { count, listNames } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { choice, nameList } from '../core/parameters.ts';
import { bold, button, type EpochMs, inPlaceButton, type Reply, type Text, text } from '../core/reply.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { findAllRobots } from '../fleet/lookup.ts';
import { nextText, planOf } from '../fleet/planned.ts';
import { product } from '../fleet/product.ts';
import { type RobotState, type RobotStates, robotStates, unreported } from '../fleet/robot-state.ts';
import { batteryText, connectionText, robotLabel, robotTable } from '../fleet/robot-table.ts';
import { statusWord } from '../fleet/run-status.ts';
import { runTable } from '../fleet/run-table.ts';
import { missionOf, progressOf, runLine, spanText } from '../fleet/run-text.ts';

const RUNS_SHOWN = 5;
/** Robots that the first line tells one by one. */
const MOST_NAMED = 4;

/** What of a robot is asked for first. */
type Aspect = 'battery' | 'location' | undefined;

interface RobotAnswer {
  readonly aspect: Aspect;
  /** The server by name and version. */
  readonly server: string;
  /** The command line that asks for it. */
  readonly line: string;
  readonly facts: RobotStates['facts'];
  readonly background: RobotStates['background'];
  readonly now: EpochMs;
}

/** `robot NAME`: one robot, its state, its last runs and what it does next; several, one row each. */
export function robot(fleet: FleetClient): Command {
  return command({
    name: 'robot',
    summary: 'one robot: state, last runs, what comes next; several, a row for each',
    parameters: {
      aspect: choice('battery or location', '`battery` or `location`, where Scout reports it', {
        battery: 'battery',
        location: 'location',
      }),
      names: {
        ...nameList('NAMES', 'the robot, for example `robot Rex`; several with commas', { and: true }),
        usage: 'NAMES',
      },
    },
    examples: ['robot Rex', 'robot Rex, Daisy', 'robot battery Rex'],
    shared: true,
    async run({ names, aspect }, { now }) {
      if (names.length === 0) throw new UserError('A robot is missing: write its name, for example `robot Rex`.');
      const [list, server] = await Promise.all([fleet.robots(), product(fleet)]);
      const found = findAllRobots(names, list.value, 'robot');
      const { states, facts, background } = await robotStates(fleet, found);
      const line = commandLine('robot', aspect, nameWords(names));
      const answer: RobotAnswer = { aspect, server, line, facts: [list, ...facts], background, now };
      const [state] = states;
      if (states.length === 1 && state) return oneRobot(fleet, state, answer);
      return severalRobots(fleet, { names, states }, answer);
    },
  });
}

async function severalRobots(
  fleet: FleetClient,
  { names, states }: { readonly names: readonly string[]; readonly states: readonly RobotState[] },
  { aspect, server, line, facts, background, now }: RobotAnswer,
): Promise<Reply> {
  const [name, ...others] = names;
  const missing = unreported(states);
  const head = others.length > 0 ? standOf(states) : `${count(states.length, 'robot')} fit "${name}"`;
  return fleetReply({
    fleet,
    now,
    facts,
    background,
    blocks: [
      text(bold(aspect === undefined ? head : aspectOfAll(states, aspect, server))),
      robotTable(states, momentOf(facts, now), await optional(planOf(fleet, now))),
    ],
    remarks: missing === undefined ? [] : [[`${missing}: not reported by ${server}`]],
    next: [
      inPlaceButton('Refresh', line),
      ...states
        .filter((each) => robotLabel(each, states) === each.robot.name)
        .slice(0, 4)
        .map((each) => button(each.robot.name, commandLine('robot', nameWord(each.robot.name)))),
    ],
  });
}

async function oneRobot(fleet: FleetClient, state: RobotState, answer: RobotAnswer): Promise<Reply> {
  const { aspect, server, line, now } = answer;
  const { name } = state.robot;
  const [runs, plan] = await Promise.all([
    fleet.runs({ robot: name, limit: RUNS_SHOWN }),
    optional(planOf(fleet, now, name)),
  ]);
  const facts = [...answer.facts, runs];
  const moment = momentOf(facts, now);
  const missing = unreported([state]);
  const word = nameWord(name);
  return fleetReply({
    fleet,
    now,
    facts,
    background: [...answer.background, ...(plan?.facts ?? [])],
    blocks: [
      ...(aspect === undefined ? [] : [text(bold(aspectOf(state, aspect, server)))]),
      text(...headline(state, moment, aspect === undefined)),
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
      inPlaceButton('Refresh', line),
      button('More runs', commandLine('runs', word)),
      ...(state.last ? [button('Last run', `run ${state.last.uuid}`)] : []),
      button('All robots', 'robots'),
    ],
  });
}

/** `Rex: 81 % of charge`, or that it is not reported. */
function aspectOf(state: RobotState, aspect: 'battery' | 'location', server: string): string {
  const { name } = state.robot;
  if (aspect === 'location') return `Where ${name} is, or on which dock, is not reported by ${server}.`;
  const { batteryPercent } = state;
  return batteryPercent === undefined
    ? `The battery of ${name} is not reported by ${server}.`
    : `${name}: ${batteryText(state)} of charge`;
}

/** `Rex is running Boiler Room Round, Daisy is not running`; how many run where they are many. */
function standOf(states: readonly RobotState[]): string {
  const running = states.filter(({ current }) => current !== undefined).length;
  if (states.length > MOST_NAMED) return `${running} of ${count(states.length, 'robot')} running`;
  return states
    .map((state) => {
      const does =
        state.current === undefined ? 'not running' : `${statusWord(state.current)} ${missionOf(state.current)}`;
      return `${robotLabel(state, states)} is ${does}`;
    })
    .join(', ');
}

function aspectOfAll(states: readonly RobotState[], aspect: 'battery' | 'location', server: string): string {
  const all = listNames(states.map((state) => robotLabel(state, states)));
  if (aspect === 'location') return `Where ${all} are, or on which docks, is not reported by ${server}.`;
  if (states.every(({ batteryPercent }) => batteryPercent === undefined))
    return `The batteries of ${all} are not reported by ${server}.`;
  const low = states.toSorted((a, b) => (a.batteryPercent ?? 101) - (b.batteryPercent ?? 101));
  const shown = states.length > MOST_NAMED ? low.slice(0, MOST_NAMED) : states;
  const most = states.length > MOST_NAMED ? 'The lowest: ' : '';
  return most + shown.map((state) => `${robotLabel(state, states)}: ${batteryText(state)}`).join(', ');
}

function headline({ robot: { name }, current }: RobotState, now: EpochMs, isFirst: boolean): Text {
  const inWords = (words: string) => (isFirst ? bold(words) : words);
  if (current === undefined) return [inWords(`${name} is not running`)];
  const progress = progressOf(current);
  const details: Text = progress === undefined ? [] : [`, ${progress}`];
  return [
    inWords(`${name} is ${statusWord(current)} ${missionOf(current)}`),
    ...details,
    ', ',
    ...spanText(current, now),
  ];
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
