import type { Conversation, Message, Standing, User } from '../../src/core/message.ts';

/** Somebody, as a platform tells of them. */
export function aUser(id: string, values: Partial<User> = {}): User {
  return { id, zone: async () => 'UTC', name: async () => `${id}'s name`, ...values };
}

/** Somebody whose platform tells how they stand to the workspace. */
export const standing = (as: Standing | undefined, id = 'U1'): User => aUser(id, { standing: async () => as });

/** A channel of a workspace in Slack. */
export const place = (channel: string, values: Partial<Conversation> = {}): Conversation => ({
  platform: 'slack',
  team: 'T1',
  channel,
  kind: 'channel',
  ...values,
});

/** Words of somebody; of U1 in C1 where nothing else is said. */
export const said = (text: string, sender = aUser('U1'), conversation = place('C1')): Message => ({
  id: 'Ev1',
  text,
  sender,
  conversation,
});
