import type { Run } from '../clients/fleet/fleet-client.ts';
import { bold, type Inline } from '../core/reply.ts';

/** How a run stands, in the bot's words. */
export type RunState = 'running' | 'paused' | 'done' | 'failed' | 'stopped' | 'unclear';

// Scout's words (SDK examples 3.3–5.1): FAILURE is a navigation or robot error, ERROR an unexpected one, STOPPED an operator's end.
const STATES: Readonly<Record<string, RunState>> = {
  RUNNING: 'running',
  PAUSED: 'paused',
  SUCCESS: 'done',
  FAILURE: 'failed',
  ERROR: 'failed',
  STOPPED: 'stopped',
};

const ICONS: Readonly<Record<RunState, string>> = {
  running: '▶',
  paused: '‖',
  done: '✓',
  failed: '✕',
  stopped: '■',
  unclear: '?',
};

/** How a run stands; `unclear` for NONE, UNKNOWN, no status, and words that nobody has described. */
export function stateOf(run: Run): RunState {
  const status = run.status?.toUpperCase() ?? '';
  return Object.hasOwn(STATES, status) ? (STATES[status] ?? 'unclear') : 'unclear';
}

/** Whether a run goes on: by its status alone, because an end can be missing for other reasons. */
export function isGoingOn(run: Run): boolean {
  const state = stateOf(run);
  return state === 'running' || state === 'paused';
}

/**
 * Builds the check whether a run goes on, to be asked of each run from the newest to the oldest. One left RUNNING while its robot has since
 * finished another mission has lost its end (a robot does one mission at a time; a teleoperation may come between): it does not go on.
 */
export function goingOnCheck(): (run: Run) => boolean {
  const hasFinishedSince = new Set<string>();
  return (run) => {
    if (isGoingOn(run)) return run.robot === undefined || !hasFinishedSince.has(run.robot);
    if (run.robot !== undefined && run.type !== 'teleop') hasFinishedSince.add(run.robot);
    return false;
  };
}

/** Those of the runs, newest first, that go on. */
export function runsGoingOn(runs: readonly Run[]): readonly Run[] {
  return runs.filter(goingOnCheck());
}

/** Of runs, those that people mean by "last" and "the one before": missions'; teleoperations only where there is nothing else. */
export function runsInOrder(runs: readonly Run[]): readonly Run[] {
  const missions = runs.filter((run) => run.type !== 'teleop');
  return missions.length > 0 ? missions : runs;
}

/** The last one of them. */
export function lastOf(runs: readonly Run[]): Run | undefined {
  return runsInOrder(runs)[0];
}

/** The status as a word: `done`, `failed (error)`, or Scout's own word where the bot has none. */
export function statusWord(run: Run): string {
  const state = stateOf(run);
  if (run.status?.toUpperCase() === 'ERROR') return 'failed (error)';
  if (state !== 'unclear') return state;
  return run.status === undefined ? 'status not reported' : `status "${run.status}"`;
}

/** The status with its icon, bold where something is wrong. */
export function statusText(run: Run): Inline {
  const state = stateOf(run);
  const words = `${ICONS[state]} ${statusWord(run)}`;
  return state === 'failed' ? bold(words) : words;
}
