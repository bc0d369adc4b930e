import type { FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import { isGoingOn, type RunState, stateOf } from './run-status.ts';

/** Runs, counted. */
export interface Counts {
  readonly runs: number;
  readonly states: Readonly<Record<RunState, number>>;
}

/** What the runs of a span come to. */
export interface Tally extends Counts {
  readonly byRobot: ReadonlyMap<string, Counts>;
  /** The newest failed runs, at most `MOST_FAILURES`. */
  readonly failures: readonly Run[];
  readonly goingOn: number;
}

/** How many failed runs are kept to be told one by one. */
const MOST_FAILURES = 5;

interface Counting {
  runs: number;
  states: Record<RunState, number>;
}

const zero = (): Counting => ({
  runs: 0,
  states: { running: 0, paused: 0, done: 0, failed: 0, stopped: 0, unclear: 0 },
});

/** Counts the runs of a span: from the cache, or page by page where there are more than the client holds, so that none is left out. */
export async function tallyRuns(
  fleet: FleetClient,
  span: { readonly from: EpochMs; readonly to: EpochMs },
): Promise<Known<Tally>> {
  const known = await fleet.runs(span);
  const tally = startTally();
  if (known.value.complete) tally.add(known.value.items);
  else for await (const page of fleet.runPages(span)) tally.add(page.items);
  return { ...known, value: tally.result() };
}

function startTally() {
  const all = zero();
  const byRobot = new Map<string, Counting>();
  const failures: Run[] = [];
  let goingOn = 0;
  const addRun = (run: Run): void => {
    const state = stateOf(run);
    const own = byRobot.get(run.robot ?? '') ?? zero();
    byRobot.set(run.robot ?? '', own);
    for (const counting of [all, own]) {
      counting.runs++;
      counting.states[state]++;
    }
    if (isGoingOn(run)) goingOn++;
    if (state === 'failed' && failures.length < MOST_FAILURES) failures.push(run);
  };
  return {
    add: (runs: readonly Run[]) => runs.forEach(addRun),
    result: (): Tally => ({ ...all, byRobot, failures, goingOn }),
  };
}
