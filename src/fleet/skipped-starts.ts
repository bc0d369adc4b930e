import { pageButtons, pageOf } from '../answers/pages.ts';
import { count, listNames } from '../answers/quantities.ts';
import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import {
  type Block,
  bold,
  button,
  type EpochMs,
  inPlaceButton,
  type Reply,
  type Table,
  text,
  time,
} from '../core/reply.ts';
import { fleetReply } from './fleet-reply.ts';
import { isOneOf, type Subject, subjectName } from './lookup.ts';
import { type MissedStart, missedStarts, START_TOLERANCE_MS } from './missed.ts';
import { planOf } from './planned.ts';
import { product } from './product.ts';

const PAGE_SIZE = 10;

/** Which planned starts are looked at. */
export interface SkippedQuestion {
  readonly subjects: readonly Subject[];
  readonly span: { readonly from: EpochMs; readonly to: EpochMs; readonly label: string };
  readonly limit: number | undefined;
  readonly page: number;
  /** The command line that asks for it. */
  readonly line: string;
  readonly now: EpochMs;
}

/** What the calendar held and no run began; skipped and failed to start are one, because Scout tells of neither. */
export async function skippedStarts(fleet: FleetClient, question: SkippedQuestion): Promise<Reply> {
  const { subjects, span, limit, now, line } = question;
  const to = Math.min(span.to, now);
  const [plan, runs] = await Promise.all([
    planOf(fleet, now),
    fleet.runs({ from: span.from - 2 * START_TOLERANCE_MS, to: Math.max(to, span.from) }),
  ]);
  const facts = [runs, ...plan.facts];
  if (!plan.isReported) {
    const words = `${await product(fleet)} reports no calendar, so what was skipped is not known.`;
    return fleetReply({ fleet, now, facts, blocks: [text(bold(words))], next: [button('Failed runs', 'runs failed')] });
  }
  const { starts, unjudged } = missedStarts(plan, runs.value.items, { from: span.from, to }, fleet.site.zone);
  const found = starts.filter(isOneOf(subjects)).toReversed().slice(0, limit);
  const shown = pageOf(found, question.page, PAGE_SIZE);
  const of = subjects.length === 0 ? '' : ` of ${listNames(subjects.map(subjectName))}`;
  return fleetReply({
    fleet,
    now,
    facts,
    blocks: [
      text(bold(`${headline(found.length)}${of}, ${span.label}.`)),
      ...(shown.items.length > 0 ? [startTable(shown.items)] : []),
      ...unjudgedBlock(unjudged),
    ],
    remarks: [
      ['Scout does not report skipped runs; this is the calendar against the runs'],
      ...(runs.value.complete ? [] : [['not all runs of that time were read']]),
    ],
    next: [...pageButtons(line, shown, PAGE_SIZE), inPlaceButton('Refresh', line), button('What comes next?', 'next')],
  });
}

function headline(found: number): string {
  if (found === 0) return 'No planned start was skipped';
  return `${count(found, 'planned start')} did not come`;
}

function startTable(starts: readonly MissedStart[]): Table {
  return {
    kind: 'table',
    columns: [{ title: 'Planned' }, { title: 'Mission' }, { title: 'Robot' }, { title: 'Busy with' }],
    rows: starts.map(({ at, mission, robot, busyWith }) => [
      [time(at, 'date-time')],
      [mission],
      [robot],
      [busyWith ?? 'nothing that is known'],
    ]),
  };
}

function unjudgedBlock(unjudged: number): readonly Block[] {
  if (unjudged === 0) return [];
  return [text(`${count(unjudged, 'start')} cannot be judged: the calendar has changed since, or does not say when.`)];
}
