import { sql } from 'kysely';
import type { Database } from './database.ts';
import { readRow } from './rows.ts';
import type { Store } from './store.ts';

/** Where people and conversations are reached. */
export function conversationQueries({ db }: Database): Pick<Store, 'keepConversation' | 'directOf'> {
  return {
    async keepConversation(user, { platform, team, channel, kind, endpoint = null }, now) {
      // Every message comes by here, so nothing is written where nothing is new.
      if (endpoint !== null)
        await db
          .updateTable('subscriptions')
          .set({ endpoint })
          .where('platform', '=', platform)
          .where('team', '=', team)
          .where('channel', '=', channel)
          .where('endpoint', 'is distinct from', endpoint)
          .execute();
      if (kind !== 'direct') return;
      await db
        .insertInto('conversations')
        .values({ platform, team, user_id: user, channel, endpoint, kept_at: now })
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'team', 'user_id'])
            .doUpdateSet({ channel, endpoint, kept_at: now })
            .where(
              sql<boolean>`conversations.channel <> excluded.channel or conversations.endpoint is distinct from excluded.endpoint`,
            ),
        )
        .execute();
    },
    async directOf(platform, team, user) {
      const stored = await db
        .selectFrom('conversations')
        .selectAll()
        .where('platform', '=', platform)
        .where('team', '=', team)
        .where('user_id', '=', user)
        .executeTakeFirst();
      if (stored === undefined) return undefined;
      const { channel, endpoint } = readRow('conversations', stored);
      return { platform, team, channel, kind: 'direct', ...(endpoint !== null && { endpoint }) };
    },
  };
}
