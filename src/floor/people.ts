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
  const names = userIds.map((id) => userName(id, users));
  return listNames(names, names.length);
}

/** The name of a person, where names may be told; somebody who is not among the users any more has none. */
export function userName(id: number, users: readonly User[]): string {
  return users.find((user) => user.id === id)?.displayName ?? `a former user (no. ${id})`;
}

/** Said where names were asked for and may not be told. */
export const NAMES_WITHHELD =
  'Names of operators are personal data: whoever runs this bot can allow them here (FLOOR_NAMES_IN).';
