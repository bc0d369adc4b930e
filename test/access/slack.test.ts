import { setImmediate } from 'node:timers/promises';
import type { AccessRules } from '../../src/access/access.ts';
import { createSlackAdapter } from '../../src/platforms/slack/adapter.ts';
import type { FormView } from '../../src/platforms/slack/form-view.ts';
import { type AdapterUnderTest, startAround } from '../platforms/slack/adapter-under-test.ts';
import { buttonPress, homeOpened, mention, slashCommand, viewSubmission } from '../platforms/slack/payloads.ts';
import { SIGNING_SECRET } from '../platforms/slack/signed-request.ts';
import { createGuardedWorld, type GuardedWorld } from './guarded-world.ts';

interface GuardedSlack extends AdapterUnderTest {
  readonly world: GuardedWorld;
  /** What U1 is told after a slash command in C1. */
  command(text: string, fields?: Readonly<Record<string, string>>): Promise<string>;
  /** Everything that was said so far, wherever it came. */
  said(): readonly string[];
  until(isTrue: () => boolean): Promise<void>;
}

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const it of open.splice(0)) await it.close();
});

/** Slack's adapter with the guarded bot behind it, over a fake Slack that knows the user so. */
async function startSlack(rules: Partial<AccessRules> = {}, user: object = {}): Promise<GuardedSlack> {
  const world = await createGuardedWorld(rules);
  const it = await startAround((common) => {
    const adapter = createSlackAdapter({
      botToken: 'xoxb-test',
      mode: { kind: 'http', signingSecret: SIGNING_SECRET },
      ...common,
    });
    return { ...adapter, connect: () => adapter.connect(world.bot) };
  });
  open.push(it, world);
  it.slack.answer('users.info', ({ user: id }) => ({ user: { id, team_id: 'T1', real_name: 'Ann Lee', ...user } }));
  const answered: string[] = [];
  const textsOf = (calls: readonly { readonly args: Readonly<Record<string, unknown>> }[]) =>
    calls.map(({ args }) => JSON.stringify(args['blocks']) ?? String(args['text']));
  const said = (): readonly string[] => [
    ...answered,
    ...it.slack.responses.map(({ body }) => JSON.stringify(body)),
    ...textsOf(it.slack.callsOf('chat.postMessage')),
    ...textsOf(it.slack.callsOf('chat.postEphemeral')),
  ];
  const until = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue()) await setImmediate();
  };
  return {
    ...it,
    world,
    said,
    until,
    async command(text, fields) {
      const before = it.slack.responses.length;
      const response = await it.send(slashCommand(text, it.slack.responseUrl(), fields));
      const body = await response.text();
      if (body !== '') {
        answered.push(body);
        return body;
      }
      await until(() => it.slack.responses.length > before);
      return JSON.stringify(it.slack.responses.at(-1)?.body);
    },
  };
}

test('a question of whomever asks Slack for nothing', async () => {
  const it = await startSlack({}, { is_restricted: true });
  expect(await it.command('robots')).toContain('5 robots');
  expect(it.slack.callsOf('users.info')).toEqual([]);
  expect(it.slack.callsOf('usergroups.users.list')).toEqual([]);
});

test.each([
  ['a member', {}, 'subscribed this channel'],
  [
    'a member of the organisation',
    { team_id: 'E1', enterprise_user: { teams: ['T2', 'T1'] } },
    'subscribed this channel',
  ],
  ['a guest', { is_restricted: true }, 'You are a guest here'],
  ['a guest of one channel', { is_restricted: true, is_ultra_restricted: true }, 'You are a guest here'],
  ['a stranger', { is_stranger: true }, 'You come from another organisation'],
  ['somebody of another organisation who is no stranger', { team_id: 'T9' }, 'You come from another organisation'],
])('%s may subscribe or not', async (_, user, words) => {
  const it = await startSlack({}, user);
  expect(await it.command('subscribe daily 07:00')).toContain(words);
  expect(it.slack.callsOf('users.info')).toHaveLength(1);
});

test('a guest is told which role is missing and whom to ask, by a message that nobody else sees', async () => {
  const it = await startSlack({ contact: '#ops-help' }, { is_restricted: true });
  const told = await it.command('subscribe daily 07:00');
  expect(told).toContain('needs the role subscriber');
  expect(told).toContain('To change that, ask #ops-help.');
  expect(told).toContain('"response_type":"ephemeral"');
  expect(await it.world.audited()).toEqual([
    'refusal U1 subscribe: subscribe daily 07:00 (needs subscriber, is a guest)',
  ]);
  expect(it.world.entries).toMatchObject([
    { actor: { id: 'U1', name: 'Ann Lee' }, conversation: { platform: 'slack', team: 'T1', channel: 'C1' } },
  ]);
});

test('a form that a guest got hold of changes nothing', async () => {
  const user = { is_restricted: false };
  const it = await startSlack();
  it.slack.answer('users.info', ({ user: id }) => ({ user: { id, team_id: 'T1', ...user } }));
  await it.send(slashCommand('subscribe', it.slack.responseUrl()));
  await it.until(() => it.slack.callsOf('views.open').length === 1);
  const view = it.slack.callsOf('views.open')[0]?.args['view'] as FormView;
  const it2 = await startSlack({}, { is_restricted: true });
  const response = await it2.send(viewSubmission(view));
  expect(await response.text()).toContain('You are a guest here');
  expect(await it2.world.audited()).toMatchObject([expect.stringMatching(/^refusal U1 subscribe: /)]);
});

