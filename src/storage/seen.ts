import { type Database, inParts } from './database.ts';
import type { Store } from './store.ts';

/** What came before, and how it is forgotten. */
export function seenQueries({ db }: Database): Pick<Store, 'meet' | 'forget'> {
  return {
    async meet(keys, now) {
      // In order, so that two processes with the same keys do not wait for each other crosswise.
      const rows = [...new Set(keys)].toSorted().map((key) => ({ key, met_at: now }));
      let isKnown = false;
      for (const part of inParts(rows)) {
        const { numInsertedOrUpdatedRows = 0n } = await db
          .insertInto('seen')
          .values(part)
          .onConflict((conflict) => conflict.column('key').doNothing())
          .executeTakeFirstOrThrow();
        isKnown ||= numInsertedOrUpdatedRows < BigInt(part.length);
      }
      return isKnown;
    },
    async forget({ met, ended }) {
      await db.deleteFrom('seen').where('met_at', '<', met).execute();
      await db.deleteFrom('deliveries').where('ended_at', '<', ended).execute();
      await db.deleteFrom('subscriptions').where('state', '=', 'removed').where('saved_at', '<', ended).execute();
    },
  };
}
