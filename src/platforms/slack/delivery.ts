import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { splitText } from '../../core/cut-text.ts';
import { messageOf } from '../../core/errors.ts';
import { writeReply } from '../../core/plain-text.ts';
import type { EpochMs, Reply } from '../../core/reply.ts';
import { createTurns } from '../../core/turns.ts';
import { LIMITS } from './limits.ts';
import { imagesOf, type Pictures } from './pictures.ts';
import { renderMessages } from './render.ts';
import { BlocksRefused, type Outgoing, openResponseUrl, type ResponseUrl } from './response-url.ts';
import { errorCode, type SlackApi } from './slack-api.ts';
import { escapeText } from './slack-text.ts';
import { directTarget, type Target } from './target.ts';

export interface DeliveryOptions {
  readonly api: SlackApi;
  readonly pictures: Pictures;
  /** Waits for the channel's turn. */
  readonly pace: (channel: string) => Promise<void>;
  readonly responseOrigins: readonly string[];
  /** The zone of times in answers that go as plain text. */
  readonly zone: string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** Brings answers to where they belong. */
export interface Delivery {
  /** Sends a reply to whoever asked; `sent` messages of it have gone in the acknowledgement. Logs what it cannot bring anywhere. */
  deliver(target: Target, reply: Reply, sent?: number): Promise<void>;
  /** Posts a reply in a channel and returns the ids of its messages. Throws where it surely or possibly did not arrive. */
  post(target: Target, reply: Reply): Promise<readonly string[]>;
  /** Replaces messages by a reply; what has become too much goes behind, what is left over is deleted. */
  replace(target: Target, ids: readonly string[], reply: Reply): Promise<void>;
}

type Post = (message: Outgoing) => Promise<string>;

const Posted = v.object({ ts: v.optional(v.string(), ''), message_ts: v.optional(v.string(), '') });
const REFUSED_BLOCKS = new Set(['invalid_blocks', 'msg_blocks_too_long', 'invalid_blocks_format']);

/** Builds the delivery for one workspace. */
export function createDelivery({ api, pictures, pace, responseOrigins, zone, now, log }: DeliveryOptions): Delivery {
  const turn = createTurns();

  /** Calls a method that posts, and returns the message's ts. Throws BlocksRefused where the blocks are at fault. */
  async function call(method: string, args: Readonly<Record<string, unknown>>): Promise<string> {
    try {
      return v.parse(Posted, await api.call(method, args)).ts;
    } catch (error) {
      if (REFUSED_BLOCKS.has(errorCode(error) ?? '')) throw new BlocksRefused(messageOf(error), { cause: error });
      throw error;
    }
  }

  async function postInChannel(target: Target, message: Outgoing, isHidden: boolean): Promise<string> {
    const { channel, user, thread, hiddenThread } = target;
    await pace(channel);
    if (isHidden) return call('chat.postEphemeral', { channel, user, thread_ts: hiddenThread, ...message });
    return call('chat.postMessage', {
      channel,
      thread_ts: thread,
      unfurl_links: false,
      unfurl_media: false,
      ...message,
    });
  }

  /** Posts in the channel, or where Slack does not let the bot write there, in the asker's direct conversation. */
  async function postSomewhere(target: Target, message: Outgoing, isHidden: boolean): Promise<string> {
    try {
      return await postInChannel(target, message, isHidden);
    } catch (error) {
      const code = errorCode(error);
      if (code === undefined || target.channel === target.user) throw error;
      log.warn({ channel: target.channel, code }, 'Slack does not let the bot write here: writing directly');
      return postInChannel(directTarget(target), message, false);
    }
  }

  /** A post for the messages of one answer, in order: the response_url as long as it serves, then the channel. */
  function answerPost(target: Target, url: ResponseUrl | undefined, isHidden: boolean, count: number): Post {
    let left = count;
    let replaces = target.replaces === true;
    let place = target;
    const throughUrl = async (message: Outgoing): Promise<string> => {
      const thread_ts = replaces ? undefined : target.thread;
      const response_type = isHidden ? 'ephemeral' : 'in_channel';
      await url?.post(message, { response_type, replace_original: replaces, thread_ts });
      replaces = false;
      return '';
    };
    return async (message) => {
      if (url !== undefined && url.left() === 1 && left > 1) {
        // The last use tells where the rest is; where it fails, the rest goes into the channel.
        await throughUrl({ text: `The rest of this answer, ${left} more parts, comes as a direct message.` }).then(
          () => {
            place = directTarget(target);
          },
          (error: unknown) => log.warn({ error: messageOf(error) }, 'a response_url is of no use: posting instead'),
        );
      }
      left -= 1;
      if (url === undefined || url.left() === 0) return postSomewhere(place, message, isHidden && place.canHide);
      try {
        return await throughUrl(message);
      } catch (error) {
        if (error instanceof BlocksRefused) throw error;
        log.warn({ error: messageOf(error) }, 'a response_url is of no use: posting instead');
        return postSomewhere(place, message, isHidden && place.canHide);
      }
    };
  }

  /** Sends messages one after the other; where Slack refuses their blocks, the whole reply as text. */
  async function sendAll(messages: readonly Outgoing[], reply: Reply, post: Post): Promise<readonly string[]> {
    const ids: string[] = [];
    try {
      for (const message of messages) ids.push(await post(message));
    } catch (error) {
      if (!(error instanceof BlocksRefused)) throw error;
      log.error({ error: error.message }, 'Slack refused the blocks of an answer: sending it as text');
      for (const message of plainMessages(reply, zone, now())) ids.push(await post(message));
    }
    return ids;
  }

  return {
    async deliver(target, reply, sent = 0) {
      await turn();
      const isHidden = target.canHide && (target.isHidden === true || reply.audience === 'sender');
      // An answer for one reader must not take the place of what all read.
      const replaces = target.replaces === true && isHidden === (target.isHidden === true);
      const url = openResponseUrl(target.responseUrl, responseOrigins);
      if (target.responseUrl !== undefined && url === undefined)
        log.error({}, 'refused a response_url that is not of Slack');
      const messages = renderMessages(reply).slice(sent);
      try {
        const post = answerPost({ ...target, replaces }, url, isHidden, messages.length);
        await sendAll(messages, reply, post);
        const note = await pictures.share(imagesOf(reply), target, isHidden).catch((error: unknown): Outgoing => {
          log.error({ channel: target.channel, err: error }, 'could not bring pictures to Slack');
          return { text: 'The pictures of this answer could not be brought to Slack.' };
        });
        if (note !== undefined) await answerPost({ ...target, replaces: false }, url, isHidden, 1)(note);
      } catch (error) {
        log.error({ channel: target.channel, err: error }, 'could not deliver an answer');
      }
    },
    async post(target, reply) {
      const ids = await sendAll(renderMessages(reply), reply, (message) => postInChannel(target, message, false));
      await pictures.share(imagesOf(reply), target, false);
      return ids;
    },
    async replace(target, ids, reply) {
      const { channel } = target;
      const left = [...ids];
      await sendAll(renderMessages(reply), reply, async (message) => {
        const ts = left.shift();
        if (ts === undefined) return postInChannel(target, message, false);
        await pace(channel);
        return call('chat.update', { channel, ts, blocks: [], ...message });
      });
      for (const ts of left) await call('chat.delete', { channel, ts });
    },
  };
}

/** A reply without blocks: for when Slack refuses them. */
function plainMessages(reply: Reply, zone: string, now: EpochMs): readonly Outgoing[] {
  const text = `${writeReply(reply, zone, now).trim() || 'Nothing to show.'}\n(times in ${zone})`;
  return splitText(text.toWellFormed(), LIMITS.plainMessage / 2).map((piece) => ({ text: escapeText(piece) }));
}
