import { sql } from 'kysely';
import { type Database, inParts, storable } from './database.ts';
import { readRow, type Tables } from './rows.ts';
import type { Delivery, Store } from './store.ts';

type DeliveryQueries = Pick<
  Store,
  | 'begin'
  | 'postpone'
  | 'doubt'
  | 'finish'
  | 'release'
  | 'untold'
  | 'markTold'
  | 'lastDeliveries'
  | 'nextDue'
  | 'countWaiting'
>;

/** What becomes of deliveries, and what is told of them. */
export function deliveryQueries(database: Database): DeliveryQueries {
  return { ...stateQueries(database), ...reportQueries(database) };
}

function stateQueries({ db }: Database): Pick<Store, 'begin' | 'postpone' | 'doubt' | 'finish' | 'release'> {
  const held = (id: string, owner: string) =>
    db.updateTable('deliveries').where('id', '=', id).where('owner', '=', owner);
  return {
    async begin(deliveryId, owner, leaseUntil) {
      // Only once for each claim: a process that takes over what it holds itself must not send it twice.
      const { numUpdatedRows } = await held(deliveryId, owner)
        .set({ state: 'sending', begun: 1, attempts: sql<number>`attempts + 1`, lease_until: leaseUntil })
        .where('begun', '=', 0)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async postpone(deliveryId, owner, until, reason) {
      await held(deliveryId, owner)
        .set({ state: 'waiting', owner: null, lease_until: until, begun: 0, ...reasonOf(reason) })
        .execute();
    },
    async doubt(deliveryId, owner, until, reason) {
      await held(deliveryId, owner)
        .set({ owner: null, lease_until: until, begun: 0, ...reasonOf(reason) })
        .execute();
    },
    async finish(deliveryId, owner, { state, at, reason, messageId }) {
      await held(deliveryId, owner)
        .set({
          state,
          owner: null,
          lease_until: null,
          ended_at: at,
          ...reasonOf(reason),
          message_id: messageId ?? null,
        })
        .execute();
    },
    async release(owner, now) {
      await db
        .updateTable('deliveries')
        .set({ owner: null, lease_until: now })
        .where('owner', '=', owner)
        .where('lease_until', 'is not', null)
        .where('begun', '=', 0)
        .execute();
    },
  };
}

/** Where there is none, the one of before stays. */
const reasonOf = (reason: string | undefined) => (reason === undefined ? {} : { reason: storable(reason) });

function reportQueries({
  db,
}: Database): Pick<Store, 'untold' | 'markTold' | 'lastDeliveries' | 'nextDue' | 'countWaiting'> {
  return {
    async untold(subscriptionId) {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('subscription_id', '=', subscriptionId)
        .where('state', 'in', ['missed', 'unknown'])
        .where('told', '=', 0)
        .orderBy('planned_at')
        .execute();
      return rows.map(readDelivery);
    },
    async markTold(deliveryIds) {
      for (const part of inParts(deliveryIds))
        await db.updateTable('deliveries').set({ told: 1 }).where('id', 'in', part).execute();
    },
    async lastDeliveries(subscriptionIds) {
      const last = new Map<string, Delivery>();
      for (const part of inParts(subscriptionIds)) {
        const ranked = db
          .selectFrom('deliveries')
          .selectAll()
          .select(
            sql<number>`row_number() over (partition by subscription_id order by ended_at desc, planned_at desc)`.as(
              'place',
            ),
          )
          .where('subscription_id', 'in', part)
          .where('ended_at', 'is not', null);
        const rows = await db.selectFrom(ranked.as('ranked')).selectAll().where('place', '=', 1).execute();
        for (const { place: _place, ...row } of rows) last.set(row.subscription_id, readDelivery(row));
      }
      return last;
    },
    async nextDue() {
      const { next_at, lease_until } = await db
        .selectNoFrom((query) => [
          query
            .selectFrom('subscriptions')
            .select(({ fn }) => fn.min('next_at').as('next_at'))
            .where('next_at', 'is not', null)
            .where('state', '<>', 'removed')
            .as('next_at'),
          query
            .selectFrom('deliveries')
            .select(({ fn }) => fn.min('lease_until').as('lease_until'))
            .where('lease_until', 'is not', null)
            .as('lease_until'),
        ])
        .executeTakeFirstOrThrow();
      const times = [next_at, lease_until].filter((time) => time !== null);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    async countWaiting() {
      const { count } = await db
        .selectFrom('deliveries')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('lease_until', 'is not', null)
        .executeTakeFirstOrThrow();
      // PostgreSQL counts in bigint, which comes as text.
      return Number(count);
    },
  };
}

/** A delivery as it was stored. Throws StoreError where the row does not fit. */
export function readDelivery(stored: Tables['deliveries']): Delivery {
  const row = readRow('deliveries', stored);
  return {
    id: row.id,
    subscriptionId: row.subscription_id,
    plannedAt: row.planned_at,
    state: row.state,
    attempts: row.attempts,
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
    ...(row.reason !== null && { reason: row.reason }),
  };
}
