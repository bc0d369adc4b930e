import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Store } from './store.ts';
import { UnreadableRow } from './store-error.ts';
import { readSubscription } from './subscriptions.ts';

/** Longer than anybody holds a delivery or is asked to wait before the next try, and farther than the clocks of two processes are apart. */
const HOUR_MS = 3_600_000;

/** How plans come right again that were made by a clock that went ahead. */
export function replanQueries({ db, isShared }: Database): Pick<Store, 'replan'> {
  return {
    replan: ({ now, after }, next) =>
      db.transaction().execute(async (transaction) => {
        const rows = await transaction
          .selectFrom('subscriptions')
          .selectAll()
          .where('state', '=', 'active')
          .where('next_at', '>', after)
          .$if(isShared, (query) => query.forUpdate())
          .execute();
        let planned = 0;
        for (const row of rows) {
          const nextAt = nextOf(row, next);
          if (nextAt === undefined || row.next_at === null || nextAt >= row.next_at) continue;
          await transaction.updateTable('subscriptions').set({ next_at: nextAt }).where('id', '=', row.id).execute();
          planned++;
        }
        // What has not come yet was not missed; nor does it wait to be sent: its process finds it gone when it begins.
        await transaction
          .deleteFrom('deliveries')
          .where((is) =>
            is.or([
              is.and([is('state', '=', 'missed'), is('planned_at', '>', now)]),
              is.and([is('state', '=', 'waiting'), is('planned_at', '>', now + HOUR_MS)]),
            ]),
          )
          .execute();
        await transaction
          .updateTable('deliveries')
          .set({ lease_until: sql<number>`cast(${now} as bigint)` })
          .where('lease_until', '>', now + HOUR_MS)
          .execute();
        return planned;
      }),
  };
}

/** When a subscription comes next; undefined for a row that cannot be read, which is told of when it is due. */
function nextOf(row: Parameters<typeof readSubscription>[0], next: Parameters<Store['replan']>[1]): number | undefined {
  try {
    return next(readSubscription(row));
  } catch (error) {
    if (error instanceof UnreadableRow) return undefined;
    throw error;
  }
}
