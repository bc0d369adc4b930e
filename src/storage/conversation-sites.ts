import { type Database, storable } from './database.ts';
import { readRow } from './rows.ts';
import type { Store } from './store.ts';

/** The sites that conversations mean where none is named. */
export function conversationSiteQueries({ db }: Database): Pick<Store, 'siteOf' | 'setSite'> {
  return {
    async siteOf({ platform, team, channel }) {
      const stored = await db
        .selectFrom('conversation_sites')
        .selectAll()
        .where('platform', '=', platform)
        .where('team', '=', team)
        .where('channel', '=', channel)
        .executeTakeFirst();
      if (stored === undefined) return undefined;
      const { site, chosen_by: by, chosen_at: at } = readRow('conversation_sites', stored);
      return { site, by, at };
    },
    async setSite({ platform, team, channel }, choice) {
      if (choice === undefined) {
        await db
          .deleteFrom('conversation_sites')
          .where('platform', '=', platform)
          .where('team', '=', team)
          .where('channel', '=', channel)
          .execute();
        return;
      }
      const { site, by, at } = choice;
      const chosen = { site: storable(site), chosen_by: JSON.stringify(by), chosen_at: at };
      await db
        .insertInto('conversation_sites')
        .values({ platform, team, channel, ...chosen })
        .onConflict((conflict) => conflict.columns(['platform', 'team', 'channel']).doUpdateSet(chosen))
        .execute();
    },
  };
}
