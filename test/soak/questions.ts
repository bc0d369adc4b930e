import { createHmac } from 'node:crypto';
import type { Chats } from './chats.ts';

/** One request to the program, and where its answer is looked for. */
export interface Question {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly chat: 'slack' | 'teams';
  readonly channel: string;
  /** What is asked, and how, for whoever looks into what went wrong. */
  readonly what: string;
}

export const SIGNING_SECRET = 'soak-signing-secret';
const TENANT = { id: '11111111-1111-4111-8111-111111111111' };

/** What people ask, in the mix in which they do. */
const LINES = [
  'robots',
  'robots',
  'runs',
  'runs today',
  'last',
  'how did the last mission go?',
  'what is running right now?',
  'summary',
  'missions',
  'anomalies',
  'robot Rex',
  'next',
  'health',
  'help',
  'orders',
  'orders in-progress',
  'orders in-progress',
  'which orders are late?',
  'order WO-3991420',
  'stations',
  'stations unmanned',
  'machines',
  'maintenance',
  'shift',
  'status of rexx',
  'lorem ipsum dolor',
] as const;
const BUTTONS = ['robots', 'orders', 'stations', 'summary'] as const;

/** So many channels and people: with a paced second for each message in a channel, none has to wait. */
const CHANNELS = 20_000;
const PEOPLE = 500;

/** The question with this number: two of three in Slack, as commands, mentions and buttons, the others in Teams. */
export function questionOf(number: number, chats: Chats): Question {
  const line = LINES[number % LINES.length] ?? 'robots';
  const press = BUTTONS[number % BUTTONS.length] ?? 'robots';
  switch (number % 6) {
    case 0:
    case 1:
      return slashCommand(number, line, chats);
    case 2:
      return mention(number, line);
    case 3:
      return buttonPress(number, press, chats);
    case 4:
      return teamsMessage(number, line, chats);
    default:
      return teamsMessage(number, press, chats);
  }
}

const channelOf = (number: number): string => `C${number % CHANNELS}`;
const personOf = (number: number): string => `U${number % PEOPLE}`;

function signed(body: string, type: string): Pick<Question, 'path' | 'headers' | 'body' | 'chat'> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    path: '/slack/events',
    chat: 'slack',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  };
}

const form = (fields: Readonly<Record<string, string>>) =>
  signed(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');

/** `/scout LINE`. */
export function slashCommand(number: number, text: string, chats: Chats, channel = channelOf(number)): Question {
  const fields = {
    token: 'unused',
    team_id: 'T1',
    team_domain: 'plant',
    channel_id: channel,
    channel_name: 'robots',
    user_id: personOf(number),
    user_name: 'ann',
    command: '/scout',
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: chats.responseUrl(channel),
    trigger_id: `t${number}`,
  };
  return { ...form(fields), channel, what: `/scout ${text}` };
}

function mention(number: number, text: string): Question {
  const event = {
    type: 'app_mention',
    user: personOf(number),
    channel: channelOf(number),
    text: `<@UBOT> ${text}`,
    ts: `1790000000.${number}`,
    event_ts: `1790000000.${number}`,
  };
  const envelope = {
    token: 'unused',
    team_id: 'T1',
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: `Ev${number}`,
    event_time: 1_790_000_000,
    authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: 'UBOT', is_bot: true }],
    event,
  };
  return {
    ...signed(JSON.stringify(envelope), 'application/json'),
    channel: channelOf(number),
    what: `@Scout ${text}`,
  };
}

function buttonPress(number: number, command: string, chats: Chats): Question {
  const channel = channelOf(number);
  const payload = {
    type: 'block_actions',
    team: { id: 'T1', domain: 'plant' },
    user: { id: personOf(number), username: 'ann', name: 'ann', team_id: 'T1' },
    api_app_id: 'A1',
    token: 'unused',
    trigger_id: `t${number}`,
    channel: { id: channel, name: 'robots' },
    message: { type: 'message', ts: '1790000000.000001', bot_id: 'BBOT', text: 'x' },
    container: { type: 'message', message_ts: '1790000000.000001', channel_id: channel, is_ephemeral: false },
    actions: [{ type: 'button', action_id: 'say:0', block_id: 'b', action_ts: `1790000001.${number}`, value: command }],
    response_url: chats.responseUrl(channel),
  };
  return { ...form({ payload: JSON.stringify(payload) }), channel, what: `button ${command}` };
}

function teamsMessage(number: number, text: string, chats: Chats): Question {
  const channel = `a:${number % CHANNELS}`;
  const activity = {
    type: 'message',
    id: `m${number}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: chats.serviceUrl,
    from: { id: `29:${number % PEOPLE}`, name: 'Ann', aadObjectId: '22222222-2222-4222-8222-222222222222' },
    conversation: { id: channel, conversationType: 'personal', tenantId: TENANT.id },
    recipient: { id: '28:bot', name: 'Scout' },
    text,
    textFormat: 'plain',
    entities: [{ type: 'clientInfo', locale: 'en-GB', platform: 'Web', timezone: 'Europe/Berlin' }],
    channelData: { tenant: TENANT },
  };
  return {
    path: '/teams/messages',
    chat: 'teams',
    channel,
    what: `Teams ${text}`,
    body: JSON.stringify(activity),
    headers: { 'content-type': 'application/json' },
  };
}
