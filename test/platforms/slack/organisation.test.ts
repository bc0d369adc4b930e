import { privateReply, reply, text } from '../../../src/core/reply.ts';
import { formView } from '../../../src/platforms/slack/form-view.ts';
import { SUBSCRIBE_FORM } from '../../fixtures/subscribe-form.ts';
import {
  callsOf,
  type Installable,
  organisationGrant,
  quiet,
  startInstallable,
  workspaceGrant,
} from './installable.ts';
import {
  buttonPress,
  directMessage,
  eventEnvelope,
  from,
  homeOpened,
  mention,
  pressedWith,
  slashCommand,
  viewSubmission,
} from './payloads.ts';

let it: Installable;

beforeEach(async () => {
  it = await startInstallable();
});

afterEach(() => it.close());

const calls = () => callsOf(it);
const messages = (): readonly string[] => it.log.map(({ message }) => message);

describe('an installation for a whole organisation', () => {
  beforeEach(async () => {
    it.slack.answer('auth.test', () => ({ bot_id: 'B1', url: 'https://org.enterprise.slack.com/' }));
    await it.install(organisationGrant('E1', 'xoxb-org'));
  });

  test('serves every workspace of it, and says to Slack which is meant', async () => {
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1', 'E1'));
    await it.send(from(mention('robots', { channel: 'C2' }), 'T2', 'E1'));
    await it.slack.until(() => calls().length === 2);
    expect(it.slack.callsOf('chat.postMessage').map(({ args, token }) => [args['team_id'], token])).toEqual([
      ['T1', 'Bearer xoxb-org'],
      ['T2', 'Bearer xoxb-org'],
    ]);
    expect(it.asked.map(({ conversation }) => conversation.team)).toEqual(['T1', 'T2']);
  });

  test.each([
    [
      'a slash command, where the mark of an organisation is a text',
      () =>
        slashCommand('robots', it.slack.responseUrl(), {
          team_id: 'T1',
          enterprise_id: 'E1',
          is_enterprise_install: 'true',
        }),
    ],
    [
      'a button whose payload names no workspace but that of who pressed',
      () =>
        pressedWith(buttonPress('say:0', 'robots', { response_url: it.slack.responseUrl() }), {
          team: null,
          enterprise: { id: 'E1' },
          is_enterprise_install: true,
          user: { id: 'U1', team_id: 'T1' },
        }),
    ],
    [
      'a button in App Home, whose view names the workspace in which the app is',
      () =>
        pressedWith(buttonPress('say:0', 'robots'), {
          channel: undefined,
          message: undefined,
          container: { type: 'view', view_id: 'V1' },
          team: { id: 'T-OF-USER' },
          enterprise: { id: 'E1' },
          is_enterprise_install: true,
          view: { app_installed_team_id: 'T1' },
        }),
    ],
    ['App Home opened', () => from(homeOpened(), 'T1', 'E1')],
    ['a direct message', () => from(directMessage('robots'), 'T1', 'E1')],
  ])('is found for %s', async (_, payload) => {
    await it.send(payload());
    await quiet();
    expect(it.asked.map(({ conversation }) => conversation.team)).toEqual(['T1']);
    expect(messages()).not.toContain('something came from a workspace where the bot is not installed');
  });

  test('is not found for commands that say they are of no organisation and come from elsewhere', async () => {
    await it.send(slashCommand('robots', it.slack.responseUrl(), { team_id: 'T9', is_enterprise_install: 'false' }));
    await quiet();
    expect(it.asked).toEqual([]);
  });

  test('is found later for what is said unasked, also by another process', async () => {
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1', 'E1'));
    await it.slack.until(() => calls().length === 1);
    const conversation = JSON.parse(JSON.stringify(it.asked[0]?.conversation));
    const other = await startInstallable({ installations: it.kept.store });
    await other.adapter.send(conversation, reply(text('Summary')));
    const posts = other.slack.callsOf('chat.postMessage').map(({ args, token }) => [args['team_id'], token]);
    await other.close();
    expect(posts).toEqual([['T1', 'Bearer xoxb-org']]);
    await expect(it.adapter.send({ ...conversation, team: 'T9' }, reply(text('Summary')))).rejects.toMatchObject({
      outcome: 'gone',
    });
  });

  test('takes nothing more in a workspace that the organisation took it away from', async () => {
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1', 'E1'));
    await it.slack.until(() => calls().length === 1);
    it.slack.provoke('chat.postMessage', { error: 'team_access_not_granted' });
    const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
    await expect(it.adapter.send(conversation, reply(text('Summary')))).rejects.toMatchObject({ outcome: 'gone' });
    expect(it.kept.rows.has('slack E1')).toBe(true);
  });

  test('goes before the one that a workspace had of its own, where Slack says so', async () => {
    await it.install(workspaceGrant('T1', 'xoxb-one', { enterprise: { id: 'E1', name: 'Org' } }));
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1', 'E1'));
    await it.slack.until(() => calls().length === 1);
    await it.send(from(mention('robots', { channel: 'C2' }), 'T1', 'E1'));
    await it.slack.until(() => calls().length === 2);
    expect(calls().map(([, , token]) => token)).toEqual(['xoxb-org', 'xoxb-org']);
  });

  test.each([
    ['without a workspace', { team_id: null, enterprise_id: 'E1', authorizations: undefined }],
    ['with a workspace', from({ json: {} }, 'T1', 'E1').json],
  ])('ends for every workspace when it is uninstalled %s', async (_, fields) => {
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1', 'E1'));
    await it.slack.until(() => calls().length === 1);
    await it.send(eventEnvelope({ type: 'app_uninstalled' }, { ...fields, event_time: Date.now() / 1_000 + 60 }));
    await quiet();
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1', 'E1'));
    await it.send(from(mention('robots', { channel: 'C2' }), 'T2', 'E1'));
    await quiet();
    expect([calls().length, it.kept.rows.has('slack E1')]).toEqual([1, false]);
  });

  test('stays when one of its workspaces is said to have uninstalled the app', async () => {
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1', 'E1'));
    await it.slack.until(() => calls().length === 1);
    const fields = { team_id: 'T1', enterprise_id: 'E1', authorizations: undefined };
    await it.send(eventEnvelope({ type: 'app_uninstalled' }, { ...fields, event_time: Date.now() / 1_000 + 60 }));
    await it.send(from(mention('robots', { channel: 'C2' }), 'T2', 'E1'));
    await it.slack.until(() => calls().length === 2);
    expect(it.kept.rows.has('slack E1')).toBe(true);
  });
});

