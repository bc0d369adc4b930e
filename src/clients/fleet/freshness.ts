import type { Run } from './fleet-client.ts';

/** How long answers are fresh, in seconds, where no setting says otherwise. */
export const TTL_SECONDS = {
  robots: 30,
  session: 10,
  runs: 10,
  run: 10,
  finishedRun: 300,
  events: 15,
  finishedEvents: 600,
  log: 30,
  missions: 300,
  calendar: 60,
  anomalies: 20,
  statistics: 60,
  version: 3_600,
  picture: 3_600,
} as const;

/** A kind of answer with its own lifetime. */
export type Resource = keyof typeof TTL_SECONDS;

/** The lifetime of each kind of answer, in milliseconds. Throws Error for a resource that does not exist. */
export function readLifetimes(
  settings: Partial<Readonly<Record<Resource, number>>>,
): Readonly<Record<Resource, number>> {
  const lifetimes: Record<string, number> = {};
  for (const [resource, seconds] of Object.entries({ ...TTL_SECONDS, ...settings })) {
    if (!Object.hasOwn(TTL_SECONDS, resource)) {
      throw new Error(`No answer is called "${resource}"; there are ${Object.keys(TTL_SECONDS).join(', ')}`);
    }
    lifetimes[resource] = seconds * 1000;
  }
  return lifetimes as Record<Resource, number>;
}

/** A robot may deliver the last data of a run a while after its end. */
const SETTLING_MS = 10 * 60_000;

/** Whether a run ended so long ago that nothing of it changes any more. */
export function isSettled(run: Run | undefined, now: number): boolean {
  return run?.endedAt !== undefined && run.endedAt < now - SETTLING_MS;
}
