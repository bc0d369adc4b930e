import { sql } from 'kysely';
import type { Database } from './database.ts';
import { readRow } from './rows.ts';
import type { Store } from './store.ts';

/** How often a source was asked in a week. */
export function weeklyCallQueries({ db }: Database): Pick<Store, 'addCalls'> {
  return {
    async addCalls(source, week, calls) {
      const row = await db
        .insertInto('weekly_calls')
        .values({ source, week, calls })
        .onConflict((conflict) =>
          conflict.columns(['source', 'week']).doUpdateSet({ calls: sql<number>`weekly_calls.calls + excluded.calls` }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return readRow('weekly_calls', row).calls;
    },
  };
}
