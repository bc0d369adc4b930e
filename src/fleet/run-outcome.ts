import type { Run } from '../clients/fleet/fleet-client.ts';
import { choice } from '../core/parameters.ts';
import { stateOf } from './run-status.ts';

/** How runs ended, or stand, as people ask for them; `failed` are errors too. */
export type RunOutcome = 'done' | 'failed' | 'error' | 'stopped' | 'running' | 'paused';

const OUTCOMES = {
  done: 'done',
  ok: 'done',
  success: 'done',
  failed: 'failed',
  failure: 'failed',
  error: 'error',
  stopped: 'stopped',
  running: 'running',
  paused: 'paused',
} as const;

/** How runs ended. */
export const runOutcome = choice(
  'status',
  '`done`, `failed`, `error` (only the unexpected failures), `stopped`, `running` or `paused`',
  OUTCOMES,
);

/** How runs ended, or that they were planned and did not start. */
export const runOutcomeOrSkipped = choice(
  'status',
  '`done`, `failed`, `error` (only the unexpected failures), `stopped`, `running`, `paused`, or `skipped` for what was planned and did not start',
  { ...OUTCOMES, skipped: 'skipped', missed: 'skipped' },
);

/** Whether a run ended so. */
export function hasOutcome(run: Run, outcome: RunOutcome): boolean {
  return outcome === 'error' ? run.status?.toUpperCase() === 'ERROR' : stateOf(run) === outcome;
}
