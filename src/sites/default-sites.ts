import type { Log } from '../core/bot.ts';
import { messageOf } from '../core/errors.ts';
import type { Conversation, Message } from '../core/message.ts';
import { createRecentMap } from '../core/recent-map.ts';
import type { EpochMs } from '../core/reply.ts';
import { within } from '../core/within.ts';
import type { SiteChoice, Store } from '../storage/store.ts';

/** Where something was said, and by whom. */
type Said = Pick<Message, 'conversation' | 'sender'>;

/** The sites that conversations mean where none is named. */
export interface DefaultSites {
  /** Where the store fails or is slow, what was known last; never rejects. */
  of(said: Said): Promise<SiteChoice | undefined>;
  /** Without a choice the conversation means all sites. */
  set(said: Said, choice: SiteChoice | undefined): Promise<void>;
}

export interface DefaultSitesOptions {
  readonly store: Pick<Store, 'siteOf' | 'setSite'>;
  readonly now: () => EpochMs;
  readonly log: Log;
}

interface Kept {
  readonly choice: Promise<SiteChoice | undefined>;
  readonly at: EpochMs;
}

/** Another process may have written meanwhile. */
const KEPT_MS = 10_000;
const MOST_KEPT = 10_000;
/** A question is not to wait longer for a store that does not answer. */
const PATIENCE_MS = 1_000;

/** A conversation with one person is the person's, wherever in the platform it is held: Slack's home page is another place than its messages. */
const placeOf = ({ conversation, sender }: Said): Conversation =>
  conversation.kind === 'direct' ? { ...conversation, channel: sender.id } : conversation;

const keyOf = ({ platform, team, channel }: Conversation): string => JSON.stringify([platform, team, channel]);

/** Builds them over a store, of which the answers are kept for a moment. */
export function createDefaultSites({ store, now, log }: DefaultSitesOptions): DefaultSites {
  const kept = createRecentMap<Kept>(MOST_KEPT);
  const keep = (key: string, choice: Promise<SiteChoice | undefined>): void => kept.set(key, { choice, at: now() });

  async function read(conversation: Conversation, before: Kept | undefined): Promise<SiteChoice | undefined> {
    try {
      return await within(PATIENCE_MS, store.siteOf(conversation), () => before?.choice);
    } catch (error) {
      log.error({ error: messageOf(error) }, 'could not read which site a conversation means');
      return before?.choice;
    }
  }

  return {
    async of(said) {
      const conversation = placeOf(said);
      const key = keyOf(conversation);
      const known = kept.get(key);
      if (known !== undefined && now() - known.at < KEPT_MS) return known.choice;
      const choice = read(conversation, known);
      keep(key, choice);
      return choice;
    },
    async set(said, choice) {
      const conversation = placeOf(said);
      await store.setSite(conversation, choice);
      keep(keyOf(conversation), Promise.resolve(choice));
    },
  };
}

/** The same site in every conversation, which nothing changes. */
export const fixedSite = (choice: SiteChoice | undefined): DefaultSites => ({
  of: async () => choice,
  set: async () => {},
});
