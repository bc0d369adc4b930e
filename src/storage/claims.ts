import { sql, type Transaction } from 'kysely';
import type { EpochMs } from '../core/reply.ts';
import { type Database, inParts } from './database.ts';
import { readDelivery } from './deliveries.ts';
import type { Tables } from './rows.ts';
import type { Advance, Claim, Lease, Store, Subscription } from './store.ts';
import { UnreadableRow } from './store-error.ts';
import { readSubscription } from './subscriptions.ts';

interface Due {
  readonly subscription: Subscription;
  readonly advance: Advance;
}

/** How a process gets hold of what is to be sent. */
export function claimQueries({ db, isShared, createId }: Database): Pick<Store, 'claimDue' | 'claimLeft'> {
  return {
    claimDue: (lease, advance) =>
      settingAside(db, lease.now, async (transaction) => {
        const subscriptions = await lockDue(transaction, lease, isShared);
        const due = subscriptions.map((subscription) => ({ subscription, advance: advance(subscription) }));
        await moveOn(transaction, due);
        return await deliver(transaction, due, lease, createId);
      }),
    claimLeft: (lease) =>
      settingAside(db, lease.now, async (transaction) => {
        const rows = await takeLeft(transaction, lease, isShared);
        return await withSubscriptions(transaction, rows);
      }),
  };
}

const UNREADABLE = 'what the bot kept of it cannot be read';

/** Claims in a transaction. A row that cannot be read is taken out of what is due: it would come first for ever, and nothing behind it. */
async function settingAside<T>(
  db: Database['db'],
  now: EpochMs,
  claim: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  try {
    return await db.transaction().execute(claim);
  } catch (error) {
    if (error instanceof UnreadableRow)
      await db.transaction().execute((transaction) => setAside(transaction, error, now));
    throw error;
  }
}

async function setAside(transaction: Transaction<Tables>, { table, id }: UnreadableRow, now: EpochMs): Promise<void> {
  if (table === 'subscriptions')
    await transaction
      .updateTable('subscriptions')
      .set({ state: 'paused', next_at: null, pause_reason: UNREADABLE })
      .where('id', '=', id)
      .execute();
  await transaction
    .updateTable('deliveries')
    .set({
      state: sql`case when state = 'sending' then 'unknown' else 'missed' end`,
      owner: null,
      lease_until: null,
      ended_at: now,
      reason: UNREADABLE,
    })
    .where('lease_until', 'is not', null)
    .where(table === 'subscriptions' ? 'subscription_id' : 'id', '=', id)
    .execute();
}

/** What is due, the longest due first. Other processes pass over it until the transaction ends. */
async function lockDue(transaction: Transaction<Tables>, { now, limit }: Lease, isShared: boolean) {
  const rows = await transaction
    .selectFrom('subscriptions')
    .selectAll()
    .where('next_at', '<=', now)
    .where('state', '<>', 'removed')
    .orderBy('next_at')
    .limit(limit)
    .$if(isShared, (query) => query.forUpdate().skipLocked())
    .execute();
  return rows.map(readSubscription);
}

async function moveOn(transaction: Transaction<Tables>, due: readonly Due[]): Promise<void> {
  for (const part of inParts(due)) {
    const moves = part.map(
      ({ subscription, advance }) => sql`(cast(${subscription.id} as text), cast(${advance.nextAt} as bigint))`,
    );
    await sql`with moves(id, next_at) as (values ${sql.join(moves)})
      update subscriptions set next_at = moves.next_at, state = 'active', pause_reason = null
      from moves where subscriptions.id = moves.id`.execute(transaction);
  }
}

/** Writes the deliveries, and returns those that are to be sent now and that nobody has written before. */
async function deliver(
  transaction: Transaction<Tables>,
  due: readonly Due[],
  lease: Lease,
  createId: () => string,
): Promise<readonly Claim[]> {
  const rows = due.flatMap((one) => deliveryRows(one, lease, createId));
  const written = new Set<string>();
  for (const part of inParts(rows)) {
    const ids = await transaction
      .insertInto('deliveries')
      .values(part)
      .onConflict((conflict) => conflict.columns(['subscription_id', 'planned_at']).doNothing())
      .returning('id')
      .execute();
    for (const { id } of ids) written.add(id);
  }
  const moved = new Map(due.map((one) => [one.subscription.id, movedSubscription(one)]));
  return rows.flatMap((row) => {
    const subscription = moved.get(row.subscription_id);
    const isClaimed = subscription !== undefined && row.state === 'waiting' && written.has(row.id);
    return isClaimed ? [{ delivery: readDelivery(row), subscription }] : [];
  });
}

function deliveryRows({ subscription, advance }: Due, lease: Lease, createId: () => string): Tables['deliveries'][] {
  const row = (plannedAt: EpochMs) => ({
    id: createId(),
    subscription_id: subscription.id,
    planned_at: plannedAt,
    attempts: 0,
    begun: 0 as const,
    reason: null,
    message_id: null,
    told: 0 as const,
  });
  const missed = { state: 'missed', owner: null, lease_until: null, ended_at: lease.now } as const;
  const waiting = {
    state: 'waiting',
    owner: lease.owner,
    lease_until: lease.now + lease.leaseMs,
    ended_at: null,
  } as const;
  const planned = advance.missed.map((plannedAt) => ({ ...row(plannedAt), ...missed }));
  return advance.deliver === undefined ? planned : [...planned, { ...row(advance.deliver), ...waiting }];
}

function movedSubscription({ subscription, advance: { nextAt } }: Due): Subscription {
  const { pauseReason: _over, ...rest } = subscription;
  return { ...rest, state: 'active', nextAt };
}

async function takeLeft(transaction: Transaction<Tables>, { now, owner, leaseMs, limit }: Lease, isShared: boolean) {
  // Chosen apart from the update, which could otherwise look for them anew for each row, and take more than the limit.
  return await transaction
    .with('chosen', (query) =>
      query
        .selectFrom('deliveries')
        .select('id')
        .where('lease_until', '<=', now)
        .orderBy('lease_until')
        .limit(limit)
        .$if(isShared, (left) => left.forUpdate().skipLocked()),
    )
    .updateTable('deliveries')
    .set({ owner, lease_until: now + leaseMs, begun: 0 })
    .where('id', 'in', (query) => query.selectFrom('chosen').select('id'))
    .returningAll()
    .execute();
}

async function withSubscriptions(
  transaction: Transaction<Tables>,
  deliveries: readonly Tables['deliveries'][],
): Promise<readonly Claim[]> {
  const byId = new Map<string, Subscription>();
  const ids = [...new Set(deliveries.map((row) => row.subscription_id))];
  for (const part of inParts(ids)) {
    const rows = await transaction.selectFrom('subscriptions').selectAll().where('id', 'in', part).execute();
    for (const row of rows) byId.set(row.id, readSubscription(row));
  }
  return deliveries.flatMap((row) => {
    const subscription = byId.get(row.subscription_id);
    return subscription ? [{ delivery: readDelivery(row), subscription }] : [];
  });
}
