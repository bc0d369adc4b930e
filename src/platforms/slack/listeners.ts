import type { RespondArguments, ViewSubmitAction } from '@slack/bolt';
import * as v from 'valibot';
import type { Answer, Bot, Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { Conversation, Message, User } from '../../core/message.ts';
import type { RecentlySeen } from '../../core/recently-seen.ts';
import type { Reply } from '../../core/reply.ts';
import { settledAtOnce } from '../../core/settled-at-once.ts';
import type { Delivery } from './delivery.ts';
import { FORM_VIEW } from './form-view.ts';
import type { Forms } from './forms.ts';
import type { Home } from './home.ts';
import type { Identity } from './identity.ts';
import { type Incoming, readCommand, readEvent, readPressed } from './incoming.ts';
import { imagesOf } from './pictures.ts';
import type { SlackMessage } from './render.ts';
import type { SlackApp } from './slack-app.ts';
import { formOf } from './typed-form.ts';
import type { UserProfiles } from './user-profiles.ts';

export interface ListenerOptions {
  readonly bot: Bot;
  readonly delivery: Delivery;
  readonly forms: Forms;
  readonly home: Home;
  readonly identity: Identity;
  readonly seen: RecentlySeen;
  /** Whether any process met one of the keys of an event before. */
  readonly remember: ((keys: readonly string[]) => Promise<boolean>) | undefined;
  readonly profiles: UserProfiles;
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
  const { bot, delivery, forms, home, identity, seen, profiles, keep, log } = options;
  const toUser = (id: string): User => ({
    id,
    zone: () => profiles.zoneOf(id),
    name: () => profiles.nameOf(id),
  });
  // A slash command, and a button under its answer, work in every channel; a mention reaches members only.
  const toMessage = (
    { id, text, channels, user, conversation }: Incoming,
    isGuest = conversation.kind === 'channel',
  ): Message => ({
    id,
    isGuest,
    text,
    channels,
    conversation,
    sender: toUser(user),
    direct: directConversation(conversation.team, user),
  });

  /** Lets the asker fill in the form of an answer, or brings the answer. */
  async function respond(incoming: Incoming, answer: Answer, sent = 0): Promise<void> {
    if (await forms.open(incoming, answer)) return;
    await delivery.deliver(incoming.target, forms.typed(incoming, answer.reply), sent);
  }

  /** Whether another process met one of these keys, or this one before it was started. */
  async function wasMetElsewhere(keys: readonly string[]): Promise<boolean> {
    try {
      return (await options.remember?.(keys)) ?? false;
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'cannot tell whether an event was met before: taking it for new');
      return false;
    }
  }

  /** Does the work for an event once. */
  function onceFor(keys: readonly string[], work: () => Promise<void>): void {
    if (seen.meet(...keys)) return;
    keep(wasMetElsewhere(keys).then((wasMet) => (wasMet ? undefined : work())));
  }

  app.command(/.*/, async ({ command, ack }) => {
    const incoming = readCommand(command);
    if (seen.meet(...incoming.keys)) return ack();
    const answering = bot.answer(toMessage(incoming));
    const answer = await settledAtOnce(answering);
    const messages =
      answer === undefined || formOf(answer.reply) !== undefined ? [] : delivery.messagesAtOnce(answer.reply);
    const sent = await acknowledge(ack, messages[0], answer?.reply.audience, log);
    // An answer from memory mostly goes in the acknowledgement as a whole.
    if (answer !== undefined && sent > 0 && sent === messages.length && imagesOf(answer.reply).length === 0) return;
    keep(answering.then((came) => respond(incoming, came, sent)));
  });

  const hear = async ({ body }: { readonly body: unknown }): Promise<void> => {
    const incoming = readEvent(body, identity.user());
    if (incoming === undefined) return;
    onceFor(incoming.keys, async () => respond(incoming, await bot.answer(toMessage(incoming, false))));
  };
  app.event('app_mention', hear);
  app.event('message', hear);

  app.action(/.*/, async ({ body, ack }) => {
    await ack();
    const incoming = readPressed(body);
    if (incoming === undefined || seen.meet(...incoming.keys)) return;
    const inHome = incoming.isHome && incoming.press.inPlace;
    keep(
      bot.answer(toMessage(incoming)).then(async (answer) => {
        if (inHome && formOf(answer.reply) === undefined) return home.publish(incoming.user, answer.reply);
        return respond(incoming, answer);
      }),
    );
  });

  app.view<ViewSubmitAction>(FORM_VIEW, async ({ body, ack }) => {
    const submitting = forms.submit(body, ack, (submitted) => bot.answer(toMessage(submitted)), respond);
    keep(submitting);
    // What fails is logged where it is kept.
    await submitting.catch(() => undefined);
  });

  app.event('app_home_opened', async ({ body }) => {
    const opened = v.safeParse(HomeOpened, body);
    if (!opened.success) return;
    const { event_id, team_id, event } = opened.output;
    const conversation = directConversation(team_id, event.user);
    const message = { id: event_id, text: home.command, sender: toUser(event.user), conversation };
    onceFor([`event ${event_id}`], () => home.fill({ ...message, direct: conversation }));
  });
}

/** A user's own conversation with the bot: Slack takes the user's id for it. */
function directConversation(team: string, user: string): Conversation {
  return { platform: 'slack', team, channel: user, kind: 'direct' };
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