test('where Slack cannot tell who is a member nobody is taken for one, and it is asked again soon', async () => {
  const it = await startSlack();
  it.slack.provoke('users.info', { error: 'internal_error' });
  expect(await it.command('subscribe daily 07:00')).toContain('could not find out just now whether you are one');
  expect((await it.world.audited()).at(-1)).toContain('(membership not known)');
});

describe('people of other workspaces in a shared channel', () => {
  const fields = { user: 'U9', user_team: 'T9' };
  const shared = (text: string, isExternal: boolean) => {
    const { json } = mention(text, fields);
    return { json: { ...json, is_ext_shared_channel: isExternal } };
  };

  test('those of another organisation get no answer but that, and Slack is asked once', async () => {
    const it = await startSlack({}, { team_id: 'T9' });
    for (const asked of ['robots', 'summary']) await it.send(shared(asked, true));
    await it.until(() => it.said().length === 2);
    expect(it.said().join()).toContain(
      'I answer only people of this workspace, and you come from another organisation.',
    );
    expect(it.said().join()).not.toMatch(/Rex|robots/);
    expect(it.slack.callsOf('users.info')).toHaveLength(1);
  });

  test('those of the same organisation are answered, and Slack is not asked', async () => {
    const it = await startSlack({}, { team_id: 'T9' });
    await it.send(shared('robots', false));
    await it.until(() => it.said().length === 1);
    expect(it.said().join()).toContain('5 robots');
    expect(it.slack.callsOf('users.info')).toEqual([]);
  });

  test('those of a workspace that is allowed are answered, and may not subscribe', async () => {
    const it = await startSlack({ places: { workspaces: ['T1', 'T9'] } }, { team_id: 'T9' });
    await it.send(shared('robots', true));
    await it.until(() => it.said().length === 1);
    expect(it.said().join()).toContain('5 robots');
    await it.send(shared('subscribe daily 07:00', true));
    await it.until(() => it.said().length === 2);
    expect(it.said().at(-1)).toContain('You come from another organisation');
  });

  test('a button is no way around', async () => {
    const it = await startSlack({}, { team_id: 'T9' });
    const user = { id: 'U9', team_id: 'T9' };
    await it.send(buttonPress('say:0', 'robots', { user, response_url: it.slack.responseUrl() }));
    await it.until(() => it.said().length === 1);
    expect(it.said().join()).toContain('I answer only people of this workspace');
  });
});

describe('user groups', () => {
  const rules = { roles: { subscribers: ['S1'], admins: [] } };

  test('give roles; Slack is asked once for all who ask within five minutes', async () => {
    const it = await startSlack(rules, { is_restricted: true });
    it.slack.answer('usergroups.users.list', ({ usergroup }) => ({ users: usergroup === 'S1' ? ['U1', 'U3'] : [] }));
    expect(await it.command('subscribe daily 07:00')).toContain('subscribed this channel');
    expect(await it.command('undo', { user_id: 'U2' })).toContain('needs the role subscriber, which you do not have');
    expect(await it.command('subscribe daily 08:00', { user_id: 'U3' })).toContain('subscribed this channel');
    expect(it.slack.callsOf('usergroups.users.list').map(({ args }) => args)).toEqual([{ usergroup: 'S1' }]);
  });

  test('count as empty where the app may not read them, which is logged', async () => {
    const it = await startSlack(rules);
    it.slack.provoke('usergroups.users.list', { error: 'missing_scope' });
    expect(await it.command('subscribe daily 07:00')).toContain('needs the role subscriber');
    expect(it.log.map(({ level, message, values }) => ({ level, message, values }))).toContainEqual({
      level: 'error',
      message: 'a user group of the settings counts as empty: the Slack app lacks usergroups:read',
      values: { usergroup: 'S1' },
    });
  });
});

describe('who asks too much', () => {
  const rules = { rates: { user: { count: 2, perMs: 60_000 } } };

  test('is told once, and then only acknowledged, whatever he does', async () => {
    const it = await startSlack(rules);
    await it.command('robots');
    await it.send(buttonPress('say:0', 'robots', { response_url: it.slack.responseUrl() }));
    await it.until(() => it.said().length === 2);
    expect(await it.command('robots')).toContain('One moment: I take 2 questions a minute from one person.');
    const quiet = [
      await it.send(slashCommand('robots', it.slack.responseUrl())),
      await it.send(buttonPress('say:0', 'robots', { response_url: it.slack.responseUrl() })),
      await it.send(mention('robots')),
      await it.send(homeOpened()),
    ];
    expect(await Promise.all(quiet.map(async (answer) => [answer.status, await answer.text()]))).toEqual(
      Array(4).fill([200, '']),
    );
    await it.adapter.close();
    expect(it.said()).toHaveLength(3);
    expect(it.slack.callsOf('views.publish')).toEqual([]);
  });

  test('sees why in a form, which stays open', async () => {
    const it = await startSlack(rules);
    await it.send(slashCommand('subscribe', it.slack.responseUrl()));
    await it.until(() => it.slack.callsOf('views.open').length === 1);
    for (const asked of ['robots', 'robots']) await it.command(asked);
    const view = it.slack.callsOf('views.open')[0]?.args['view'] as FormView;
    const response = await it.send(viewSubmission(view));
    expect(await response.json()).toMatchObject({ response_action: 'errors' });
  });
});

test('App Home tells whoever may not ask so', async () => {
  const it = await startSlack({ roles: { viewers: ['U2'], admins: [] } });
  await it.send(homeOpened());
  await it.until(() => it.slack.callsOf('views.publish').length === 1);
  expect(JSON.stringify(it.slack.callsOf('views.publish')[0]?.args)).toContain('Only people with the role viewer');
});
