import type { Unit, WorkOrder } from '../clients/floor/floor-client.ts';

/** What one unit of an order takes on average, in seconds; undefined where it is not reported, or the order builds several products. */
export function averageBuildSeconds(
  { units: ordered }: Pick<WorkOrder, 'units'>,
  units: readonly Unit[],
): number | undefined {
  const [only, ...others] = ordered;
  if (only === undefined || others.length > 0) return undefined;
  return units.find(({ id }) => id === only.id)?.avgBuildSeconds;
}
