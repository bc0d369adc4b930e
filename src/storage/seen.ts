import type { EpochMs } from '../core/reply.ts';
import { type Database, inParts } from './database.ts';
import { gathered } from './gathered.ts';
import type { Store } from './store.ts';

interface Met {
  readonly keys: readonly string[];
  readonly now: EpochMs;
}

/** Nobody notices it. */
const GATHERING_MS = 5;

/** What came before, and how it is forgotten. */
export function seenQueries({ db }: Database): Pick<Store, 'meet' | 'forget'> {
  /** Writes keys, and returns those that were not there before. */
  async function write(rows: readonly { readonly key: string; readonly met_at: EpochMs }[]): Promise<Set<string>> {
    const written = new Set<string>();
    for (const part of inParts(rows)) {
      const added = await db
        .insertInto('seen')
        .values(part)
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('key')
        .execute();
      for (const { key } of added) written.add(key);
    }
    return written;
  }

  // Each event comes by here, and each write waits for the disk.
  const meet = gathered<Met, boolean>(GATHERING_MS, async (all) => {
    const first = new Map<string, Met>();
    for (const met of all) for (const key of met.keys) if (!first.has(key)) first.set(key, met);
    // In order, so that two processes with the same keys do not wait for each other crosswise.
    const rows = [...first].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, { now }]) => ({ key, met_at: now }));
    const written = await write(rows);
    return all.map((met) => met.keys.some((key) => first.get(key) !== met || !written.has(key)));
  });

  return {
    meet: (keys, now) => meet({ keys, now }),
    async forget({ met, ended, audited }) {
      await db.deleteFrom('seen').where('met_at', '<', met).execute();
      await db.deleteFrom('deliveries').where('ended_at', '<', ended).execute();
      await db.deleteFrom('subscriptions').where('state', '=', 'removed').where('saved_at', '<', ended).execute();
      await db.deleteFrom('weekly_calls').where('week', '<', ended).execute();
      await db.deleteFrom('outage_notices').where('changed_at', '<', ended).execute();
      await db.deleteFrom('audit').where('at', '<', audited).execute();
    },
  };
}
