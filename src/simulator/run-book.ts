import type { EpochMs, Run } from './entities.ts';

/** All runs, by their start. */
export interface RunBook {
  add(runs: readonly Run[]): void;
  /** Puts a run in the place of the one with the same uuid. */
  replace(run: Run): void;
  find(uuid: string): Run | undefined;
  /** Runs that have begun by now, oldest first. */
  begun(now: EpochMs): readonly Run[];
}

/** A book of runs that stays sorted; reading a page of 100,000 runs takes a binary search and a slice. */
export function createRunBook(initial: readonly Run[]): RunBook {
  const byUuid = new Map(initial.map((run) => [run.uuid, run]));
  let sorted = initial.toSorted(byStart);

  return {
    add(runs) {
      if (runs.length === 0) return;
      for (const run of runs) byUuid.set(run.uuid, run);
      sorted = [...sorted, ...runs].sort(byStart);
    },
    replace(run) {
      byUuid.set(run.uuid, run);
      sorted = sorted.map((other) => (other.uuid === run.uuid ? run : other));
    },
    find: (uuid) => byUuid.get(uuid),
    begun(now) {
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((sorted[middle]?.startTime ?? 0) <= now) low = middle + 1;
        else high = middle;
      }
      return low === sorted.length ? sorted : sorted.slice(0, low);
    },
  };
}

function byStart(a: Run, b: Run): number {
  return a.startTime - b.startTime || (a.uuid < b.uuid ? -1 : 1);
}
