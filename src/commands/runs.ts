import type { FleetClient, Run, RunQuery } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { choice, page, rest, timeRange } from '../core/parameters.ts';
import { type Button, bold, button, inPlaceButton, text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { fleetReply, momentOf } from '../fleet/fleet-reply.ts';
import { findSubjects, type Subject, subjectName } from '../fleet/lookup.ts';
import { commandLine, nameWord, pageButtons, pageOf } from '../fleet/pages.ts';
import { count } from '../fleet/quantities.ts';
import { type RunState, stateOf } from '../fleet/run-status.ts';
import { runTable, shortId } from '../fleet/run-table.ts';
import { missionOf } from '../fleet/run-text.ts';

const PAGE_SIZE = 10;
/** How far back a status is looked for where no time is given. */
const LOOKED_AT = 500;

/** `runs`: the runs of all, of a robot or of a mission, newest first. */
export function runs(fleet: FleetClient): Command {
  return command({
    name: 'runs',
    summary: 'runs, newest first: of all, a robot or a mission, by status and time',
    parameters: {
      status: choice('status', '`done`, `failed`, `stopped` or `running`', {
        done: 'done',
        ok: 'done',
        success: 'done',
        failed: 'failed',
        failure: 'failed',
        error: 'failed',
        stopped: 'stopped',
        running: 'running',
      }),
      time: timeRange,
      page,
      about: rest('robot or mission', 'a robot, a mission, or both', ['of', 'by', 'for', 'on', 'in', 'the', 'all']),
    },
    examples: ['runs', 'runs failed last week', 'runs Rex today', 'runs Perimeter Patrol'],
    shared: true,
    async run({ status, time, page: number, about }, { now }) {
      const subjects = about === undefined ? [] : await findSubjects(about, fleet, 'runs');
      const known = await runsOf(fleet, subjects, time, status === undefined ? undefined : LOOKED_AT, number);
      const looked = merge(known.map((each) => each.value.items));
      const chosen = status === undefined ? looked : looked.filter((run) => stateOf(run) === status);
      const shown = pageOf(chosen, number, PAGE_SIZE);
      const line = commandLine('runs', status, time?.label, nameWord(about));
      const cut = (status !== undefined || !shown.hasNext) && known.some((each) => !each.value.complete);
      const scope = { status, time, of: subjects.map(subjectName).join(', ') };
      return fleetReply({
        fleet,
        now,
        facts: known,
        blocks: [
          text(bold(headline(scope, totalOf(known, chosen, status), shown, looked.length))),
          ...(shown.items.length > 0 ? [runTable(shown.items, momentOf(known, now))] : []),
        ],
        remarks: cut ? [[`only the newest ${looked.length} runs were looked at`]] : [],
        next: [
          ...pageButtons(line, shown, PAGE_SIZE),
          inPlaceButton('Refresh', commandLine(line, number === 1 ? undefined : `page ${number}`)),
          ...whyButtons(shown.items),
        ],
      });
    },
  });
}

/** One query for each thing asked about. Without a status only as many are read as the page needs, and one more to know whether a next page exists. */
function runsOf(
  fleet: FleetClient,
  subjects: readonly Subject[],
  time: TimeRange | undefined,
  looked: number | undefined,
  number: number,
) {
  const span = time === undefined ? {} : { from: time.from, to: time.to };
  const limit = looked === undefined ? { limit: number * PAGE_SIZE + 1 } : time === undefined ? { limit: looked } : {};
  const queries: readonly RunQuery[] = (subjects.length === 0 ? [{}] : subjects).map((subject) => ({
    ...subject,
    ...span,
    ...limit,
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
  status: RunState | undefined,
) {
  const [only] = known;
  if (status !== undefined || only === undefined) return chosen.length;
  if (known.length === 1) return only.value.total ?? (only.value.complete ? chosen.length : undefined);
  return known.every((each) => each.value.complete) ? chosen.length : undefined;
}

interface Scope {
  readonly status: RunState | undefined;
  readonly time: TimeRange | undefined;
  readonly of: string;
}

function headline(
  scope: Scope,
  total: number | undefined,
  shown: { first: number; last: number; items: readonly unknown[] },
  looked: number,
): string {
  const status = scope.status === undefined ? '' : `${scope.status} `;
  const where = `${scope.of === '' ? '' : ` of ${scope.of}`}${scope.time === undefined ? '' : `, ${scope.time.label}`}`;
  if (shown.items.length === 0) {
    const lookedAt = scope.status === undefined ? '' : ` (${count(looked, 'run')} looked at)`;
    return `No ${status}run${where}${lookedAt}.`;
  }
  const range = total === shown.items.length ? '' : `, ${shown.first} to ${shown.last}`;
  return `${total === undefined ? 'Runs' : count(total, `${status}run`)}${where}${range}`;
}

function whyButtons(shown: readonly Run[]): readonly Button[] {
  return shown
    .filter((run) => stateOf(run) === 'failed')
    .slice(0, 3)
    .map((run) => button(`Why did ${missionOf(run)} (${shortId(run)}) fail?`, `run ${run.uuid}`));
}
