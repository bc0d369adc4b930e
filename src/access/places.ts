import type { Conversation, Message } from '../core/message.ts';
import type { Refusal } from './refusal.ts';

/** Where the bot answers; everywhere where a list is left out. */
export interface PlaceLists {
  /** Slack's workspaces, by their ids. */
  readonly workspaces?: readonly string[];
  /** Teams' tenants, by their ids; all also where there are none. */
  readonly tenants?: readonly string[];
  /** Conversations by the platforms' ids; `direct` stands for every conversation with one person. */
  readonly channels?: readonly string[];
}

/** Where the bot may be asked, and write. */
export interface Places {
  /** Why a message is not answered where it was said. */
  problem(message: Message): Promise<Refusal | undefined>;
  /** Why the bot may not write in a conversation. */
  closedBecause(conversation: Conversation): Refusal | undefined;
}

const NO_WORKSPACE = {
  reason: 'workspace not allowed',
  words: 'I do not answer in this workspace.',
};
/** Why somebody of a tenant that is not listed is not answered. */
export const NO_TENANT: Refusal = { reason: 'tenant not allowed', words: 'I do not answer in this tenant.' };
const NO_CHANNEL = { reason: 'channel not allowed', words: 'I do not answer in this channel.' };
const NO_DIRECT = { reason: 'direct not allowed', words: 'I do not answer in direct messages.' };
const STRANGER = {
  reason: 'stranger',
  words: 'I answer only people of this workspace, and you come from another organisation.',
};
const UNKNOWN = {
  reason: 'membership not known',
  words:
    'I answer only people of this workspace, and could not find out just now where you belong. Ask again in a moment.',
};

/** Builds the check of places. */
export function createPlaces({ workspaces, tenants = [], channels }: PlaceLists): Places {
  const ofTeams = new Set(tenants.map((tenant) => tenant.toLowerCase()));

  function isAllowedWorkspace({ platform, team }: Conversation, home?: string): boolean {
    if (workspaces === undefined || platform !== 'slack' || workspaces.includes(team)) return true;
    // Where Slack told the organisation alone, the asker's own workspace says whether they may.
    return /^E/.test(team) && home !== undefined && workspaces.includes(home);
  }

  function isAllowedTenant({ platform, team }: Conversation): boolean {
    return ofTeams.size === 0 || platform !== 'teams' || ofTeams.has(team.toLowerCase());
  }

  function closedBecause(conversation: Conversation, home?: string): Refusal | undefined {
    if (!isAllowedWorkspace(conversation, home)) return NO_WORKSPACE;
    if (!isAllowedTenant(conversation)) return NO_TENANT;
    if (channels === undefined || channels.includes(conversation.channel)) return undefined;
    if (conversation.kind === 'channel') return NO_CHANNEL;
    return channels.includes('direct') ? undefined : NO_DIRECT;
  }

  return {
    closedBecause: (conversation) => closedBecause(conversation),
    async problem({ conversation, sender }) {
      const { home, standing } = sender;
      const closed = closedBecause(conversation, home);
      if (closed !== undefined || home === undefined || standing === undefined) return closed;
      if (workspaces?.includes(home)) return undefined;
      // Another workspace of the same organisation is no other organisation.
      const known = await standing();
      if (known === undefined) return UNKNOWN;
      return known === 'stranger' ? STRANGER : undefined;
    },
  };
}
