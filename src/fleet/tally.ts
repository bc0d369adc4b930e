import type { FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import type { Day } from './days.ts';
import { goingOnCheck, type RunState, stateOf } from './run-status.ts';

/** Runs, counted. */
export interface Counts {
  readonly runs: number;
  readonly states: Readonly<Record<RunState, number>>;
}

/** What the runs of a span come to. */
export interface Tally extends Counts {
  readonly byRobot: ReadonlyMap<string, Counts>;
  readonly byDay: readonly { readonly day: Day; readonly counts: Counts }[];
  /** The newest failed runs, at most `MOST_FAILURES`. */
  readonly failures: readonly Run[];
  readonly goingOn: number;
  /** False where Scout did not give all runs of the span, or there are more than are counted; then the newest are. */
  readonly complete: boolean;
}

/** How many failed runs are kept to be told one by one. */
const MOST_FAILURES = 5;
/** How many runs are counted at most, so that "the last 900 weeks" does not keep a site hub busy. */
const MOST_COUNTED = 200_000;

interface Counting {
  runs: number;
  states: Record<RunState, number>;
}

const zero = (): Counting => ({
  runs: 0,
  states: { running: 0, paused: 0, done: 0, failed: 0, stopped: 0, unclear: 0 },
});

/** Counts the runs of a span, and of each of some days in it: from the cache, or page by page where there are more than the client holds. */
export async function tallyRuns(
  fleet: FleetClient,
  span: { readonly from: EpochMs; readonly to: EpochMs },
  days: readonly Day[] = [],
): Promise<Known<Tally>> {
  const known = await fleet.runs({ from: span.from, to: span.to });
  const tally = startTally(days);
  if (known.value.complete) {
    tally.add(known.value.items);
    return { ...known, value: tally.result(true) };
  }
  let complete = false;
  for await (const page of fleet.runPages({ from: span.from, to: span.to })) {
    complete = page.complete;
    if (tally.add(page.items) >= MOST_COUNTED) break;
  }
  return { ...known, value: tally.result(complete) };
}

function startTally(days: readonly Day[]) {
  const all = zero();
  const byRobot = new Map<string, Counting>();
  const byDay = days.map((day) => ({ day, counts: zero() }));
  const failures: Run[] = [];
  const goesOn = goingOnCheck();
  let goingOn = 0;
  const addRun = (run: Run): void => {
    const state = stateOf(run);
    const own = byRobot.get(run.robot ?? '') ?? zero();
    byRobot.set(run.robot ?? '', own);
    const { startedAt = 0 } = run;
    const today = byDay.find(({ day }) => startedAt >= day.from && startedAt < day.to)?.counts;
    for (const counting of today ? [all, own, today] : [all, own]) {
      counting.runs++;
      counting.states[state]++;
    }
    if (goesOn(run)) goingOn++;
    if (state === 'failed' && failures.length < MOST_FAILURES) failures.push(run);
  };
  return {
    /** Counts runs and returns how many it has counted. */
    add(runs: readonly Run[]): number {
      runs.forEach(addRun);
      return all.runs;
    },
    result: (complete: boolean): Tally => ({ ...all, byRobot, byDay, failures, goingOn, complete }),
  };
}
