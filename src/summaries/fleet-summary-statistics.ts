import type { RunStatistics } from '../clients/fleet/fleet-client.ts';

/** The sum in words; undefined where nothing is reported of any run. */
export function sumOf(
  statistics: readonly RunStatistics[] | undefined,
  key: 'distanceMeters' | 'movingSeconds',
  write: (total: number) => string,
): string | undefined {
  const values = statistics?.map((each) => each[key]).filter((value) => value !== undefined) ?? [];
  if (statistics === undefined || (values.length === 0 && statistics.length > 0)) return undefined;
  return write(values.reduce((a, b) => a + b, 0));
}
