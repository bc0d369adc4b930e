import { commandLine, nameWords, pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type { FleetClient, Run, RunQuery } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { nameList, newest, page, phrase, timeRange } from '../core/parameters.ts';
import { type Button, bold, button, type EpochMs, inPlaceButton, type Reply, text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { findAllSubjects, type Subject, subjectName } from '../fleet/lookup.ts';
import { hasOutcome, type RunOutcome, runOutcomeOrSkipped } from '../fleet/run-outcome.ts';
import { stateOf } from '../fleet/run-status.ts';
import { runTable, shortId } from '../fleet/run-table.ts';
import { missionOf } from '../fleet/run-text.ts';
import { skippedStarts } from '../fleet/skipped-starts.ts';

const PAGE_SIZE = 10;
/** How far back a status is looked for where no time is given. */
const LOOKED_AT = 500;
/** How far back skipped starts are looked for where no time is given. */
const LOOKED_BACK_MS = 7 * 86_400_000;

/** `runs`: the runs of all, of robots or missions, newest first. */
export function runs(fleet: FleetClient): Command {
  return command({
    name: 'runs',
    summary: 'runs, newest first: of all, or of robots or missions, by status and time',
    parameters: {
      status: runOutcomeOrSkipped,
      time: timeRange,
      limit: newest,
      withoutTeleop: phrase('without teleop', '`without teleop` leaves out what was driven by hand'),
      page,
      about: nameList('robots or missions', 'a robot, a mission, or both, `Rex Boiler Round`; several with commas', {
        noise: ['of', 'by', 'for', 'on', 'in', 'the', 'all'],
      }),
    },
    examples: [
      'runs',
      'runs failed last week',
      'runs Rex today',
      'runs Perimeter Patrol',
      'runs Rex, Daisy since 06:00',
      'runs newest 3 Rex',
      'runs skipped yesterday',
      'runs without teleop last 24h',
    ],
    shared: true,
    async run({ status, about, page: number, ...asked }, { now }) {
      const { time, limit, withoutTeleop } = asked;
      const subjects = await findAllSubjects(about, fleet, 'runs');
      const words = [
        limit && `newest ${limit}`,
        withoutTeleop ? 'without teleop' : undefined,
        nameWords(about),
      ] as const;
      const line = commandLine('runs', status, time?.label, ...words.map((word) => word || undefined));
      if (status === 'skipped') {
        const span = time ?? { from: now - LOOKED_BACK_MS, to: now, label: 'last 7 days' };
        return skippedStarts(fleet, { subjects, span, limit, page: number, line, now });
      }
      const filter = { ...(status && { status }), withoutTeleop };
      return listRuns(fleet, { subjects, time, limit, filter, page: number, line, now });
    },
  });
}

interface RunFilter {
  readonly status?: RunOutcome;
  readonly withoutTeleop: boolean;
}

interface RunQuestion {
  readonly subjects: readonly Subject[];
  readonly time: TimeRange | undefined;
  readonly limit: number | undefined;
  readonly filter: RunFilter;
  readonly page: number;
  readonly line: string;
  readonly now: EpochMs;
}

const isFiltering = ({ status, withoutTeleop }: RunFilter): boolean => status !== undefined || withoutTeleop;

async function listRuns(fleet: FleetClient, question: RunQuestion): Promise<Reply> {
  const { subjects, time, limit, filter, line, now } = question;
  const known = await runsOf(fleet, question);
  const looked = merge(known.map((each) => each.value.items));
  const chosen = looked
    .filter((run) => filter.status === undefined || hasOutcome(run, filter.status))
    .filter((run) => !filter.withoutTeleop || run.type !== 'teleop')
    .slice(0, limit);
  const shown = pageOf(chosen, question.page, PAGE_SIZE);
  const isEnough = limit !== undefined && chosen.length === limit;
  const cut = !isEnough && (isFiltering(filter) || !shown.hasNext) && known.some((each) => !each.value.complete);
  const total = isEnough ? limit : totalOf(known, chosen, filter);
  return fleetReply({
    fleet,
    now,
    facts: known,
    blocks: [
      text(
        bold(
          headline({ ...filter, time, limit, of: subjects.map(subjectName).join(', ') }, total, shown, looked.length),
        ),
      ),
      ...(shown.items.length > 0 ? [runTable(shown.items, momentOf(known, now))] : []),
    ],
    remarks: cut ? [[`only the newest ${looked.length} runs were looked at`]] : [],
    next: [
      ...pageButtons(line, shown, PAGE_SIZE),
      inPlaceButton('Refresh', commandLine(line, question.page === 1 ? undefined : `page ${question.page}`)),
      ...whyButtons(shown.items),
    ],
  });
}

/** Nothing is read that is not needed: where nothing is filtered here, no more than is shown. */
function runsOf(fleet: FleetClient, { subjects, time, limit, filter, page: number }: RunQuestion) {
  const span = time === undefined ? {} : { from: time.from, to: time.to };
  const needed = Math.min(number * PAGE_SIZE + 1, limit ?? Number.POSITIVE_INFINITY);
  const bound = isFiltering(filter) ? (time === undefined ? { limit: LOOKED_AT } : {}) : { limit: needed };
  const queries: readonly RunQuery[] = (subjects.length === 0 ? [{}] : subjects).map((subject) => ({
    ...subject,
    ...span,
    ...bound,
  }));
  return Promise.all(queries.map((query) => fleet.runs(query)));
}

function merge(lists: readonly (readonly Run[])[]): readonly Run[] {
  const [only] = lists;
  if (lists.length === 1 && only) return only;
  const unique = new Map(lists.flat().map((run) => [run.uuid, run]));
  return [...unique.values()].toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
}

/** How many there are: Scout's own total where nothing was filtered here; undefined where it does not tell. */
function totalOf(
  known: readonly Known<{ readonly total?: number; readonly complete: boolean }>[],
  chosen: readonly Run[],
  filter: RunFilter,
) {
  const [only] = known;
  if (isFiltering(filter) || only === undefined) return chosen.length;
  if (known.length === 1) return only.value.total ?? (only.value.complete ? chosen.length : undefined);
  return known.every((each) => each.value.complete) ? chosen.length : undefined;
}

interface Scope extends RunFilter {
  readonly limit: number | undefined;
  readonly time: TimeRange | undefined;
  readonly of: string;
}

function headline(
  scope: Scope,
  total: number | undefined,
  shown: { first: number; last: number; items: readonly unknown[] },
  looked: number,
): string {
  const status =
    scope.status === undefined ? '' : `${scope.status === 'error' ? 'unexpectedly failed' : scope.status} `;
  const teleop = scope.withoutTeleop ? ' without teleoperations' : '';
  const where = `${teleop}${scope.of === '' ? '' : ` of ${scope.of}`}${scope.time === undefined ? '' : `, ${scope.time.label}`}`;
  if (shown.items.length === 0) {
    const lookedAt = !isFiltering(scope) ? '' : ` (${count(looked, 'run')} looked at)`;
    return `No ${status}run${where}${lookedAt}.`;
  }
  const range = total === shown.items.length ? '' : `, ${shown.first} to ${shown.last}`;
  const isNewest = total !== undefined && total === scope.limit;
  if (isNewest) return `The newest ${count(total, `${status}run`)}${where}${range}`;
  return `${total === undefined ? 'Runs' : count(total, `${status}run`)}${where}${range}`;
}

function whyButtons(shown: readonly Run[]): readonly Button[] {
  return shown
    .filter((run) => stateOf(run) === 'failed')
    .slice(0, 3)
    .map((run) => button(`Why did ${missionOf(run)} (${shortId(run)}) fail?`, `run ${run.uuid}`));
}
