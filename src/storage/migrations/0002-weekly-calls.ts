import type { SchemaModule } from 'kysely';

/** Makes the table of calls that a source counts by week. */
export async function weeklyCalls(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('weekly_calls')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('week', 'bigint', (column) => column.notNull())
    .addColumn('calls', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('weekly_calls_key', ['source', 'week'])
    .execute();
}
