import type { SchemaModule } from 'kysely';

/** Makes the table of sites that conversations mean where none is named. */
export async function siteOfConversation(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('conversation_sites')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('chosen_by', 'text', (column) => column.notNull())
    .addColumn('chosen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('conversation_sites_key', ['platform', 'team', 'channel'])
    .execute();
}
