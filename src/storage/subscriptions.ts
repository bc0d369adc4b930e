import { sql, type Transaction } from 'kysely';
import type { Conversation } from '../core/message.ts';
import { type Database, storable } from './database.ts';
import { readRow, type Tables } from './rows.ts';
import type { Change, Store, Subscription } from './store.ts';

type SubscriptionQueries = Pick<
  Store,
  'save' | 'subscription' | 'subscriptionsOf' | 'lastChange' | 'markUndone' | 'changes'
>;

/** What the store knows of subscriptions, and who changed them. */
export function subscriptionQueries({ db, now }: Database): SubscriptionQueries {
  return {
    async save(subscription, change) {
      return await db.transaction().execute(async (transaction) => {
        const isSaved = await writeSubscription(transaction, subscriptionRow(subscription, now()));
        if (isSaved && change) await writeChange(transaction, change);
        return isSaved;
      });
    },
    async subscription(id) {
      const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
      return row && readSubscription(row);
    },
    async subscriptionsOf({ platform, team, channel }) {
      const rows = await db
        .selectFrom('subscriptions')
        .selectAll()
        .where('platform', '=', platform)
        .where('team', '=', team)
        .where('channel', '=', channel)
        .where('state', '<>', 'removed')
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(readSubscription);
    },
    async lastChange(actor, { platform, team, channel }) {
      const row = await db
        .selectFrom('changes')
        .selectAll()
        .where('actor_id', '=', actor)
        .where('platform', '=', platform)
        .where('team', '=', team)
        .where('channel', '=', channel)
        .where('undone', '=', 0)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && readChange(row);
    },
    async markUndone(changeId) {
      await db.updateTable('changes').set({ undone: 1 }).where('id', '=', changeId).execute();
    },
    async changes(limit) {
      const rows = await db.selectFrom('changes').selectAll().orderBy('seq', 'desc').limit(limit).execute();
      return rows.map(readChange);
    },
  };
}

/** False where another version is stored than the one before this. */
async function writeSubscription(transaction: Transaction<Tables>, row: Tables['subscriptions']): Promise<boolean> {
  if (row.version === 1) {
    const insert = transaction.insertInto('subscriptions').values(row);
    const { numInsertedOrUpdatedRows } = await insert
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await transaction
    .updateTable('subscriptions')
    .set(row)
    .where('id', '=', row.id)
    .where('version', '=', row.version - 1)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function writeChange(transaction: Transaction<Tables>, change: Change): Promise<void> {
  const { platform, team, channel } = change.conversation;
  await transaction
    .insertInto('changes')
    .values({
      id: change.id,
      seq: sql<number>`(select coalesce(max(seq), 0) + 1 from changes)`,
      at: change.at,
      actor_id: change.actor.id,
      actor_name: storable(change.actor.name),
      platform,
      team,
      channel,
      conversation: JSON.stringify(change.conversation),
      action: change.action,
      subscription_id: change.subscriptionId,
      before: change.before === undefined ? null : JSON.stringify(change.before),
      after: JSON.stringify(change.after),
      undone: 0,
    })
    .execute();
}

function subscriptionRow(subscription: Subscription, savedAt: number): Tables['subscriptions'] {
  const { conversation } = subscription;
  return {
    id: subscription.id,
    version: subscription.version,
    platform: conversation.platform,
    team: conversation.team,
    channel: conversation.channel,
    kind: conversation.kind,
    thread: conversation.thread ?? null,
    endpoint: conversation.endpoint ?? null,
    summary: subscription.summary,
    timetable: JSON.stringify(subscription.timetable),
    robots: JSON.stringify(subscription.robots),
    site: subscription.site === undefined ? null : storable(subscription.site),
    skip_empty: subscription.skipEmpty ? 1 : 0,
    creator: JSON.stringify(subscription.creator),
    created_at: subscription.createdAt,
    state: subscription.state,
    pause_reason: subscription.pauseReason === undefined ? null : storable(subscription.pauseReason),
    next_at: subscription.nextAt ?? null,
    saved_at: savedAt,
  };
}

/** A subscription as it was stored. Throws StoreError where the row does not fit. */
export function readSubscription(stored: Tables['subscriptions']): Subscription {
  const row = readRow('subscriptions', stored);
  return {
    id: row.id,
    version: row.version,
    conversation: readConversation(row),
    summary: row.summary,
    timetable: row.timetable,
    robots: row.robots,
    ...(row.site !== null && { site: row.site }),
    skipEmpty: row.skip_empty === 1,
    creator: row.creator,
    createdAt: row.created_at,
    state: row.state,
    ...(row.pause_reason !== null && { pauseReason: row.pause_reason }),
    ...(row.next_at !== null && { nextAt: row.next_at }),
  };
}

type Address = Pick<Tables['subscriptions'], 'platform' | 'team' | 'channel' | 'kind' | 'thread' | 'endpoint'>;

function readConversation({ platform, team, channel, kind, thread, endpoint }: Address): Conversation {
  return {
    platform,
    team,
    channel,
    kind,
    ...(thread !== null && { thread }),
    ...(endpoint !== null && { endpoint }),
  };
}

function readChange(stored: Tables['changes']): Change {
  const row = readRow('changes', stored);
  return {
    id: row.id,
    at: row.at,
    actor: { id: row.actor_id, name: row.actor_name },
    conversation: row.conversation,
    action: row.action,
    subscriptionId: row.subscription_id,
    ...(row.before !== null && { before: row.before }),
    after: row.after,
  };
}
