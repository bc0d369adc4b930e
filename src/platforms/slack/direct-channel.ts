import * as v from 'valibot';
import type { SlackApi } from './slack-api.ts';

const Opened = v.object({ channel: v.object({ id: v.string() }) });

/** Whether an id is a user's, which stands for the direct conversation with them. */
export function isUserId(id: string): boolean {
  return /^[UW]/.test(id);
}

/** The id of the direct conversation with a user, for methods that take no user's id. Throws what the call throws. */
export async function directChannel(api: SlackApi, user: string, patienceMs?: number): Promise<string> {
  return v.parse(Opened, await api.call('conversations.open', { users: user }, patienceMs)).channel.id;
}
