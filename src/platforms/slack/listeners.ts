import type { RespondArguments, ViewSubmitAction } from '@slack/bolt';
import * as v from 'valibot';
import type { Answer, Bot, Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { Conversation, Message, User } from '../../core/message.ts';
import type { RecentlySeen } from '../../core/recently-seen.ts';
import { privateReply, text } from '../../core/reply.ts';
import { settledAtOnce } from '../../core/settled-at-once.ts';
import type { FormSubmissions } from './form-submissions.ts';
import { FORM_VIEW } from './form-view.ts';
import { type Incoming, readCommand, readEvent, readPressed } from './incoming.ts';
import { type Origin, originOf } from './origin.ts';
import { createOwnDirects } from './own-directs.ts';
import { imagesOf } from './pictures.ts';
import type { SlackMessage } from './render.ts';
import type { SlackApp } from './slack-app.ts';
import { formOf, withTypedForms } from './typed-form.ts';
import type { Workspace } from './workspace.ts';
import type { Workspaces } from './workspaces.ts';

export interface ListenerOptions {
  readonly bot: Bot;
  readonly workspaces: Workspaces;
  readonly submissions: FormSubmissions;
  /** The words whose answer fills App Home. */
  readonly homeCommand: string;
  readonly seen: RecentlySeen;
  /** Whether any process met one of the keys of an event before. */
  readonly remember: ((keys: readonly string[]) => Promise<boolean>) | undefined;
  /** Keeps work that goes on after the acknowledgement. */
  readonly keep: (work: Promise<void>) => void;
  readonly log: Log;
}

const HomeOpened = v.object({
  event_id: v.string(),
  event: v.object({ user: v.string(), tab: v.literal('home') }),
});

const NOT_HERE: Answer = {
  reply: privateReply(
    text('I am not installed in this workspace any more, or cannot tell just now. Try it again in a minute.'),
  ),
  failed: true,
};

/** Connects what people do in Slack with the bot: acknowledge, find the workspace, ask the bot, deliver. */
export function addListeners(app: SlackApp, options: ListenerOptions): void {
  const { bot, workspaces, submissions, homeCommand, seen, keep, log } = options;
  const ownDirects = createOwnDirects();
  const toUser = ({ profiles, groups }: Workspace, id: string, origin: Origin, home?: string): User => ({
    id,
    ...(home !== undefined && { home }),
    zone: () => profiles.zoneOf(id),
    name: () => profiles.nameOf(id),
    standing: () => profiles.standingOf(id, origin),
    isInGroup: (group) => groups.has(group, id),
  });
  // A slash command, and a button under its answer, work in every channel; a mention reaches members only.
  const toMessage = (
    workspace: Workspace,
    origin: Origin,
    { id, text: words, channels, user, home, conversation, keys }: Incoming,
    isGuest = conversation.kind === 'channel',
  ): Message => ({
    id,
    isGuest,
    text: words,
    channels,
    conversation,
    sender: toUser(workspace, user, origin, home),
    direct: directConversation(conversation.team, user),
    wasMet: () => wasMetElsewhere(keys),
  });

  /** The workspace that something came from; nothing, and it is logged, where the bot is not installed there or cannot tell. */
  async function workspaceOf(origin: Origin): Promise<Workspace | undefined> {
    const { team, enterprise } = origin;
    try {
      const workspace = await workspaces.of(origin);
      if (workspace === undefined)
        log.warn({ team, enterprise }, 'something came from a workspace where the bot is not installed');
      return workspace;
    } catch (error) {
      log.error({ team, error: messageOf(error) }, 'cannot act in a workspace: what came from there is not answered');
      return undefined;
    }
  }

  /** Lets the asker fill in the form of an answer, or brings the answer. */
  async function respond(workspace: Workspace, incoming: Incoming, answer: Answer, sent = 0): Promise<void> {
    if (answer.silent) return;
    if (await workspace.openForm(incoming, answer)) return;
    await workspace.delivery.deliver(incoming.target, withTypedForms(answer.reply, incoming), sent);
  }

  /** Whether another process met one of these keys, or this one before it was started. */
  async function wasMetElsewhere(keys: readonly string[]): Promise<boolean> {
    if (keys.length === 0) return false;
    try {
      return (await options.remember?.(keys)) ?? false;
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'cannot tell whether an event was met before: taking it for new');
      return false;
    }
  }

  /** Does the work for an event once. */
  async function onceFor(keys: readonly string[], work: () => Promise<void>): Promise<void> {
    if (seen.meet(...keys)) return;
    if (!(await wasMetElsewhere(keys))) await work();
  }

  app.command(/.*/, async ({ command, ack }) => {
    const origin = originOf(command);
    const incoming = readCommand(command, origin.team, ownDirects.has);
    if (incoming === undefined || seen.meet(...incoming.keys)) return ack();
    const finding = workspaceOf(origin);
    const workspace = await settledAtOnce(finding);
    if (workspace !== undefined) return answerCommand(workspace, origin, incoming, ack);
    // Not known yet, or not at all: the acknowledgement waits for neither.
    await acknowledge(ack, undefined, false, log);
    keep(
      finding.then(
        async (found) => found && respond(found, incoming, await bot.answer(toMessage(found, origin, incoming))),
      ),
    );
  });

  async function answerCommand(workspace: Workspace, origin: Origin, incoming: Incoming, ack: Ack): Promise<void> {
    const answering = bot.answer(toMessage(workspace, origin, incoming));
    const answer = await settledAtOnce(answering);
    const messages =
      answer === undefined || answer.silent || formOf(answer.reply) !== undefined
        ? []
        : workspace.delivery.messagesAtOnce(answer.reply);
    const isHidden = incoming.target.isHidden === true || answer?.reply.audience === 'sender';
    const sent = await acknowledge(ack, messages[0], isHidden, log);
    // An answer from memory mostly goes in the acknowledgement as a whole.
    if (answer !== undefined && sent > 0 && sent === messages.length && imagesOf(answer.reply).length === 0) return;
    keep(answering.then((came) => respond(workspace, incoming, came, sent)));
  }

  async function hear(body: unknown): Promise<void> {
    ownDirects.note(body);
    const origin = originOf(body);
    const workspace = await workspaceOf(origin);
    if (workspace === undefined) return;
    const incoming = readEvent(body, origin.team, workspace.botUser());
    if (incoming === undefined) return;
    await onceFor(incoming.keys, async () =>
      respond(
        workspace,
        incoming,
        await bot.answer({
          ...toMessage(workspace, origin, incoming, false),
          // Looked up already.
          wasMet: async () => false,
          backlogMs: () => workspace.delivery.backlogMs(incoming.target.channel),
        }),
      ),
    );
  }
  app.event('app_mention', async ({ body }) => keep(hear(body)));
  app.event('message', async ({ body }) => keep(hear(body)));

  async function press(body: unknown): Promise<void> {
    const origin = originOf(body);
    const incoming = readPressed(body, origin.team, ownDirects.has);
    if (incoming === undefined || seen.meet(...incoming.keys)) return;
    const workspace = await workspaceOf(origin);
    if (workspace === undefined) return;
    const answer = await bot.answer(toMessage(workspace, origin, incoming));
    const inHome = incoming.isHome && incoming.press.inPlace && !answer.silent && formOf(answer.reply) === undefined;
    await (inHome ? workspace.home.publish(incoming.user, answer.reply) : respond(workspace, incoming, answer));
  }
  app.action(/.*/, async ({ body, ack }) => {
    await ack();
    keep(press(body));
  });

  app.view<ViewSubmitAction>(FORM_VIEW, async ({ body, ack }) => {
    const origin = originOf(body);
    const finding = workspaceOf(origin);
    const submitting = submissions.submit(
      body,
      ack,
      async (submitted) => {
        const workspace = await finding;
        return workspace === undefined ? NOT_HERE : bot.answer(toMessage(workspace, origin, submitted));
      },
      async (submitted, answer) => {
        const workspace = await finding;
        if (workspace !== undefined) await respond(workspace, submitted, answer);
      },
    );
    keep(submitting);
    // What fails is logged where it is kept.
    await submitting.catch(() => undefined);
  });

  async function openHome(body: unknown): Promise<void> {
    ownDirects.note(body);
    const opened = v.safeParse(HomeOpened, body);
    if (!opened.success) return;
    const origin = originOf(body);
    const workspace = await workspaceOf(origin);
    if (workspace === undefined) return;
    const { event_id: id, event } = opened.output;
    const conversation = directConversation(origin.team, event.user);
    const message = {
      id,
      text: homeCommand,
      sender: toUser(workspace, event.user, origin),
      conversation,
      direct: conversation,
    };
    await onceFor([`event ${id}`], async () => {
      const { reply, silent } = await bot.answer(message);
      if (!silent) await workspace.home.publish(event.user, reply);
    });
  }
  app.event('app_home_opened', async ({ body }) => keep(openHome(body)));
}

/** A user's own conversation with the bot: Slack takes the user's id for it. */
function directConversation(team: string, user: string): Conversation {
  return { platform: 'slack', team, channel: user, kind: 'direct' };
}

type Ack = (answer?: RespondArguments) => Promise<void>;

/** Acknowledges, with a message where there is one already. Returns how many messages went with it. */
async function acknowledge(ack: Ack, message: SlackMessage | undefined, isHidden: boolean, log: Log): Promise<0 | 1> {
  const response_type = isHidden ? 'ephemeral' : 'in_channel';
  try {
    await ack(message && { response_type, text: message.text, blocks: [...message.blocks] });
    return message === undefined ? 0 : 1;
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'could not acknowledge: the connection to Slack is down');
    return 0;
  }
}
