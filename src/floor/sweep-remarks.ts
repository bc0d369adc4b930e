import { count, listNames } from '../answers/quantities.ts';
import type { PlantSweep } from '../clients/floor/floor-client.ts';
import type { Text } from '../core/reply.ts';

/** What a look at the floor did not see: `3 records could not be read`, `Assembly 4 could not be read`. */
export function sweepRemarks({ skipped, unread }: Pick<PlantSweep, 'skipped' | 'unread'>): readonly Text[] {
  const names = unread.map(({ id, name }) => name ?? `station ${id}`);
  return [...skippedRemark(skipped), ...(names.length === 0 ? [] : [[`${listNames(names)} could not be read`]])];
}

/** That records of a list could not be read; nothing where all were. */
export function skippedRemark(skipped: number): readonly Text[] {
  return skipped === 0 ? [] : [[`${count(skipped, 'record')} could not be read`]];
}
