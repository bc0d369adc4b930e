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
 * Those of the runs, newest first, that go on. One left RUNNING while its robot has since finished another mission has lost its end
 * (a robot does one mission at a time; a teleoperation may come between), so it is not among them.
 */
export function runsGoingOn(runs: readonly Run[]): readonly Run[] {
  const hasFinishedSince = new Set<string>();
  return runs.filter((run) => {
    if (isGoingOn(run)) return run.robot === undefined || !hasFinishedSince.has(run.robot);
    if (run.robot !== undefined && run.type !== 'teleop') hasFinishedSince.add(run.robot);
    return false;
  });
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
