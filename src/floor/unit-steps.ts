import type { Unit, UnitStep } from '../clients/floor/floor-client.ts';
import { bold, type Table } from '../core/reply.ts';
import { stepTime } from './step-time.ts';

/** The step of a unit that takes longest. */
export interface SlowestStep {
  readonly step: UnitStep;
  /** Whether by the average that is reported, or, where none is, by the target. */
  readonly by: 'average' | 'target';
}

/** Finds the slowest step; undefined where no step tells a time. */
export function slowestStep({ steps }: Pick<Unit, 'steps'>): SlowestStep | undefined {
  const average = longest(steps, ({ avgSeconds }) => avgSeconds);
  if (average !== undefined) return { step: average, by: 'average' };
  const target = longest(steps, ({ targetSeconds }) => targetSeconds);
  return target && { step: target, by: 'target' };
}

function longest(steps: readonly UnitStep[], secondsOf: (step: UnitStep) => number | undefined): UnitStep | undefined {
  return steps
    .filter((step) => secondsOf(step) !== undefined)
    .toSorted((a, b) => (secondsOf(b) ?? 0) - (secondsOf(a) ?? 0))[0];
}

/** `Mesh gears, 7 min 35 s on average (target 7 min)`. */
export function slowestText({ step: { name, avgSeconds, targetSeconds }, by }: SlowestStep): string {
  if (by === 'target' || avgSeconds === undefined)
    return `${name}, ${stepTime(targetSeconds ?? 0)} by its target; averages are not reported`;
  const target = targetSeconds === undefined ? 'target not reported' : `target ${stepTime(targetSeconds)}`;
  return `${name}, ${stepTime(avgSeconds)} on average (${target})`;
}

/** The step that takes longest beyond its target; undefined where none does, or it is not reported. */
export function mostOverTarget({ steps }: Pick<Unit, 'steps'>): UnitStep | undefined {
  const worst = longest(steps, overTarget);
  return worst !== undefined && (overTarget(worst) ?? 0) > 0 ? worst : undefined;
}

const overTarget = ({ avgSeconds, targetSeconds }: UnitStep): number | undefined =>
  avgSeconds === undefined || targetSeconds === undefined ? undefined : avgSeconds - targetSeconds;

/** `1 min 28 s over its target`; nothing where the two are not both reported, or the same. */
export function overTargetText(step: UnitStep): string | undefined {
  const over = overTarget(step);
  if (over === undefined || Math.round(over) === 0) return undefined;
  return `${stepTime(Math.abs(over))} ${over > 0 ? 'over' : 'below'}`;
}

/** The steps in their order, with average and target. */
export function stepTable(steps: readonly UnitStep[]): Table {
  const time = (seconds: number | undefined): string => (seconds === undefined ? 'not reported' : stepTime(seconds));
  return {
    kind: 'table',
    columns: [{ title: 'Step' }, { title: 'Average' }, { title: 'Target' }, { title: 'Against target' }],
    rows: steps.map((step) => [
      [bold(step.name)],
      [time(step.avgSeconds)],
      [time(step.targetSeconds)],
      [overTargetText(step) ?? '–'],
    ]),
  };
}
