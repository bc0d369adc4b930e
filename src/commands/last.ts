import type { Anomaly, FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { rest } from '../core/parameters.ts';
import { type Block, bold, button, type EpochMs, inPlaceButton, type Reply, text } from '../core/reply.ts';
import { anomalyList } from '../fleet/anomaly-text.ts';
import { fleetReply, momentOf } from '../fleet/fleet-reply.ts';
import { findSubjects, recentRuns, subjectName } from '../fleet/lookup.ts';
import { commandLine, nameWord } from '../fleet/pages.ts';
import { count, listNames } from '../fleet/quantities.ts';
import { runFacts } from '../fleet/run-facts.ts';
import { isGoingOn, lastOf } from '../fleet/run-status.ts';
import { runTable } from '../fleet/run-table.ts';
import { robotOf, runLine } from '../fleet/run-text.ts';

const NOISE = ['mission', 'run', 'the', 'of', 'by', 'from', 'on', 'for'];
const MOST_ANOMALIES = 5;
/** Runs of a robot or mission that are looked at: enough to find one that is over behind those that are not. */
const LOOKED_AT = 10;

/** `last`: how the last mission went, of the fleet, a robot or a mission; "last" is by start time. */
export function last(fleet: FleetClient): Command {
  return command({
    name: 'last',
    summary: 'how the last mission went, of all or of a robot or mission',
    parameters: { about: rest('robot or mission', 'whose last run: a robot, a mission, or both', NOISE) },
    examples: ['last', 'last Rex', 'last Perimeter Patrol'],
    shared: true,
    async run({ about }, { now }) {
      if (about === undefined) {
        const recent = await recentRuns(fleet);
        return tellRun(fleet, pickLast(recent.value.items), [recent], 'last', now);
      }
      const subjects = await findSubjects(about, fleet, 'last');
      const known = await Promise.all(subjects.map((subject) => fleet.runs({ ...subject, limit: LOOKED_AT })));
      const found = known.map(({ value }) => pickLast(value.items));
      const [only] = found;
      if (only && found.length === 1) return tellRun(fleet, only, known, commandLine('last', nameWord(about)), now);
      const newest = found.flatMap((each) => each.newest ?? []);
      return fleetReply({
        fleet,
        now,
        facts: known,
        blocks: [
          text(bold(`"${about}" fits ${count(subjects.length, 'name')}: ${listNames(subjects.map(subjectName))}`)),
          ...(newest.length > 0
            ? [text('The last run of each:'), runTable(newest, momentOf(known, now))]
            : [text('No run is known of them.')]),
        ],
        next: newest.slice(0, 3).map((run) => button(`Run of ${robotOf(run)}`, `run ${run.uuid}`)),
      });
    },
  });
}

interface LastRuns {
  /** By start time, running or not. */
  readonly newest: Run | undefined;
  /** The newest that is over, where the newest of all is not. */
  readonly finished: Run | undefined;
}

function pickLast(runs: readonly Run[]): LastRuns {
  const newest = lastOf(runs);
  const isOver = (run: Run): boolean => run.type !== 'teleop' && !isGoingOn(run);
  const finished = newest && isGoingOn(newest) ? runs.find(isOver) : undefined;
  return { newest, finished };
}

async function tellRun(
  fleet: FleetClient,
  { newest, finished }: LastRuns,
  known: readonly Known<unknown>[],
  line: string,
  now: EpochMs,
): Promise<Reply> {
  if (newest === undefined)
    return fleetReply({ fleet, now, facts: known, blocks: [text(bold('No run is known yet.'))] });
  const about = await runFacts(fleet, newest);
  const moment = momentOf(known, now);
  const hasPictures = about.events.some((event) => event.captures.length > 0);
  const { mission } = newest;
  return fleetReply({
    fleet,
    now,
    facts: [...known, ...about.facts],
    background: about.background,
    blocks: [
      text(...runLine(newest, moment, about)),
      ...anomalyBlocks(about.anomalies, isGoingOn(newest)),
      ...(finished ? [text('Last finished: ', ...runLine(finished, moment))] : []),
    ],
    next: [
      inPlaceButton('Refresh', line),
      ...(hasPictures ? [button('Photos', `photos ${newest.uuid}`)] : []),
      button('Actions', `run ${newest.uuid}`),
      ...(finished ? [button('The one before', `run ${finished.uuid}`)] : []),
      ...(mission === undefined ? [] : [button('Last ten of this mission', commandLine('runs', nameWord(mission)))]),
    ],
  });
}

function anomalyBlocks(anomalies: readonly Anomaly[] | undefined, isSoFar: boolean): readonly Block[] {
  if (anomalies === undefined) return [];
  if (anomalies.length === 0) return [text(isSoFar ? 'No anomalies so far.' : 'No anomalies.')];
  const more = anomalies.length > MOST_ANOMALIES ? ` and ${anomalies.length - MOST_ANOMALIES} more` : '';
  return [
    text(
      `${count(anomalies.length, 'anomaly', 'anomalies')}: ${anomalyList(anomalies.slice(0, MOST_ANOMALIES))}${more}`,
    ),
  ];
}
