import { randomUUID } from 'node:crypto';
import type { EpochMs } from './core/reply.ts';
import type { Config } from './settings/config.ts';
import { openStore } from './storage/open-store.ts';
import type { Store } from './storage/store.ts';

/** Opens the store that the settings name. Throws StoreError. */
export async function openConfiguredStore({ store }: Pick<Config, 'store'>, now?: () => EpochMs): Promise<Store> {
  const { place, secretKeys } = store;
  return await openStore({ ...place, secretKeys, createId: randomUUID, now: now ?? Date.now });
}
