import type { RespondArguments } from '@slack/bolt';
import * as v from 'valibot';
import type { Bot, Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { Message } from '../../core/message.ts';
import type { RecentlySeen } from '../../core/recently-seen.ts';
import type { Reply } from '../../core/reply.ts';
import { settledAtOnce } from '../../core/settled-at-once.ts';
import type { Delivery } from './delivery.ts';
import type { Home } from './home.ts';
import type { Identity } from './identity.ts';
import { type Incoming, readCommand, readEvent, readPressed } from './incoming.ts';
import { imagesOf } from './pictures.ts';
import { renderMessages, type SlackMessage } from './render.ts';
import type { SlackApp } from './slack-app.ts';

export interface ListenerOptions {
  readonly bot: Bot;
  readonly delivery: Delivery;
  readonly home: Home;
  readonly identity: Identity;
  readonly seen: RecentlySeen;
  readonly zoneOf: (user: string) => Promise<string>;
  /** Keeps work that goes on after the acknowledgement. */
  readonly keep: (work: Promise<void>) => void;
  readonly log: Log;
}

const HomeOpened = v.object({
  event_id: v.string(),
  team_id: v.string(),
  event: v.object({ user: v.string(), tab: v.literal('home') }),
});

/** Connects what people do in Slack with the bot: acknowledge, ask the bot, deliver. */
export function addListeners(app: SlackApp, options: ListenerOptions): void {
  const { bot, delivery, home, identity, seen, keep } = options;
  const toMessage = ({ id, text, user, conversation }: Incoming): Message => ({
    id,
    text,
    conversation,
    sender: { id: user, zone: () => options.zoneOf(user) },
  });

  app.command(/.*/, async ({ command, ack }) => {
    const incoming = readCommand(command);
    if (seen.meet(...incoming.keys)) return ack();
    const answering = bot.answer(toMessage(incoming));
    const answer = await settledAtOnce(answering);
    const messages = answer === undefined ? [] : renderMessages(answer.reply);
    const sent = await acknowledge(ack, messages[0], answer?.reply.audience, options.log);
    // An answer from memory mostly goes in the acknowledgement as a whole.
    if (answer !== undefined && sent === messages.length && imagesOf(answer.reply).length === 0) return;
    keep(answering.then(({ reply }) => delivery.deliver(incoming.target, reply, sent)));
  });

  const hear = async ({ body }: { readonly body: unknown }): Promise<void> => {
    const incoming = readEvent(body, identity.user());
    if (incoming === undefined || seen.meet(...incoming.keys)) return;
    keep(bot.answer(toMessage(incoming)).then(({ reply }) => delivery.deliver(incoming.target, reply)));
  };
  app.event('app_mention', hear);
  app.event('message', hear);

  app.action(/.*/, async ({ body, ack }) => {
    await ack();
    const incoming = readPressed(body);
    if (incoming === undefined || seen.meet(...incoming.keys)) return;
    const answering = bot.answer(toMessage(incoming));
    keep(
      answering.then(({ reply }) =>
        incoming.isHome && incoming.press.inPlace
          ? home.publish(incoming.user, reply)
          : delivery.deliver(incoming.target, reply),
      ),
    );
  });

  app.event('app_home_opened', async ({ body }) => {
    const opened = v.safeParse(HomeOpened, body);
    if (!opened.success || seen.meet(`event ${opened.output.event_id}`)) return;
    const { event_id, team_id, event } = opened.output;
    const sender = { id: event.user, zone: () => options.zoneOf(event.user) };
    const conversation = { platform: 'slack', team: team_id, channel: event.user, kind: 'direct' } as const;
    keep(home.fill({ id: event_id, text: home.command, sender, conversation }));
  });
}

type Ack = (answer?: RespondArguments) => Promise<void>;

/** Acknowledges, with a message where there is one already. Returns how many messages went with it. */
async function acknowledge(
  ack: Ack,
  message: SlackMessage | undefined,
  audience: Reply['audience'] | undefined,
  log: Log,
): Promise<0 | 1> {
  const response_type = audience === 'sender' ? 'ephemeral' : 'in_channel';
  try {
    await ack(message && { response_type, text: message.text, blocks: [...message.blocks] });
    return message === undefined ? 0 : 1;
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'could not acknowledge: the connection to Slack is down');
    return 0;
  }
}
