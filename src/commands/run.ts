import { commandLine, nameWord, type Page, pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { FleetClient, LogEntry, Run, RunEvent } from '../clients/fleet/fleet-client.ts';
import { type Command, command } from '../core/command.ts';
import { page, requiredRest } from '../core/parameters.ts';
import {
  type Block,
  bold,
  button,
  type Inline,
  inPlaceButton,
  type Table,
  type Text,
  text,
  time,
} from '../core/reply.ts';
import { anomalyList } from '../fleet/anomaly-text.ts';
import { findRun } from '../fleet/find-run.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { product } from '../fleet/product.ts';
import { type RunFacts, runFacts } from '../fleet/run-facts.ts';
import { runLine } from '../fleet/run-text.ts';

const PAGE_SIZE = 15;
const LOG_LINES = 8;

/** `run ID`: one run, action by action, with what its log says went wrong. */
export function run(fleet: FleetClient): Command {
  return command({
    name: 'run',
    summary: 'one run: its actions, what failed, and its log where the server has one',
    parameters: {
      page,
      id: requiredRest(
        'ID',
        'the id that `runs` shows (its first characters will do), `last`, or a robot or mission, whose last run it then is',
      ),
    },
    examples: ['run last', 'run Rex'],
    shared: true,
    async run({ id, page: number }, { now }) {
      const [found, server] = await Promise.all([findRun(id, fleet, 'run'), product(fleet)]);
      const facts = await runFacts(fleet, found.value, true);
      const actions = pageOf(facts.events, number, PAGE_SIZE);
      const line = `run ${found.value.uuid}`;
      return fleetReply({
        fleet,
        now,
        facts: [found, ...facts.facts],
        background: facts.background,
        blocks: [
          text(...runLine(found.value, momentOf([found], now), facts)),
          ...anomalyBlock(facts),
          ...logBlocks(facts.log),
          ...actionBlocks(actions, facts),
        ],
        remarks: [...(facts.log === undefined ? [[`Log: not reported by ${server}`]] : []), ...cutRemark(facts)],
        next: [...pageButtons(line, actions, PAGE_SIZE), ...nextButtons(line, found.value, facts)],
      });
    },
  });
}

function anomalyBlock({ anomalies }: RunFacts): readonly Block[] {
  if (anomalies === undefined || anomalies.length === 0) return [];
  return [text(`${count(anomalies.length, 'anomaly', 'anomalies')}: ${anomalyList(anomalies)}`)];
}

/** What the log says went wrong, the newest last; harmless lines stay on the server. */
function logBlocks(log: readonly LogEntry[] | undefined): readonly Block[] {
  const wrong = log?.filter(({ severity }) => severity !== undefined && severity.toUpperCase() !== 'INFO') ?? [];
  if (wrong.length === 0) return [];
  const skipped = wrong.length > LOG_LINES ? [text(`${wrong.length - LOG_LINES} earlier log lines are left out.`)] : [];
  return [...skipped, ...wrong.slice(-LOG_LINES).map((entry) => text(...logLine(entry)))];
}

function logLine({ at, severity, event, detail }: LogEntry): Text {
  const said = [event, detail].filter((part) => part !== undefined && part !== '').join(': ');
  return [...(at === undefined ? [] : [time(at), ' ']), bold(severity ?? ''), ` ${said}`];
}

function actionBlocks(shown: Page<RunEvent>, { events, run: { actionsPlanned } }: RunFacts): readonly Block[] {
  if (events.length === 0) {
    const none = actionsPlanned === 0 ? 'The run has no actions.' : 'No action has left data so far.';
    return [text(none)];
  }
  const range = shown.items.length === events.length ? '' : `, ${shown.first} to ${shown.last}`;
  return [text(`${count(events.length, 'action')} with data${range}:`), actionTable(shown.items)];
}

function actionTable(events: readonly RunEvent[]): Table {
  return {
    kind: 'table',
    columns: [{ title: 'At' }, { title: 'Action' }, { title: 'Result' }, { title: 'Data' }],
    rows: events.map((event) => [
      event.at === undefined ? ['not reported'] : [time(event.at)],
      [event.action ?? 'an action without a name'],
      [resultOf(event)],
      [dataOf(event)],
    ]),
  };
}

function resultOf({ error }: RunEvent): Inline {
  if (error === undefined) return 'not reported';
  return error === 0 ? '✓ done' : bold(`✕ failed (error ${error})`);
}

/** Readings by name and value, then how many files there are: `Peak 63.2 °C, 2 files`. */
function dataOf({ captures }: RunEvent): string {
  const readings = captures.flatMap((capture) => capture.readings);
  const said = readings
    .slice(0, 3)
    .map(({ name, value, units }) => `${name} ${value}${units === undefined ? '' : ` ${units}`}`);
  const more = readings.length > 3 ? [`${readings.length - 3} more`] : [];
  const files = captures.filter((capture) => capture.path !== undefined).length;
  return [...said, ...more, ...(files > 0 ? [count(files, 'file')] : [])].join(', ') || 'none';
}

function cutRemark({ hasAllEvents, events }: RunFacts): readonly Text[] {
  return hasAllEvents
    ? []
    : [[events.length === 0 ? 'the actions could not be read' : `only ${events.length} actions were read`]];
}

function nextButtons(line: string, { uuid, robot, mission }: Run, { events }: RunFacts) {
  const hasPictures = events.some((event) => event.captures.some((capture) => capture.path !== undefined));
  return [
    inPlaceButton('Refresh', line),
    ...(hasPictures ? [button('Photos', `photos ${uuid}`)] : []),
    ...(robot === undefined ? [] : [button(robot, commandLine('robot', nameWord(robot)))]),
    ...(mission === undefined ? [] : [button('Last ten of this mission', commandLine('runs', nameWord(mission)))]),
  ];
}
