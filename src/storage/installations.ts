import type { Database } from './database.ts';
import { readRow } from './rows.ts';
import type { Store } from './store.ts';
import type { Vault } from './vault.ts';

type InstallationQueries = Pick<Store, 'saveInstallation' | 'installation' | 'deleteInstallation'>;

/** What workspaces gave the bot, sealed. */
export function installationQueries({ db }: Database, vault: Vault): InstallationQueries {
  const placeOf = (platform: string, team: string): string => JSON.stringify([platform, team]);
  return {
    async saveInstallation({ platform, team, secret }) {
      const sealed = vault.seal(secret, placeOf(platform, team));
      await db
        .insertInto('installations')
        .values({ platform, team, sealed })
        .onConflict((conflict) => conflict.columns(['platform', 'team']).doUpdateSet({ sealed }))
        .execute();
    },
    async installation(platform, team) {
      const stored = await db
        .selectFrom('installations')
        .selectAll()
        .where('platform', '=', platform)
        .where('team', '=', team)
        .executeTakeFirst();
      if (stored === undefined) return undefined;
      const { sealed } = readRow('installations', stored);
      return { platform, team, secret: vault.open(sealed, placeOf(platform, team)) };
    },
    async deleteInstallation(platform, team) {
      await db.deleteFrom('installations').where('platform', '=', platform).where('team', '=', team).execute();
    },
  };
}
