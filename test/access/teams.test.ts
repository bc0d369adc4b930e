import { setImmediate } from 'node:timers/promises';
import type { AccessRules } from '../../src/access/access.ts';
import { buttonPress, channelMention, personalMessage, TENANT } from '../platforms/teams/activities.ts';
import { startTeams, type TeamsUnderTest } from '../platforms/teams/adapter-under-test.ts';
import { startFakeGraph } from '../platforms/teams/fake-graph.ts';
import { createGuardedWorld, type GuardedWorld } from './guarded-world.ts';

interface GuardedTeams extends TeamsUnderTest {
  readonly world: GuardedWorld;
  /** What is posted next after a message to the bot. */
  ask(activity: (serviceUrl: string) => object): Promise<string>;
  posted(): readonly string[];
  rosterCalls(): readonly string[];
}

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const it of open.splice(0)) await it.close();
});

/** Teams' adapter with the guarded bot behind it, over a connector that tells so of its people. */
async function start(
  rules: Partial<AccessRules> = {},
  member: object = {},
  graphUrl = 'http://127.0.0.1:9',
): Promise<GuardedTeams> {
  const world = await createGuardedWorld(rules);
  const it = await startTeams({ graphUrl }, world.bot);
  open.push(it, world);
  it.connector.tellOfMembers((id) => ({ id, name: 'Ann', tenantId: TENANT, userRole: 'user', ...member }));
  const posts = () => it.connector.messages();
  const posted = () => posts().map(({ body }) => JSON.stringify(body));
  return {
    ...it,
    world,
    posted,
    rosterCalls: () =>
      it.connector.calls
        .filter(({ method }) => method === 'GET')
        .map(({ conversation, activity }) => `${conversation} ${activity}`),
    async ask(activity) {
      const before = posts().length;
      await it.send(activity(it.connector.serviceUrl));
      await it.connector.until(() => posts().length > before);
      return posted().at(-1) ?? '';
    },
  };
}

const SUBSCRIBE = 'subscribe daily 07:00';

test('a question asks Teams for nobody', async () => {
  const it = await start();
  expect(await it.ask((url) => personalMessage(url, 'robots'))).toContain('5 robots');
  expect(it.rosterCalls()).toEqual([]);
});

test.each([
  ['a member', {}, 'subscribed yourself'],
  ['an owner of the team', { userRole: 'owner' }, 'subscribed yourself'],
  [
    'somebody of whom Teams tells no more than the id',
    { tenantId: undefined, userRole: undefined },
    'subscribed yourself',
  ],
  ['a guest', { userRole: 'guest' }, 'You are a guest here'],
  [
    'a guest by the name of the account alone',
    { userPrincipalName: 'ann_home.example#EXT#@work.example' },
    'You are a guest here',
  ],
  ['an anonymous participant of a meeting', { userRole: 'anonymous' }, 'You are a guest here'],
  ['somebody of another tenant', { tenantId: 'tenant-9' }, 'You come from another organisation'],
])('%s may subscribe or not, and Teams is asked once', async (_, member, words) => {
  const it = await start({}, member);
  expect(await it.ask((url) => personalMessage(url, SUBSCRIBE))).toContain(words);
  await it.ask((url) => personalMessage(url, 'subscribe daily 08:00'));
  expect(it.rosterCalls()).toEqual(['a:personal-1 29:ann']);
});

test('in a channel the members of its team count', async () => {
  const it = await start({}, { userRole: 'guest' });
  const channelData = { tenant: { id: TENANT }, team: { id: '19:team@thread.tacv2' } };
  const told = await it.ask((url) => channelMention(url, SUBSCRIBE, undefined, { channelData }));
  expect(told).toContain('You are a guest here');
  expect(told).toContain('To change that, ask #ops-help.');
  expect(it.rosterCalls()).toEqual(['19:team@thread.tacv2 29:ann']);
  expect(await it.world.audited()).toEqual([`refusal 29:ann subscribe: ${SUBSCRIBE} (needs subscriber, is a guest)`]);
});

test('where Teams cannot tell nobody is taken for a member, and it is asked again the next time', async () => {
  const it = await start();
  it.connector.provoke({ status: 503 });
  expect(await it.ask((url) => personalMessage(url, SUBSCRIBE))).toContain('could not find out just now');
  expect(await it.ask((url) => personalMessage(url, SUBSCRIBE))).toContain('subscribed yourself');
  expect(it.log.map(({ message }) => message)).toEqual(['could not learn whether somebody is a guest']);
});

