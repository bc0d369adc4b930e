import { sql } from 'kysely';
import type { Conversation } from '../core/message.ts';
import type { EpochMs } from '../core/reply.ts';
import { type Database, inParts } from './database.ts';
import { gathered } from './gathered.ts';
import { readRow } from './rows.ts';
import type { Store } from './store.ts';

/** Nobody waits for what is kept. */
const GATHERING_MS = 250;

interface Reached {
  readonly user: string;
  readonly conversation: Conversation;
  readonly now: EpochMs;
}

/** Where people and conversations are reached. */
export function conversationQueries({ db }: Database): Pick<Store, 'keepConversation' | 'directOf'> {
  /** Subscriptions follow their conversation where it is reached at another address now. */
  async function keepEndpoints(reached: readonly Reached[]): Promise<void> {
    const endpoints = new Map(reached.map(({ conversation }) => [conversation.channel, conversation]));
    for (const part of inParts([...endpoints.keys()])) {
      const rows = await db
        .selectFrom('subscriptions')
        .select(['platform', 'team', 'channel', 'endpoint'])
        .distinct()
        .where('channel', 'in', part)
        .execute();
      for (const { platform, team, channel, endpoint } of rows) {
        const now = endpoints.get(channel);
        if (now?.endpoint === undefined || now.endpoint === endpoint) continue;
        if (now.platform !== platform || now.team !== team) continue;
        await db
          .updateTable('subscriptions')
          .set({ endpoint: now.endpoint })
          .where('platform', '=', platform)
          .where('team', '=', team)
          .where('channel', '=', channel)
          .execute();
      }
    }
  }

  async function keepDirect(reached: readonly Reached[]): Promise<void> {
    const people = new Map(
      reached
        .filter(({ conversation }) => conversation.kind === 'direct')
        .map((each) => [`${each.conversation.platform} ${each.conversation.team} ${each.user}`, each]),
    );
    // In order, so that two processes with the same people do not wait for each other crosswise.
    const rows = [...people].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => rowOf(each));
    for (const part of inParts(rows)) {
      await db
        .insertInto('conversations')
        .values(part)
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'team', 'user_id'])
            .doUpdateSet(({ ref }) => ({
              channel: ref('excluded.channel'),
              endpoint: ref('excluded.endpoint'),
              kept_at: ref('excluded.kept_at'),
            }))
            .where(
              sql<boolean>`conversations.channel <> excluded.channel or conversations.endpoint is distinct from excluded.endpoint`,
            ),
        )
        .execute();
    }
  }

  const keep = gathered<Reached, true>(GATHERING_MS, async (reached) => {
    await keepEndpoints(reached);
    await keepDirect(reached);
    return reached.map(() => true);
  });

  return {
    async keepConversation(user, conversation, now) {
      await keep({ user, conversation, now });
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

const rowOf = ({ user, conversation: { platform, team, channel, endpoint }, now }: Reached) => ({
  platform,
  team,
  user_id: user,
  channel,
  endpoint: endpoint ?? null,
  kept_at: now,
});
