import type { FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import { goingOnCheck, type RunState, stateOf } from './run-status.ts';

/** Runs, counted. */
export interface Counts {
  readonly runs: number;
  readonly states: Readonly<Record<RunState, number>>;
}

/** What the runs of a span come to. */
export interface Tally extends Counts {
  readonly byRobot: ReadonlyMap<string, Counts>;
  /** In the order in which the parts were given. */
  readonly byPart: readonly { readonly part: Span; readonly counts: Counts }[];
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

/** A half-open span of time. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What is counted, and beside the whole. */
export interface CountingOptions {
  /** May overlap. */
  readonly parts?: readonly Span[];
  /** All are, where it is left out. */
  readonly isCounted?: (run: Run) => boolean;
  /** Hears of every run that is read, newest first, also of one that is not counted. */
  readonly watch?: (run: Run) => void;
}

interface Counting {
  runs: number;
  states: Record<RunState, number>;
}

const zero = (): Counting => ({
  runs: 0,
  states: { running: 0, paused: 0, done: 0, failed: 0, stopped: 0, unclear: 0 },
});

/** Counts the runs of a span, and of each of some parts of it: from the cache, or page by page where there are more than the client holds. */
export async function tallyRuns(fleet: FleetClient, span: Span, counting: CountingOptions = {}): Promise<Known<Tally>> {
  const known = await fleet.runs({ from: span.from, to: span.to });
  const tally = startTally(counting);
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

function startTally({ parts = [], isCounted = () => true, watch = () => {} }: CountingOptions) {
  const all = zero();
  const byRobot = new Map<string, Counting>();
  const byPart = parts.map((part) => ({ part, counts: zero() }));
  const failures: Run[] = [];
  const goesOn = goingOnCheck();
  let goingOn = 0;
  const addRun = (run: Run): void => {
    const state = stateOf(run);
    const isRunning = goesOn(run);
    watch(run);
    if (!isCounted(run)) return;
    const own = byRobot.get(run.robot ?? '') ?? zero();
    byRobot.set(run.robot ?? '', own);
    const { startedAt = 0 } = run;
    const within = byPart.filter(({ part }) => startedAt >= part.from && startedAt < part.to);
    for (const counting of [all, own, ...within.map(({ counts }) => counts)]) {
      counting.runs++;
      counting.states[state]++;
    }
    if (isRunning) goingOn++;
    if (state === 'failed' && failures.length < MOST_FAILURES) failures.push(run);
  };
  return {
    /** Counts runs and returns how many it has counted. */
    add(runs: readonly Run[]): number {
      runs.forEach(addRun);
      return all.runs;
    },
    result: (complete: boolean): Tally => ({ ...all, byRobot, byPart, failures, goingOn, complete }),
  };
}
