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
      'a button whose payload names the workspace in the message alone',
      () =>
        pressedWith(buttonPress('say:0', 'robots', { response_url: it.slack.responseUrl() }), {
          team: null,
          enterprise: { id: 'E1' },
          is_enterprise_install: true,
          user: { id: 'U1', team_id: 'T-OF-USER' },
          message: { ts: '1790000000.000001', team: 'T1' },
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

  /** Somebody of a workspace presses a button whose payload names neither a workspace nor a message. */
  const pressFrom = (team: string) =>
    pressedWith(buttonPress('say:0', 'robots', { response_url: it.slack.responseUrl() }), {
      team: null,
      enterprise: { id: 'E1' },
      is_enterprise_install: true,
      user: { id: 'U1', team_id: team },
      message: undefined,
    });

  test.each([
    [
      'a stranger',
      'T-STRANGER',
      { team_id: 'T-STRANGER', enterprise_user: { enterprise_id: 'E-STRANGER' } },
      'stranger',
    ],
    ['one of the organisation', 'T2', { team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } }, 'member'],
  ])('is asked by %s who presses where no workspace is named, as what they are', async (_, team, user, standing) => {
    it.slack.answer('users.info', () => ({ user }));
    await it.send(pressFrom(team));
    await it.slack.until(() => it.slack.responses.length === 1);
    const [message] = it.asked;
    expect([message?.conversation.team, message?.sender.home]).toEqual(['E1', team]);
    expect(await message?.sender.standing?.()).toBe(standing);
    expect([...it.kept.rows.keys()]).toEqual(['slack E1']);
  });

  test('never takes the place of the one that a workspace has of its own', async () => {
    await it.install(workspaceGrant('T1', 'xoxb-one'));
    await it.send(from(mention('robots', { channel: 'C1' }), 'T1', 'E1'));
    await it.slack.until(() => calls().length === 1);
    await quiet();
    expect(JSON.parse(it.kept.rows.get('slack T1') ?? '')).toMatchObject({ kind: 'installation', token: 'xoxb-one' });
  });

  test.each([
    ['the organisation', {}, 'E1'],
    ['the workspace of the context', { context_team_id: 'T1' }, 'T1'],
  ])('is met by %s where the envelope names the workspace of who wrote', async (_, context, team) => {
    await it.install(workspaceGrant('T-OTHER', 'xoxb-other'));
    const authorizations = [{ team_id: null, enterprise_id: 'E1', is_enterprise_install: true }];
    const { json } = mention('robots', { user_team: 'T-OTHER' });
    const fields = { team_id: 'T-OTHER', enterprise_id: null, is_ext_shared_channel: true, authorizations, ...context };
    await it.send({ json: { ...json, ...fields } });
    await it.slack.until(() => calls().length === 1);
    expect(it.asked.map(({ conversation, sender }) => [conversation.team, sender.home])).toEqual([[team, 'T-OTHER']]);
    await it.send(from(mention('robots', { channel: 'C9' }), 'T-OTHER'));
    await it.slack.until(() => calls().length === 2);
    expect(calls().map(([, , token]) => token)).toEqual(['xoxb-org', 'xoxb-other']);
    expect(JSON.parse(it.kept.rows.get('slack T-OTHER') ?? '')).toMatchObject({ token: 'xoxb-other' });
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
