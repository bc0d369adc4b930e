import type { SchemaModule } from 'kysely';

/** Makes the tables of outages that are told, and of the messages that tell them: one in each conversation for each source. */
export async function outageNotices(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('outages')
    .addColumn('source', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint')
    .addColumn('until', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('series_since', 'bigint')
    .addColumn('times', 'bigint', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('outage_notices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('endpoint', 'text')
    .addColumn('series_since', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('told', 'bigint', (column) => column.notNull())
    .addColumn('message_id', 'text')
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('outage_notices_once', ['source', 'platform', 'team', 'channel'])
    .execute();
}
