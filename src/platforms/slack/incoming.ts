import * as v from 'valibot';
import type { Conversation, NamedChannel } from '../../core/message.ts';
import { type Press, readPress } from './button-blocks.ts';
import { decodeChannels, decodeText } from './decode-text.ts';
import type { Target } from './target.ts';

/** Something a person said to the bot in Slack, and where the answer goes. */
export interface Incoming {
  readonly id: string;
  readonly text: string;
  readonly channels: readonly NamedChannel[];
  readonly user: string;
  /** The workspace that the user comes from, where Slack says that it is another one. */
  readonly home?: string;
  readonly conversation: Conversation;
  readonly target: Target;
  /** What tells it from others: a second delivery shares one of them. */
  readonly keys: readonly string[];
  /** By which a form can be opened, once and within three seconds. */
  readonly trigger?: string;
}

const Said = v.object({
  event_id: v.string(),
  is_ext_shared_channel: v.nullish(v.boolean()),
  authorizations: v.nullish(v.array(v.object({ user_id: v.nullish(v.string()) }))),
  event: v.object({
    type: v.picklist(['app_mention', 'message']),
    channel: v.string(),
    channel_type: v.optional(v.string()),
    user: v.string(),
    user_team: v.nullish(v.string()),
    team: v.nullish(v.string()),
    text: v.string(),
    ts: v.string(),
    thread_ts: v.optional(v.string()),
  }),
});

/** Words with a file, words said in a thread and shown beside it, words said of oneself: the only subtypes in which a person says something. */
const SAID_SUBTYPES: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast', 'me_message']);

/** What marks an event that is no new word of a person: of a bot, a change, a deletion, somebody joining. */
const NoWord = v.object({
  event: v.union([
    v.object({ bot_id: v.string() }),
    v.object({ bot_profile: v.object({}) }),
    v.object({
      subtype: v.pipe(
        v.string(),
        v.check((subtype) => !SAID_SUBTYPES.has(subtype)),
      ),
    }),
    v.object({ edited: v.object({}) }),
  ]),
});

/** Reads an `app_mention` or `message` event from a workspace; nothing where it is not a person's word to the bot. */
export function readEvent(body: unknown, team: string, botUser: string | undefined): Incoming | undefined {
  const said = v.safeParse(Said, body);
  if (!said.success || v.is(NoWord, body)) return undefined;
  const { event_id, is_ext_shared_channel: isShared, authorizations, event } = said.output;
  const isDirect = event.type === 'message';
  if (isDirect && event.channel_type !== 'im') return undefined;
  const self = botUser ?? authorizations?.[0]?.user_id ?? undefined;
  if (event.user === self) return undefined;
  const { channel, user, ts, thread_ts } = event;
  const thread = thread_ts ?? (isDirect ? undefined : ts);
  return {
    id: event_id,
    // Who the bot is may not be known yet; somebody is mentioned in an app_mention, and that is the bot.
    ...decodeText(event.text, self ?? (isDirect ? undefined : /<@([A-Z0-9]+)/.exec(event.text)?.[1])),
    user,
    // In a channel that only workspaces of one organisation share there are no strangers.
    ...(isShared !== false && homeIn(team, event.user_team ?? event.team)),
    conversation: conversationOf(team, isDirect ? { user } : { channel }, thread_ts),
    target: {
      channel,
      user,
      ...(thread !== undefined && { thread }),
      // Slack shows a message for one reader only in a thread that others have begun.
      ...(thread_ts !== undefined && { hiddenThread: thread_ts }),
      canHide: !isDirect,
    },
    keys: [`event ${event_id}`, `said ${channel} ${ts}`],
  };
}

/** By which Slack names a direct conversation: the bot's own with somebody, but also that of two people, who both read there. */
const DIRECT = 'directmessage';

const Commanded = v.object({
  trigger_id: v.string(),
  channel_id: v.string(),
  channel_name: v.optional(v.string()),
  user_id: v.string(),
  text: v.optional(v.string(), ''),
  response_url: v.string(),
});

/** Whether a direct conversation, by its channel, is known to be the bot's own with somebody. */
export type IsOwnDirect = (channel: string) => boolean;

