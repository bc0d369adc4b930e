import type { types as slack } from '@slack/bolt';
import type { FormView } from '../../../src/platforms/slack/form-view.ts';

let count = 0;
/** A text that no other payload has. */
export const fresh = (prefix: string): string => `${prefix}${++count}`;

type Form = { readonly form: Readonly<Record<string, string>> };
type Json = { readonly json: object };

/** `/scout TEXT` as Slack sends it. */
export function slashCommand(text: string, responseUrl: string, fields: Readonly<Record<string, string>> = {}): Form {
  return {
    form: {
      token: 'legacy',
      team_id: 'T1',
      team_domain: 'test',
      channel_id: 'C1',
      channel_name: 'site',
      user_id: 'U1',
      user_name: 'ann',
      command: '/scout',
      text,
      api_app_id: 'A1',
      is_enterprise_install: 'false',
      response_url: responseUrl,
      trigger_id: fresh('trigger.'),
      ...fields,
    },
  };
}

/** An event in its envelope. */
export function eventEnvelope(event: object, fields: object = {}): Json {
  return {
    json: {
      token: 'legacy',
      team_id: 'T1',
      api_app_id: 'A1',
      type: 'event_callback',
      event_id: fresh('Ev'),
      event_time: 1_790_000_000,
      authorizations: [
        { enterprise_id: null, team_id: 'T1', user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
      ],
      event: { event_ts: '1790000000.000100', ...event },
      ...fields,
    },
  };
}

/** Somebody mentions the bot in a channel. */
export function mention(text: string, fields: object = {}): Json {
  return eventEnvelope({
    type: 'app_mention',
    user: 'U1',
    channel: 'C1',
    text: `<@UBOT> ${text}`,
    ts: fresh('1790000000.'),
    ...fields,
  });
}

/** Somebody writes to the bot directly. */
export function directMessage(text: string, fields: object = {}): Json {
  return eventEnvelope({
    type: 'message',
    channel_type: 'im',
    user: 'U1',
    channel: 'D1',
    text,
    ts: fresh('1790000000.'),
    ...fields,
  });
}

/** Somebody opens App Home. */
export function homeOpened(fields: object = {}): Json {
  return eventEnvelope({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', ...fields });
}

/** Somebody presses a button under a message. */
export function buttonPress(actionId: string, value: string | undefined, fields: object = {}): Form {
  const payload = {
    type: 'block_actions',
    team: { id: 'T1', domain: 'test' },
    user: { id: 'U1', username: 'ann', name: 'ann', team_id: 'T1' },
    api_app_id: 'A1',
    token: 'legacy',
    trigger_id: fresh('trigger.'),
    channel: { id: 'C1', name: 'site' },
    message: { type: 'message', ts: '1790000000.000001', bot_id: 'BBOT', text: 'x' },
    container: { type: 'message', message_ts: '1790000000.000001', channel_id: 'C1', is_ephemeral: false },
    actions: [
      {
        type: 'button',
        action_id: actionId,
        block_id: 'b',
        action_ts: fresh('1790000001.'),
        ...(value !== undefined && { value }),
      },
    ],
    ...fields,
  };
  return { form: { payload: JSON.stringify(payload) } };
}

/** Somebody submits a view, with what was filled in by block; what was not touched is as it was at first. */
export function viewSubmission(view: FormView, filled: Readonly<Record<string, string>> = {}, id = fresh('V')): Form {
  const inputs = view.blocks.filter((block) => block.type === 'input');
  const values = inputs.map(({ block_id = '', element }) => [block_id, { value: stateOf(element, filled[block_id]) }]);
  const payload = {
    type: 'view_submission',
    team: { id: 'T1', domain: 'test' },
    user: { id: 'U1', username: 'ann', name: 'ann', team_id: 'T1' },
    api_app_id: 'A1',
    token: 'legacy',
    trigger_id: fresh('trigger.'),
    view: { ...view, id, type: 'modal', hash: '1.x', state: { values: Object.fromEntries(values) } },
  };
  return { form: { payload: JSON.stringify(payload) } };
}

function stateOf(element: slack.InputBlock['element'], filled: string | undefined): object {
  const { type } = element;
  if (type === 'timepicker') return { type, selected_time: filled ?? element.initial_time ?? null };
  if (type === 'plain_text_input') return { type, value: filled ?? element.initial_value ?? null };
  if (type !== 'static_select') throw new Error(`no form has a ${type}`);
  return { type, selected_option: filled === undefined ? (element.initial_option ?? null) : { value: filled } };
}

/** An event of a workspace, as Slack tells it for the workspace's own installation or, where one is named, an organisation's. */
export function from({ json }: Json, team: string | null, enterprise: string | null = null): Json {
  const authorization = { team_id: team, enterprise_id: enterprise, is_enterprise_install: enterprise !== null };
  return { json: { ...json, team_id: team, enterprise_id: enterprise, authorizations: [authorization] } };
}

/** A button or a view with other fields in its payload. */
export function pressedWith({ form }: Form, fields: object): Form {
  return { form: { payload: JSON.stringify({ ...JSON.parse(form['payload'] ?? ''), ...fields }) } };
}
