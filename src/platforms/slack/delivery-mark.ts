import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { Conversation } from '../../core/message.ts';
import type { EpochMs } from '../../core/reply.ts';
import { directChannel, isUserId } from './direct-channel.ts';
import { errorCode, type SlackApi } from './slack-api.ts';

const EVENT_TYPE = 'scout_delivery';
const PAGE = 200;
const MOST_PAGES = 5;
const PATIENCE_MS = 20_000;
// Slack's clock gives a message its time, this one said since when.
const CLOCKS_APART_MS = 300_000;

const Marked = v.object({
  metadata: v.object({ event_type: v.literal(EVENT_TYPE), event_payload: v.object({ mark: v.string() }) }),
});
const History = v.object({
  messages: v.array(v.unknown()),
  response_metadata: v.nullish(v.object({ next_cursor: v.optional(v.string(), '') })),
});

/** A mark as metadata of a message, which people do not see. */
export function markMetadata(mark: string): object {
  return { event_type: EVENT_TYPE, event_payload: { mark } };
}

/** Whether a message with the mark stands in the conversation since then; undefined where Slack does not let the bot look. Never rejects. */
export type MarkSearch = (conversation: Conversation, mark: string, since: EpochMs) => Promise<boolean | undefined>;

/** Builds the search for marks; it says once for each reason why it cannot look. */
export function createMarkSearch({ api, log }: { readonly api: SlackApi; readonly log: Log }): MarkSearch {
  const told = new Set<string>();

  async function search(conversation: Conversation, mark: string, since: EpochMs): Promise<boolean | undefined> {
    const { channel, thread: ts } = conversation;
    const place = {
      channel: isUserId(channel) ? await directChannel(api, channel, PATIENCE_MS) : channel,
      oldest: String((since - CLOCKS_APART_MS) / 1_000),
      limit: PAGE,
      include_all_metadata: true,
    };
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const args = { ...place, ...(cursor !== undefined && { cursor }) };
      const answer = ts
        ? await api.call('conversations.replies', { ...args, ts }, PATIENCE_MS)
        : await api.call('conversations.history', args, PATIENCE_MS);
      const { messages, response_metadata } = v.parse(History, answer);
      if (messages.some((message) => v.is(Marked, message) && message.metadata.event_payload.mark === mark))
        return true;
      cursor = response_metadata?.next_cursor;
      if (!cursor) return false;
    }
    log.warn({ channel: place.channel }, 'too much was said in a channel to look for a message');
    return undefined;
  }

  return async (conversation, mark, since) => {
    try {
      return await search(conversation, mark, since);
    } catch (error) {
      const reason = errorCode(error) ?? messageOf(error);
      if (!told.has(reason)) log.warn({ reason }, 'cannot look for own messages in Slack');
      told.add(reason);
      return undefined;
    }
  };
}
