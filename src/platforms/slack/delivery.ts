import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { splitText } from '../../core/cut-text.ts';
import { messageOf } from '../../core/errors.ts';
import { writeReply } from '../../core/plain-text.ts';
import type { EpochMs, Reply } from '../../core/reply.ts';
import { createTurns } from '../../core/turns.ts';
import { markMetadata } from './delivery-mark.ts';
import { directChannel, isUserId } from './direct-channel.ts';
import type { DrawnCharts } from './drawn-charts.ts';
import { LIMITS } from './limits.ts';
import type { Pace, Wait } from './pace.ts';
import { createPersistence } from './persistence.ts';
import { imagesOf, type Pictures } from './pictures.ts';
import { renderMessages, type SlackMessage } from './render.ts';
import { BlocksRefused, type Outgoing, openResponseUrl, type ResponseUrl } from './response-url.ts';
import { toSendError } from './send-failure.ts';
import { errorCode, type SlackApi } from './slack-api.ts';
import { escapeText } from './slack-text.ts';
import { directTarget, type Target } from './target.ts';

export interface DeliveryOptions {
  readonly api: SlackApi;
  readonly pictures: Pictures;
  readonly charts: DrawnCharts;
  readonly pace: Pace;
  readonly wait: Wait;
  readonly responseOrigins: readonly string[];
  /** The zone of times in answers that go as plain text. */
  readonly zone: string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** Brings answers to where they belong. */
export interface Delivery {
  /** How long an answer would wait for its turn in a channel, in milliseconds. */
  backlogMs(channel: string): number;
  /** The messages of a reply that can go in an acknowledgement: none where something has to be drawn first. */
  messagesAtOnce(reply: Reply): readonly SlackMessage[];
  /** Sends a reply to whoever asked; `sent` messages of it have gone in the acknowledgement. Logs what it cannot bring anywhere. */
  deliver(target: Target, reply: Reply, sent?: number): Promise<void>;
  /** Posts a reply in a channel, the first message with the mark, and returns the ids of its messages. Throws SendError, after half a minute at most. */
  post(target: Target, reply: Reply, mark?: string): Promise<readonly string[]>;
  /** Replaces messages by a reply; what has become too much goes behind, what is left over is deleted. Throws SendError, after half a minute at most. */
  replace(target: Target, ids: readonly string[], reply: Reply): Promise<void>;
}

/** Brings one message of a list; `left` counts it and those behind it. */
type Post = (message: Outgoing, left: number) => Promise<string>;

/** How a message is posted in a channel. */
interface PostOptions {
  readonly isHidden?: boolean;
  readonly metadata?: object | undefined;
  /** Until when to wait for the channel's turn, and where Slack asks for it. */
  readonly until?: EpochMs;
}

// With the time limit of a call, half a minute.
const PATIENCE_MS = 20_000;
const PICTURES_MS = 10_000;

const Posted = v.object({ ts: v.optional(v.string(), ''), message_ts: v.optional(v.string(), '') });
const REFUSED_BLOCKS = new Set(['invalid_blocks', 'msg_blocks_too_long', 'invalid_blocks_format']);

/** Builds the delivery for one workspace. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { api, pictures, charts, pace, wait, responseOrigins, zone, now, log } = options;
  const turn = createTurns();
  const persistently = createPersistence({ now, wait, log });

  /** Calls a method that posts, and returns the message's ts. Throws BlocksRefused where the blocks are at fault. */
  async function call(method: string, args: Readonly<Record<string, unknown>>, patienceMs?: number): Promise<string> {
    try {
      return v.parse(Posted, await api.call(method, args, patienceMs)).ts;
    } catch (error) {
      if (REFUSED_BLOCKS.has(errorCode(error) ?? '')) throw new BlocksRefused(messageOf(error), { cause: error });
      throw error;
    }
  }

  async function postInChannel(target: Target, message: Outgoing, options: PostOptions = {}): Promise<string> {
    const { channel, user, thread, hiddenThread } = target;
    const { isHidden, metadata, until = Number.POSITIVE_INFINITY } = options;
    await pace.turn(channel, until - now());
    if (isHidden) return call('chat.postEphemeral', { channel, user, thread_ts: hiddenThread, ...message });
    const args = { channel, thread_ts: thread, unfurl_links: false, unfurl_media: false, metadata, ...message };
    return call('chat.postMessage', args, until - now());
  }

  /** Posts in the channel, or where Slack does not let the bot write there, in the asker's direct conversation. */
  async function postSomewhere(target: Target, message: Outgoing, isHidden: boolean): Promise<string> {
    try {
      return await postInChannel(target, message, { isHidden });
    } catch (error) {
      const code = errorCode(error);
      if (code === undefined || target.channel === target.user) throw error;
      log.warn({ channel: target.channel, code }, 'Slack does not let the bot write here: writing directly');
      return postInChannel(directTarget(target), message);
    }
  }

  /** A post for the messages of one answer, in order: the response_url as long as it serves, then the channel. */
  function answerPost(target: Target, url: ResponseUrl | undefined, isHidden: boolean): Post {
    let replaces = target.replaces === true;
    let place = target;
    const throughUrl = async (message: Outgoing): Promise<string> => {
      const thread_ts = replaces ? undefined : target.thread;
      const response_type = isHidden ? 'ephemeral' : 'in_channel';
      await url?.post(message, { response_type, replace_original: replaces, thread_ts });
      replaces = false;
      return '';
    };
    return async (message, left) => {
      if (url !== undefined && url.left() === 1 && left > 1) {
        // The last use tells where the rest is; where it fails, the rest goes into the channel.
        await throughUrl({ text: `The rest of this answer, ${left} more parts, comes as a direct message.` }).then(
          () => {
            place = directTarget(target);
          },
          (error: unknown) => log.warn({ error: messageOf(error) }, 'a response_url is of no use: posting instead'),
        );
      }
      if (url === undefined || url.left() === 0)
        return persistently(place.channel, () => postSomewhere(place, message, isHidden && place.canHide));
      try {
        return await throughUrl(message);
      } catch (error) {
        if (error instanceof BlocksRefused) throw error;
        log.warn({ error: messageOf(error) }, 'a response_url is of no use: posting instead');
        return persistently(place.channel, () => postSomewhere(place, message, isHidden && place.canHide));
      }
    };
  }

