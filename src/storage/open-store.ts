import { type Dialect, Kysely } from 'kysely';
import { auditQueries } from './audit.ts';
import { claimQueries } from './claims.ts';
import { conversationSiteQueries } from './conversation-sites.ts';
import { conversationQueries } from './conversations.ts';
import type { Database } from './database.ts';
import { deliveryQueries } from './deliveries.ts';
import { dumpQueries } from './dump.ts';
import { installationQueries } from './installations.ts';
import { migrate } from './migrate.ts';
import { outageQueries } from './outages.ts';
import { openPostgres, postgresProblem } from './postgres.ts';
import { replanQueries } from './replan.ts';
import type { Tables } from './rows.ts';
import { seenQueries } from './seen.ts';
import { openSqlite, sqliteProblem } from './sqlite.ts';
import type { Store } from './store.ts';
import { StoreAway, StoreError } from './store-error.ts';
import { subscriptionQueries } from './subscriptions.ts';
import { createVault } from './vault.ts';
import { weeklyCallQueries } from './weekly-calls.ts';

/** Where the store is: a file in a folder, the memory of the process, or PostgreSQL. */
export type StorePlace =
  | { readonly kind: 'sqlite'; readonly folder: string }
  | { readonly kind: 'memory' }
  | { readonly kind: 'postgres'; readonly url: string };

export type StoreOptions = StorePlace &
  Pick<Database, 'createId' | 'now'> & {
    /** 32 bytes each: the first seals installations, all open them. Without any none can be kept. */
    readonly secretKeys: readonly Buffer[];
  };

/** Opens a store and brings its tables up to date. Throws StoreError, and writes nothing over what it cannot read. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { secretKeys, createId, now } = options;
  const vault = createVault(secretKeys);
  const db = new Kysely<Tables>({ dialect: await openDialect(options) });
  const database = { db, isShared: options.kind === 'postgres', createId, now };
  try {
    await migrate(database);
  } catch (error) {
    await db.destroy();
    throw problemOf(error, options);
  }
  return {
    ...subscriptionQueries(database),
    ...claimQueries(database),
    ...deliveryQueries(database),
    ...replanQueries(database),
    ...conversationQueries(database),
    ...conversationSiteQueries(database),
    ...seenQueries(database),
    ...installationQueries(database, vault),
    ...weeklyCallQueries(database),
    ...auditQueries(database),
    ...outageQueries(database),
    ...dumpQueries(database),
    close: () => db.destroy(),
  };
}

async function openDialect(place: StorePlace): Promise<Dialect> {
  if (place.kind === 'postgres') return await openPostgres(place.url);
  return openSqlite(place.kind === 'sqlite' ? place.folder : undefined);
}

function problemOf(error: unknown, place: StorePlace): unknown {
  if (error instanceof StoreError || place.kind === 'memory') return error;
  const cause = error instanceof StoreAway ? error.cause : error;
  const line = place.kind === 'postgres' ? postgresProblem(cause, place.url) : sqliteProblem(cause, place.folder);
  return new StoreError(line, { cause: error });
}
