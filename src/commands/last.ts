import type { FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { rest } from '../core/parameters.ts';
import { type Block, bold, button, type EpochMs, inPlaceButton, type Reply, text } from '../core/reply.ts';
import { anomalyList } from '../fleet/anomaly-text.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { findSubjects, recentRuns, type Subject, subjectName } from '../fleet/lookup.ts';
import { commandLine, nameWord } from '../fleet/pages.ts';
import { count } from '../fleet/quantities.ts';
import { runFacts } from '../fleet/run-facts.ts';
import { runTable } from '../fleet/run-table.ts';
import { runLine } from '../fleet/run-text.ts';

const NOISE = ['mission', 'run', 'the', 'of', 'by', 'from', 'on', 'for'];
const MOST_ANOMALIES = 5;

/** `last`: how the last mission went, of the fleet, a robot or a mission; "last" is by start time. */
export function last(fleet: FleetClient): Command {
  return command({
    name: 'last',
    summary: 'how the last mission went, of all or of a robot or mission',
    parameters: { about: rest('robot or mission', 'whose last run: a robot, a mission, or both', NOISE) },
    examples: ['last', 'last Rex', 'last Perimeter Patrol'],
    phrases: [
      'how did the last mission go',
      'how did the last run go',
      'how was the last mission',
      'what was the last mission',
      'did the last mission succeed',
      'last mission please',
    ],
    async run({ about }, { now }) {
      if (about === undefined) return lastOfAll(fleet, now);
      const subjects = await findSubjects(about, fleet, 'last');
      const answers = await Promise.all(subjects.map((subject) => lastRun(fleet, subject)));
      const facts = answers.map(({ known }) => known);
      const found = answers.flatMap(({ run }) => run ?? []);
      const [only] = found;
      if (subjects.length === 1 && only) return tellRun(fleet, only, facts, commandLine('last', nameWord(about)), now);
      const names = subjects.map(subjectName).join(', ');
      if (only === undefined)
        return fleetReply({ fleet, now, facts, blocks: [text(bold(`No run is known of ${names}.`))] });
      return fleetReply({
        fleet,
        now,
        facts,
        blocks: [
          text(bold(`"${about}" fits ${count(subjects.length, 'name')}; the last run of each:`)),
          runTable(found, now),
        ],
        next: found.slice(0, 3).map((run) => button(`Run of ${run.robot ?? 'it'}`, `run ${run.uuid}`)),
      });
    },
  });
}

async function lastOfAll(fleet: FleetClient, now: EpochMs): Promise<Reply> {
  const recent = await recentRuns(fleet);
  // A teleoperation is not what people mean by a mission; it counts only where there is nothing else.
  const newest = recent.value.items.find((run) => run.type !== 'teleop') ?? recent.value.items[0];
  if (newest === undefined)
    return fleetReply({ fleet, now, facts: [recent], blocks: [text(bold('No run is known yet.'))] });
  return tellRun(fleet, newest, [recent], 'last', now);
}

async function lastRun(fleet: FleetClient, subject: Subject): Promise<{ known: Known<unknown>; run: Run | undefined }> {
  const known = await fleet.runs({ ...subject, limit: 1 });
  return { known, run: known.value.items[0] };
}

async function tellRun(
  fleet: FleetClient,
  run: Run,
  known: readonly Known<unknown>[],
  line: string,
  now: EpochMs,
): Promise<Reply> {
  const about = await runFacts(fleet, run);
  const pictures = about.events.flatMap((event) => event.captures).length;
  return fleetReply({
    fleet,
    now,
    facts: [...known, ...about.facts],
    blocks: [text(...runLine(run, now, about)), ...anomalyBlocks(about.anomalies)],
    next: [
      inPlaceButton('Refresh', line),
      ...(pictures > 0 ? [button('Photos', `photos ${run.uuid}`)] : []),
      button('Actions', `run ${run.uuid}`),
      ...(run.mission === undefined
        ? []
        : [button('Last ten of this mission', commandLine('runs', nameWord(run.mission)))]),
    ],
  });
}

function anomalyBlocks(anomalies: Awaited<ReturnType<typeof runFacts>>['anomalies']): readonly Block[] {
  if (anomalies === undefined) return [];
  if (anomalies.length === 0) return [text('No anomalies.')];
  const more = anomalies.length > MOST_ANOMALIES ? ` and ${anomalies.length - MOST_ANOMALIES} more` : '';
  return [
    text(
      `${count(anomalies.length, 'anomaly', 'anomalies')}: ${anomalyList(anomalies.slice(0, MOST_ANOMALIES))}${more}`,
    ),
  ];
}
