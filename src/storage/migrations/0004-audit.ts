import type { SchemaModule } from 'kysely';

/** Makes the table of what was changed and refused, which only grows until its rows are too old. */
export async function auditLog(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('audit')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('command', 'text')
    .addColumn('line', 'text')
    .addColumn('reason', 'text')
    .execute();
  await schema.createIndex('audit_by_time').on('audit').columns(['at', 'id']).execute();
}
