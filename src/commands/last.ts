import { commandLine, nameWord, nameWords } from '../answers/pages.ts';
import { count, listNames } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { Anomaly, FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { nameList, numberBehind, type Parameter, timeRange } from '../core/parameters.ts';
import { type Block, bold, button, type EpochMs, inPlaceButton, type Reply, type Text, text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { anomalyList } from '../fleet/anomaly-text.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { findAllSubjects, recentRuns, type Subject, subjectName } from '../fleet/lookup.ts';
import { runFacts } from '../fleet/run-facts.ts';
import { hasOutcome, type RunOutcome, runOutcome } from '../fleet/run-outcome.ts';
import { isGoingOn, runsInOrder } from '../fleet/run-status.ts';
import { runTable } from '../fleet/run-table.ts';
import { robotOf, runLine } from '../fleet/run-text.ts';

const NOISE = ['mission', 'run', 'the', 'of', 'by', 'from', 'on', 'for'];
const MOST_ANOMALIES = 5;
/** Runs of a robot or mission that are looked at: enough to find one that is over behind those that are not. */
const LOOKED_AT = 10;
/** How many are looked at for one further back, or one that ended in some way. */
const LOOKED_BACK = 500;
const MOST_BACK = 50;

/** A span of time, of which the command's name may be the first word: `last night`, `last 24h`. */
const timeBehindLast: Parameter<TimeRange | undefined> = {
  ...timeRange,
  async read(words, context) {
    const found = await timeRange.read(words, context);
    if (found.value !== undefined) return found;
    const behind = await timeRange.read([{ text: 'last', lower: 'last', quoted: false }, ...words], context);
    return behind.value === undefined ? found : behind;
  },
};

/** `last`: how the last mission went, of the fleet, a robot or a mission, or one before it; "last" is by start time. */
export function last(fleet: FleetClient): Command {
  return command({
    name: 'last',
    summary: 'how the last mission went, of all or of a robot or mission, or one before it',
    parameters: {
      status: runOutcome,
      time: timeBehindLast,
      back: numberBehind('back', '`back 1` is the run before the last, `back 2` the one before that', {
        least: 0,
        most: MOST_BACK,
      }),
      about: nameList('robot or mission', 'whose last run: a robot, a mission, or both; several with commas', {
        noise: NOISE,
      }),
    },
    examples: ['last', 'last Rex', 'last Perimeter Patrol', 'last back 1', 'last Rex back 2', 'last failed Rex'],
    shared: true,
    async run({ about, status, time, back = 0 }, { now }) {
      const subjects = await findAllSubjects(about, fleet, 'last');
      const choice: Choice = { back, status, time };
      const known = await runsOf(fleet, subjects, choice);
      const [first] = known;
      const line = (steps: number): string =>
        commandLine(
          'last',
          status,
          time?.label.replace(/^last /, ''),
          steps === 0 ? undefined : `back ${steps}`,
          nameWords(about),
        );
      if (known.length === 1 && first) {
        const of = about.length === 0 ? '' : ` of ${listNames(subjects.map(subjectName))}`;
        return tellRun(fleet, pick(first.value, choice), { choice, known: first, of, line, now });
      }
      return tellEach(fleet, { names: about, subjects, choice, known, now });
    },
  });
}

/** Which run is meant. */
interface Choice {
  /** How many runs before the newest. */
  readonly back: number;
  readonly status: RunOutcome | undefined;
  readonly time: TimeRange | undefined;
}

type Runs = Known<{ readonly items: readonly Run[]; readonly complete: boolean }>;

function runsOf(
  fleet: FleetClient,
  subjects: readonly Subject[],
  { back, status, time }: Choice,
): Promise<readonly Runs[]> {
  const isPlain = back === 0 && status === undefined && time === undefined;
  if (subjects.length === 0 && isPlain) return Promise.all([recentRuns(fleet)]);
  const span = time === undefined ? {} : { from: time.from, to: time.to };
  const limit = isPlain ? LOOKED_AT : LOOKED_BACK;
  return Promise.all(
    (subjects.length === 0 ? [{}] : subjects).map((subject) => fleet.runs({ ...subject, ...span, limit })),
  );
}

interface Picked {
  /** By start time, running or not. */
  readonly run: Run | undefined;
  /** The newest that is over, where the run that was asked for goes on. */
  readonly finished: Run | undefined;
  /** Whether there is one before it. */
  readonly hasEarlier: boolean;
  /** How many there are to choose from. */
  readonly total: number;
  readonly complete: boolean;
}

function pick({ items, complete }: Runs['value'], { back, status }: Choice): Picked {
  const runs = runsInOrder(items).filter((run) => status === undefined || hasOutcome(run, status));
  const run = runs[back];
  const finished = run && isGoingOn(run) ? runs.slice(back).find((each) => !isGoingOn(each)) : undefined;
  return { run, finished, hasEarlier: runs.length > back + 1, total: runs.length, complete };
}

interface Telling {
  readonly choice: Choice;
  readonly known: Runs;
  /** ` of Rex`, or nothing. */
  readonly of: string;
  /** The command line for a run so many before the last. */
  readonly line: (back: number) => string;
  readonly now: EpochMs;
}

async function tellRun(fleet: FleetClient, picked: Picked, telling: Telling): Promise<Reply> {
  const { run, finished } = picked;
  const { known, choice, line, now } = telling;
  if (run === undefined) return tellNone(fleet, picked, telling);
  const about = await runFacts(fleet, run);
  const moment = momentOf([known], now);
  const hasPictures = about.events.some((event) => event.captures.length > 0);
  const { mission } = run;
  return fleetReply({
    fleet,
    now,
    facts: [known, ...about.facts],
    background: about.background,
    blocks: [
      text(...whichRun(telling), ...runLine(run, moment, about)),
      ...anomalyBlocks(about.anomalies, isGoingOn(run)),
      ...(finished ? [text('Last finished: ', ...runLine(finished, moment))] : []),
    ],
    next: [
      inPlaceButton('Refresh', line(choice.back)),
      ...(hasPictures ? [button('Photos', `photos ${run.uuid}`)] : []),
      button('Actions', `run ${run.uuid}`),
      ...(finished
        ? [button('The one before', `run ${finished.uuid}`)]
        : picked.hasEarlier && choice.back < MOST_BACK
          ? [button('The one before', line(choice.back + 1))]
          : []),
      ...(mission === undefined ? [] : [button('Last ten of this mission', commandLine('runs', nameWord(mission)))]),
    ],
  });
}

/** `The run before the last of Rex: `; nothing for the last itself. */
function whichRun({ choice: { back, status, time }, of }: Pick<Telling, 'choice' | 'of'>): Text {
  const kind = status === undefined ? 'run' : `${status} run`;
  const when = time === undefined ? '' : `, ${time.label}`;
  if (back > 1) return [`${back} ${kind}s before the last${of}${when}: `];
  if (back === 1) return [`The ${kind} before the last${of}${when}: `];
  return status === undefined && time === undefined ? [] : [`The last ${kind}${of}${when}: `];
}

function tellNone(fleet: FleetClient, { total, complete }: Picked, { choice, known, of, line, now }: Telling): Reply {
  const { back, status, time } = choice;
  const kind = status === undefined ? 'run' : `${status} run`;
  const when = time === undefined ? '' : `, ${time.label}`;
  const among = complete ? '' : ` among the newest ${known.value.items.length}`;
  const plain = status === undefined && time === undefined;
  const none = plain && of === '' ? 'No run is known yet.' : `No ${kind}${of} is known${when}${among}.`;
  const tooFew = `No ${kind}${of} is known ${back} before the last${when}${among}: ${count(total, `${kind} is`, `${kind}s are`)} known.`;
  return fleetReply({
    fleet,
    now,
    facts: [known],
    blocks: [text(bold(total === 0 ? none : tooFew))],
    next: [
      ...(total > 0 ? [button('The earliest of them', line(total - 1)), button('The last', line(0))] : []),
      button('Runs', 'runs'),
    ],
  });
}

interface EachTelling {
  /** As they were written. */
  readonly names: readonly string[];
  readonly subjects: readonly Subject[];
  readonly choice: Choice;
  readonly known: readonly Runs[];
  readonly now: EpochMs;
}

/** A row for each, where a name fits several or several were asked for. */
function tellEach(fleet: FleetClient, { names, subjects, choice, known, now }: EachTelling): Reply {
  const found = known.flatMap(({ value }) => pick(value, choice).run ?? []);
  const [name, ...others] = names;
  const all = listNames(subjects.map(subjectName));
  const which = whichRun({ choice, of: ' of each' });
  return fleetReply({
    fleet,
    now,
    facts: known,
    blocks: [
      text(
        bold(others.length > 0 ? `Last runs of ${all}` : `"${name}" fits ${count(subjects.length, 'name')}: ${all}`),
      ),
      ...(found.length > 0
        ? [text(...(which.length === 0 ? ['The last run of each:'] : which)), runTable(found, momentOf(known, now))]
        : [text('No run is known of them.')]),
    ],
    next: found.slice(0, 3).map((run) => button(`Run of ${robotOf(run)}`, `run ${run.uuid}`)),
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
