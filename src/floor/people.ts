import { count, listNames } from '../answers/quantities.ts';
import type { User } from '../clients/floor/floor-client.ts';
import type { Conversation } from '../core/message.ts';
import type { PeoplePolicy } from './plant.ts';

/** Whether names of people may be told in a conversation. */
export function mayName({ namesIn }: PeoplePolicy, { channel, kind }: Pick<Conversation, 'channel' | 'kind'>): boolean {
  return namesIn === 'everywhere' || namesIn.includes(channel) || (kind === 'direct' && namesIn.includes('direct'));
}

/** Who is signed in: their names where they may be told, in the order of the ids, else how many: `Ada Bell and Tom Ruiz`, `2 operators`. */
export function operatorsText(userIds: readonly number[], users: readonly User[], named: boolean): string {
  if (userIds.length === 0) return 'nobody is signed in';
  if (!named) return count(userIds.length, 'operator');
  const names = userIds.map((id) => users.find((user) => user.id === id)?.displayName ?? `a former user (no. ${id})`);
  return listNames(names, names.length);
}

/** Said where names were asked for and may not be told. */
export const NAMES_WITHHELD =
  'Names of operators are personal data: whoever runs this bot can allow them here (FLOOR_NAMES_IN).';
