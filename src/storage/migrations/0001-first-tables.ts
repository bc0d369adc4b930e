import type { SchemaModule } from 'kysely';

/** Makes all tables. */
export async function firstTables(schema: SchemaModule): Promise<void> {
  await subscriptions(schema);
  await deliveries(schema);
  await changes(schema);
  await others(schema);
}

async function subscriptions(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('thread', 'text')
    .addColumn('endpoint', 'text')
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('timetable', 'text', (column) => column.notNull())
    .addColumn('robots', 'text', (column) => column.notNull())
    .addColumn('site', 'text')
    .addColumn('skip_empty', 'integer', (column) => column.notNull())
    .addColumn('creator', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('pause_reason', 'text')
    .addColumn('next_at', 'bigint')
    .addColumn('saved_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('subscriptions_by_channel')
    .on('subscriptions')
    .columns(['platform', 'team', 'channel'])
    .execute();
  await schema
    .createIndex('subscriptions_due')
    .on('subscriptions')
    .column('next_at')
    .where('next_at', 'is not', null)
    .execute();
}

async function deliveries(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscription_id', 'text', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('planned_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('begun', 'integer', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('message_id', 'text')
    .addColumn('told', 'integer', (column) => column.notNull())
    .addUniqueConstraint('deliveries_once', ['subscription_id', 'planned_at'])
    .execute();
  await schema
    .createIndex('deliveries_left')
    .on('deliveries')
    .column('lease_until')
    .where('lease_until', 'is not', null)
    .execute();
  await schema.createIndex('deliveries_ended').on('deliveries').column('ended_at').execute();
}

async function changes(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('changes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor_id', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subscription_id', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text', (column) => column.notNull())
    .addColumn('undone', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('changes_in_order').on('changes').column('seq').execute();
  await schema
    .createIndex('changes_by_actor')
    .on('changes')
    .columns(['actor_id', 'platform', 'team', 'channel', 'seq'])
    .execute();
}

async function others(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('conversations')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('endpoint', 'text')
    .addColumn('kept_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('conversations_key', ['platform', 'team', 'user_id'])
    .execute();
  await schema
    .createTable('seen')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('met_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('seen_by_time').on('seen').column('met_at').execute();
  await schema
    .createTable('installations')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('installations_key', ['platform', 'team'])
    .execute();
}
