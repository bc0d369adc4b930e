import * as v from 'valibot';
import type { EpochMs } from '../../core/reply.ts';

/** What the page's control strip does to the simulated world. */
export interface PreviewControls {
  /** The simulated clock. */
  now(): EpochMs;
  /** Moves the simulated clock forward. */
  moveClock(ms: number): void;
  /** The faults that can be switched, by the name shown on the page, and whether they are on. */
  faults(): Readonly<Record<string, boolean>>;
  setFault(name: string, on: boolean): void;
}

/** The control strip as the page shows it. */
export interface ControlState {
  readonly now: EpochMs;
  readonly faults: Readonly<Record<string, boolean>>;
}

const YEAR_MS = 366 * 86_400_000;

const Change = v.union([
  v.object({ moveMs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(YEAR_MS)) }),
  v.object({ fault: v.string(), on: v.boolean() }),
]);

/** The state that the page shows. */
export function readControls(controls: PreviewControls): ControlState {
  return { now: controls.now(), faults: controls.faults() };
}

/** Does what the page asks for; false where that makes no sense. */
export function changeControls(controls: PreviewControls, body: unknown): boolean {
  const { success, output } = v.safeParse(Change, body);
  if (!success) return false;
  if ('moveMs' in output) {
    controls.moveClock(output.moveMs);
    return true;
  }
  if (!Object.hasOwn(controls.faults(), output.fault)) return false;
  controls.setFault(output.fault, output.on);
  return true;
}