  /**
   * Sends messages one after the other; where Slack refuses their blocks, the whole reply with its charts as pictures, or as text. Returns the
   * reply as it was sent.
   */
  async function sendAll(messages: readonly Outgoing[], reply: Reply, post: Post): Promise<Reply> {
    try {
      await sendEach(messages, post);
      return reply;
    } catch (error) {
      if (!(error instanceof BlocksRefused)) throw error;
      const drawn = await charts.drawAll(reply);
      if (drawn !== reply) {
        log.warn({ error: error.message }, 'Slack refused the blocks of an answer: sending its charts as pictures');
        return sendAll(renderMessages(drawn), drawn, post);
      }
      log.error({ error: error.message }, 'Slack refused the blocks of an answer: sending it as text');
      await sendEach(plainMessages(reply, zone, now()), post);
      return reply;
    }
  }

  /** Brings the pictures of a reply to Slack. The result is what there is to be said of it. */
  async function sharePictures(reply: Reply, target: Target, isHidden: boolean): Promise<Outgoing | undefined> {
    try {
      return await pictures.share(imagesOf(reply), target, isHidden);
    } catch (error) {
      log.error({ channel: target.channel, err: error }, 'could not bring pictures to Slack');
      return { text: 'The pictures of this answer could not be brought to Slack.' };
    }
  }

  /** Puts the pictures behind a message that has arrived; pictures that take long come later. */
  async function addPictures(target: Target, reply: Reply): Promise<void> {
    if (imagesOf(reply).length === 0) return;
    const timer = new AbortController();
    const sharing = sharePictures(reply, target, false)
      .then((note) => note && postInChannel(target, note))
      .catch((error: unknown) => log.error({ channel: target.channel, err: error }, 'could not tell of pictures'))
      .finally(() => timer.abort());
    await Promise.race([sharing, wait(PICTURES_MS, timer.signal).catch(() => undefined)]);
  }

  async function replaceAll(target: Target, ids: readonly string[], reply: Reply): Promise<Reply> {
    const until = now() + PATIENCE_MS;
    const isDirect = isUserId(target.channel);
    const channel = isDirect ? await directChannel(api, target.channel, PATIENCE_MS) : target.channel;
    const left = [...ids];
    const said = await sendAll(renderMessages(reply), reply, async (message) => {
      const ts = left.shift();
      if (ts === undefined) return postInChannel(target, message, { until });
      await pace.turn(channel, until - now());
      return call('chat.update', { channel, ts, blocks: [], ...message }, until - now());
    });
    for (const ts of left) await call('chat.delete', { channel, ts }, until - now());
    return said;
  }

  return {
    backlogMs: pace.delay,
    messagesAtOnce: (reply) => (charts.isNeeded(reply) ? [] : renderMessages(reply)),
    async deliver(target, reply, sent = 0) {
      await turn();
      const shown = await charts.drawNeeded(reply);
      const isHidden = target.canHide && (target.isHidden === true || reply.audience === 'sender');
      // An answer for one reader must not take the place of what all read.
      const replaces = target.replaces === true && isHidden === (target.isHidden === true);
      const url = openResponseUrl(target.responseUrl, responseOrigins);
      if (target.responseUrl !== undefined && url === undefined)
        log.error({}, 'refused a response_url that is not of Slack');
      const messages = renderMessages(shown).slice(sent);
      try {
        const post = answerPost({ ...target, replaces }, url, isHidden);
        const said = await sendAll(messages, shown, post);
        const note = await sharePictures(said, target, isHidden);
        if (note !== undefined) await answerPost({ ...target, replaces: false }, url, isHidden)(note, 1);
      } catch (error) {
        log.error({ channel: target.channel, err: error }, 'could not deliver an answer');
      }
    },
    async post(target, reply, mark) {
      const ids: string[] = [];
      const until = now() + PATIENCE_MS;
      let said = await charts.drawNeeded(reply);
      try {
        said = await sendAll(renderMessages(said), said, async (message) => {
          const metadata = mark !== undefined && ids.length === 0 ? markMetadata(mark) : undefined;
          const id = await postInChannel(target, message, { metadata, until });
          ids.push(id);
          return id;
        });
      } catch (error) {
        throw toSendError(error, ids.length > 0);
      }
      await addPictures(target, said);
      return ids;
    },
    async replace(target, ids, reply) {
      const said = await replaceAll(target, ids, reply).catch((error: unknown) => {
        throw toSendError(error, false);
      });
      if (said !== reply) await addPictures(target, said);
    },
  };
}

async function sendEach(messages: readonly Outgoing[], post: Post): Promise<void> {
  for (const [i, message] of messages.entries()) await post(message, messages.length - i);
}

/** A reply without blocks: for when Slack refuses them. */
function plainMessages(reply: Reply, zone: string, now: EpochMs): readonly Outgoing[] {
  const text = `${writeReply(reply, zone, now).trim() || 'Nothing to show.'}\n(times in ${zone})`;
  return splitText(text.toWellFormed(), LIMITS.plainMessage / 2).map((piece) => ({ text: escapeText(piece) }));
}