/** Reads a slash command from a workspace; nothing where it lacks what every one has. */
export function readCommand(body: unknown, team: string, isOwnDirect: IsOwnDirect): Incoming | undefined {
  const commanded = v.safeParse(Commanded, body);
  if (!commanded.success) return undefined;
  const command = commanded.output;
  const { channel_id: channel, user_id: user } = command;
  const isDirect = command.channel_name === DIRECT;
  return {
    id: command.trigger_id,
    ...decodeText(command.text, undefined),
    trigger: command.trigger_id,
    user,
    conversation: conversationOf(team, isDirect ? { user } : { channel }),
    target: {
      channel,
      user,
      canHide: true,
      isHidden: isDirect && !isOwnDirect(channel),
      responseUrl: command.response_url,
    },
    keys: [`command ${command.trigger_id}`],
  };
}

/** A pressed button. */
export interface PressedButton extends Incoming {
  readonly press: Press;
  /** Whether it was pressed in App Home, where there is no message and no response_url. */
  readonly isHome: boolean;
}

const Pressed = v.object({
  trigger_id: v.string(),
  user: v.object({ id: v.string(), team_id: v.nullish(v.string()) }),
  channel: v.optional(v.object({ id: v.string(), name: v.optional(v.string()) })),
  message: v.optional(v.object({ ts: v.string(), thread_ts: v.optional(v.string()) })),
  container: v.object({
    type: v.string(),
    is_ephemeral: v.optional(v.boolean()),
    thread_ts: v.optional(v.string()),
    message_ts: v.optional(v.string()),
  }),
  response_url: v.optional(v.string()),
  actions: v.array(v.object({ action_id: v.string(), action_ts: v.string(), value: v.optional(v.string()) })),
});

/** Reads a `block_actions` payload from a workspace; nothing where the button only opens an address or is not one of ours. */
export function readPressed(body: unknown, team: string, isOwnDirect: IsOwnDirect): PressedButton | undefined {
  const pressed = v.safeParse(Pressed, body);
  if (!pressed.success) return undefined;
  const { user, channel, message, container, response_url, trigger_id, actions } = pressed.output;
  const [action] = actions;
  const press = action && readPress(action.action_id, action.value);
  if (action === undefined || press === undefined) return undefined;
  const thread = message?.thread_ts ?? container.thread_ts;
  const isDirect = channel === undefined || channel.name === DIRECT;
  const isUnderHidden = container.is_ephemeral === true;
  const isHidden = isUnderHidden || (channel?.name === DIRECT && !isOwnDirect(channel.id));
  const place = channel?.id ?? user.id;
  return {
    id: trigger_id,
    ...decodeChannels(press.command),
    trigger: trigger_id,
    user: user.id,
    ...homeIn(team, user.team_id),
    conversation: conversationOf(team, isDirect ? { user: user.id } : { channel: place }, thread),
    target: {
      channel: place,
      user: user.id,
      canHide: channel !== undefined,
      isHidden,
      // What only the asker may read must not take the place of what others read.
      replaces: press.inPlace && isHidden === isUnderHidden,
      ...(thread !== undefined && { thread, hiddenThread: thread }),
      ...(response_url !== undefined && { responseUrl: response_url }),
    },
    keys: [
      `press ${trigger_id}`,
      `press ${place} ${container.message_ts ?? ''} ${action.action_id} ${action.action_ts}`,
    ],
    press,
    isHome: container.type === 'view',
  };
}

function homeIn(team: string, home: string | null | undefined): { readonly home?: string } {
  return home && team !== '' && home !== team ? { home } : {};
}

/**
 * Where something was said. A direct conversation goes by the user's id, which Slack takes for it: it is the same wherever it was spoken of, in
 * itself, in App Home or in a channel.
 */
function conversationOf(
  team: string,
  place: { readonly channel: string } | { readonly user: string },
  thread?: string,
): Conversation {
  const where =
    'user' in place
      ? ({ channel: place.user, kind: 'direct' } as const)
      : ({ channel: place.channel, kind: 'channel' } as const);
  return { platform: 'slack', team, ...where, ...(thread !== undefined && { thread }) };
}
