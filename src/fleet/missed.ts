import type { Run } from '../clients/fleet/fleet-client.ts';
import type { EpochMs } from '../core/reply.ts';
import { isOwnTime, startsWithin } from './calendar.ts';
import type { Plan } from './planned.ts';
import { isGoingOn } from './run-status.ts';
import { missionOf } from './run-text.ts';
import type { Span } from './tally.ts';

/** How much later or earlier than planned a run may begin and still be the planned one. */
export const START_TOLERANCE_MS = 15 * 60_000;

/** A start that the calendar held, and no run of that mission on that robot began. */
export interface MissedStart {
  readonly at: EpochMs;
  readonly mission: string;
  readonly robot: string;
  /** What the robot ran at that time. */
  readonly busyWith?: string;
}

/** The starts that did not come, soonest first, and how many starts cannot be judged: their entry was changed since, or does not say when. */
export interface MissedStarts {
  readonly starts: readonly MissedStart[];
  readonly unjudged: number;
}

/** For these planned starts the tolerance has run out at the end of `span`, and had not at its beginning: with span after span each is judged once. */
function judgedSpan({ from, to }: Span): Span {
  return { from: from - START_TOLERANCE_MS, to: to - START_TOLERANCE_MS };
}

/** What of a plan did not start in a span; `runs` must hold every run that began since twice the tolerance before it. */
export function missedStarts(plan: Plan, runs: readonly Run[], span: Span, zone: string): MissedStarts {
  const known = new Set(plan.missions);
  let unjudged = 0;
  const starts = plan.entries.flatMap((entry) => {
    const { schedule, mission } = entry;
    const { robot, changedAt } = schedule;
    const planned = startsWithin(schedule, judgedSpan(span), zone).filter((at) => isOwnTime(schedule, at));
    if (robot === undefined || mission === undefined || changedAt === undefined) {
      unjudged += planned.length;
      return [];
    }
    const judged = planned.filter((at) => at >= changedAt);
    unjudged += planned.length - judged.length;
    const own = runs.filter((run) => run.robot === robot);
    return judged.flatMap((at) => missedStart({ at, mission, robot }, own, known));
  });
  return { starts: starts.toSorted((a, b) => a.at - b.at), unjudged };
}

function missedStart(start: MissedStart, runs: readonly Run[], known: ReadonlySet<string>): readonly MissedStart[] {
  const { at, mission } = start;
  // A run under a name that no mission has may be this one before it was renamed.
  const isIt = (run: Run): boolean =>
    run.mission === mission || (run.type !== 'teleop' && !known.has(run.mission ?? ''));
  const hasStarted = runs.some((run) => isIt(run) && Math.abs((run.startedAt ?? at) - at) <= START_TOLERANCE_MS);
  if (hasStarted) return [];
  const busy = runs.find((run) => wasGoingOn(run, at));
  // An entry that repeats while its own run goes on has not missed anything.
  if (busy?.mission === mission) return [];
  return [busy === undefined ? start : { ...start, busyWith: missionOf(busy) }];
}

function wasGoingOn(run: Run, at: EpochMs): boolean {
  const { startedAt, endedAt = isGoingOn(run) ? Number.POSITIVE_INFINITY : startedAt } = run;
  return startedAt !== undefined && endedAt !== undefined && startedAt <= at && at < endedAt;
}