test('roles go by the id in Entra, and then Teams is not asked', async () => {
  const id = '0a1b2c3d-0000-4000-8000-00000000000f';
  const it = await start({ roles: { subscribers: [id.toUpperCase()], admins: [] } }, { userRole: 'guest' });
  const from = { id: '29:ann', name: 'Ann', aadObjectId: id };
  expect(await it.ask((url) => personalMessage(url, SUBSCRIBE, { from }))).toContain('subscribed yourself');
  expect(await it.ask((url) => personalMessage(url, 'undo'))).toContain('needs the role subscriber');
  expect(it.rosterCalls()).toEqual([]);
});

describe('groups of Entra', () => {
  const ann = '0a1b2c3d-0000-4000-8000-00000000000a';
  const ben = '0a1b2c3d-0000-4000-8000-00000000000b';
  const operators = '0a1b2c3d-0000-4000-8000-0000000000f1';

  async function startWithGraph(rules: Partial<AccessRules>) {
    const graph = await startFakeGraph();
    open.push(graph);
    graph.tell({ [ann]: [operators] });
    const it = await start(rules, {}, graph.url);
    const askAs = (aadObjectId: string, text: string) =>
      it.ask((url) => personalMessage(url, text, { from: { id: `29:${aadObjectId}`, name: 'Ann', aadObjectId } }));
    return { graph, askAs };
  }

  test('give roles to those who are in them, and to nobody else; Graph is asked once for each', async () => {
    const { graph, askAs } = await startWithGraph({ roles: { subscribers: [`group:${operators}`], admins: [] } });
    expect(await askAs(ann, SUBSCRIBE)).toContain('subscribed yourself');
    expect(await askAs(ann, 'undo')).toContain('You took back');
    expect(await askAs(ben, SUBSCRIBE)).toContain('needs the role subscriber');
    expect(graph.calls.map(({ path, authorization }) => `${path} ${authorization}`)).toEqual([
      `/v1.0/users/${ann}/checkMemberGroups Bearer token for https://graph.microsoft.com`,
      `/v1.0/users/${ben}/checkMemberGroups Bearer token for https://graph.microsoft.com`,
    ]);
  });

  test('decide who may ask', async () => {
    const { askAs } = await startWithGraph({ roles: { viewers: [`group:${operators}`], admins: [] } });
    expect(await askAs(ann, 'robots')).toContain('5 robots');
    expect(await askAs(ben, 'robots')).toContain('Only people with the role viewer');
  });

  test('are not asked for where roles go by people alone', async () => {
    const { graph, askAs } = await startWithGraph({
      roles: { subscribers: [ann, operators, 'S0123ABCD'], admins: [] },
    });
    expect(await askAs(ben, SUBSCRIBE)).toContain('needs the role subscriber');
    expect(graph.calls).toEqual([]);
  });
});

test('a channel that is not allowed gets one sentence and no data', async () => {
  const it = await start({ places: { channels: ['direct'] } });
  const told = await it.ask((url) => channelMention(url, 'robots'));
  expect(told).toContain('I do not answer in this channel.');
  expect(told).not.toContain('Rex');
  expect(await it.ask((url) => personalMessage(url, 'robots'))).toContain('5 robots');
});

test('who asks too much is told once; then messages are only acknowledged, and buttons, which need an answer, with one line', async () => {
  const it = await start({ rates: { user: { count: 2, perMs: 60_000 } } });
  const { serviceUrl } = it.connector;
  await it.ask((url) => personalMessage(url, 'robots'));
  await it.send(buttonPress(serviceUrl, { command: 'robots', inPlace: true }));
  expect(await it.ask((url) => personalMessage(url, 'robots'))).toContain('One moment: I take 2 questions a minute');
  const answers = [
    await it.send(personalMessage(serviceUrl, 'robots')),
    await it.send(buttonPress(serviceUrl, { command: 'robots' })),
    await it.send(buttonPress(serviceUrl, { command: 'robots', inPlace: true })),
  ];
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(bodies[0]).toBe('');
  for (const body of bodies.slice(1))
    expect(JSON.parse(body).value).toMatch(/^One moment: I take 2 questions a minute/);
  await setImmediate();
  await it.adapter.close();
  expect(it.posted()).toHaveLength(2);
});