describe('a channel that two organisations share', () => {
  test('is served by the workspace in which the bot was met, not by that of who wrote', async () => {
    await it.install(workspaceGrant('T1', 'xoxb-one'));
    const authorizations = [{ team_id: 'T1', enterprise_id: null, is_enterprise_install: false }];
    const { json } = mention('robots');
    await it.send({ json: { ...json, team_id: 'T-STRANGER', enterprise_id: 'E-STRANGER', authorizations } });
    await it.slack.until(() => calls().length === 1);
    expect([calls()[0]?.[2], it.asked[0]?.conversation.team]).toEqual(['xoxb-one', 'T1']);
  });

  test('a form in it is answered by the workspace in which the app is, where it was asked for', async () => {
    await it.install(workspaceGrant('T1', 'xoxb-one'));
    it.answerWith(() => privateReply(text('Done')));
    const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
    const view = formView(SUBSCRIBE_FORM, { conversation, channels: [] });
    const submission = view && viewSubmission({ ...view, ...{ app_installed_team_id: 'T1' } });
    const response = submission && (await it.send(pressedWith(submission, { team: { id: 'T-STRANGER' } })));
    await it.slack.until(() => calls().length === 1);
    expect([response?.status, calls()[0], it.asked[0]?.conversation]).toEqual([
      200,
      ['chat.postEphemeral', 'C1', 'xoxb-one'],
      conversation,
    ]);
  });
});
