import { ClearStateStore } from '@slack/oauth';
import {
  createMet,
  createStoreForTests,
  INSTALL,
  type Installable,
  organisationGrant,
  startInstallable,
  workspaceGrant,
} from './installable.ts';

let it: Installable;

beforeEach(async () => {
  it = await startInstallable();
});

afterEach(() => it.close());

const finish = ({ state, cookie }: { readonly state: string; readonly cookie: string }, code = 'code-1') =>
  it.get(`/slack/oauth_redirect?code=${code}&state=${state}`, cookie);

/** Everything that was logged, errors with their stacks. */
const logged = (): string =>
  JSON.stringify(it.log, (_, value) => (value instanceof Error ? `${value.message} ${value.stack}` : value));

describe('the page to begin at', () => {
  test('leads to Slack with what the bot asks for, and back to the address that the internet knows', async () => {
    const page = await it.get('/slack/install');
    const html = await page.text();
    const [, href = ''] = /href="([^"]*)"/.exec(html) ?? [];
    const url = new URL(href.replaceAll('&#38;', '&'));
    expect(page.status).toBe(200);
    expect(html).toContain('Add to Slack');
    expect(`${url.origin}${url.pathname}`).toBe(`${it.slack.origin}/oauth/v2/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: INSTALL.clientId,
      redirect_uri: 'https://bot.plant.example/slack/oauth_redirect',
      scope: 'app_mentions:read,chat:write,commands,files:write,im:history,im:write,users:read',
      state: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
  });

  test('asks for more where the settings say so', async () => {
    const curious = await startInstallable({ install: { ...INSTALL, moreScopes: ['usergroups:read'] } });
    const html = await (await curious.get('/slack/install')).text();
    await curious.close();
    expect(html).toContain('users%3Aread%2Cusergroups%3Aread');
  });

  test('gives the browser a cookie that scripts and plain connections do not see', async () => {
    const { headers } = await it.get('/slack/install');
    expect(headers.get('set-cookie')).toMatch(/^slack-app-oauth-state=\S+; Secure; HttpOnly; Path=\/; Max-Age=600$/);
  });

  test('loads nothing, is kept nowhere and tells no other site where it was', async () => {
    const { headers } = await it.get('/slack/install');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('answers browsers only', async () => {
    const origin = new URL(it.url).origin;
    const answers = ['POST', 'PUT', 'DELETE'].map((method) => fetch(`${origin}/slack/install`, { method }));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

describe('a finished install', () => {
  test('says so and what to do next, and keeps the token of the bot', async () => {
    const done = await it.install(workspaceGrant('T1', 'xoxb-one'));
    expect(done.status).toBe(200);
    expect(await done.text()).toMatch(/Scout is installed in Team T1.*\/scout help/s);
    expect(JSON.parse(it.kept.rows.get('slack T1') ?? '')).toMatchObject({ token: 'xoxb-one', botUser: 'U-BOT-T1' });
  });

  test('shows Slack the code, the secret of the app and the address it came back to', async () => {
    await it.install(workspaceGrant('T1', 'xoxb-one'));
    expect(it.slack.callsOf('oauth.v2.access').map(({ args }) => args)).toMatchObject([
      {
        code: 'code-1',
        client_id: INSTALL.clientId,
        client_secret: INSTALL.clientSecret,
        redirect_uri: 'https://bot.plant.example/slack/oauth_redirect',
      },
    ]);
  });

  test('keeps no token of a person, also where Slack gives one', async () => {
    const authed_user = { id: 'U-ADMIN', scope: 'chat:write', access_token: 'xoxp-secret' };
    await it.install(workspaceGrant('T1', 'xoxb-one', { authed_user }));
    expect(it.kept.rows.get('slack T1')).toContain('U-ADMIN');
    expect(it.kept.rows.get('slack T1')).not.toContain('xoxp-secret');
  });

  test('of an organisation is kept under the organisation, and leads to the choice of workspaces', async () => {
    it.slack.answer('auth.test', () => ({ bot_id: 'B1', url: 'https://org.enterprise.slack.com/' }));
    const done = await it.install(organisationGrant('E1', 'xoxb-org'));
    const html = await done.text();
    expect([...it.kept.rows.keys()]).toEqual(['slack E1']);
    expect(html).toContain('Scout is installed in Org E1');
    expect(html).toContain('https://org.enterprise.slack.com/manage/organization/apps/profile/A1/workspaces/add');
  });

  test('of a workspace with a name that is markup shows the name', async () => {
    const team = { id: 'T1', name: '<script>alert(1)</script>' };
    const done = await it.install(workspaceGrant('T1', 'xoxb-one', { team }));
    const html = await done.text();
    expect(html).toContain('&#60;script&#62;');
    expect(html).not.toContain('<script');
  });

  test('is noted for the audit log when it is kept, and not before', async () => {
    it.kept.until = Promise.reject(new Error('the disk is full'));
    it.kept.until.catch(() => undefined);
    await it.install(workspaceGrant('T1', 'xoxb-one'));
    expect(it.noted).toEqual([]);
    it.kept.until = Promise.resolve();
    await it.install(organisationGrant('E1', 'xoxb-org'));
    expect(it.noted).toEqual([{ kind: 'change', command: 'install', team: 'E1', user: 'U-ADMIN' }]);
  });

  test('takes the place of the one before', async () => {
    await it.install(workspaceGrant('T1', 'xoxb-old'));
    await it.install(workspaceGrant('T1', 'xoxb-new'));
    expect([...it.kept.rows.values()].map((row) => JSON.parse(row).token)).toEqual(['xoxb-new']);
  });

  test('can be finished by another process than the one it was begun at', async () => {
    const kept = createStoreForTests();
    const other = await startInstallable({ installations: kept.store });
    other.grant(workspaceGrant('T1', 'xoxb-one'));
    const { state, cookie } = await it.begin();
    const done = await other.get(`/slack/oauth_redirect?code=code-1&state=${state}`, cookie);
    await other.close();
    expect(done.status).toBe(200);
    expect([...kept.rows.keys()]).toEqual(['slack T1']);
  });
});

describe('what is not finished', () => {
  const nothingHappened = (): void => {
    expect(it.slack.callsOf('oauth.v2.access')).toEqual([]);
    expect(it.kept.rows.size).toBe(0);
  };
  const again = 'href="https://bot.plant.example/slack/install"';

  test('because it was not allowed in Slack says that nothing has changed', async () => {
    const { state, cookie } = await it.begin();
    const answer = await it.get(`/slack/oauth_redirect?error=access_denied&state=${state}`, cookie);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Nothing has changed.');
    nothingHappened();
  });

  test.each([
    ['begun in another browser', ({ state }: { state: string }, other: { cookie: string }) => [state, other.cookie]],
    ['begun in a browser that keeps no cookies', ({ state }: { state: string }) => [state, '']],
    ['made up, in the cookie too', () => ['made-up', 'slack-app-oauth-state=made-up']],
    [
      'signed by somebody else',
      () => {
        const forged = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"now":"2026-01-01"}').toString('base64url')}.`;
        return [forged, `slack-app-oauth-state=${forged}`];
      },
    ],
  ])('because it was %s never reaches Slack', async (_, choose) => {
    const [state = '', cookie = ''] = choose(await it.begin(), await it.begin());
    const answer = await finish({ state, cookie });
    const html = await answer.text();
    expect(answer.status).toBe(400);
    expect(html).toContain('Begin again, and finish in the same browser.');
    expect(html).toContain(again);
    nothingHappened();
  });

  test('because it took more than ten minutes never reaches Slack', async () => {
    const signed = new ClearStateStore(INSTALL.stateSecret);
    const begunAt = (minutes: number) =>
      signed.generateStateParam({ scopes: [] }, new Date(Date.now() - minutes * 60_000));
    const [late, inTime] = await Promise.all([begunAt(11), begunAt(9)]);
    const statuses: number[] = [];
    it.grant(workspaceGrant('T1', 'xoxb-one'));
    for (const state of [late, inTime])
      statuses.push((await finish({ state, cookie: `slack-app-oauth-state=${state}` })).status);
    expect([statuses, it.slack.callsOf('oauth.v2.access').length]).toEqual([[400, 200], 1]);
  });

  test('because it was finished before is refused, also when another process finished it', async () => {
    const remember = createMet();
    const [one, other] = await Promise.all([startInstallable({ remember }), startInstallable({ remember })]);
    const begun = await one.begin();
    const path = `/slack/oauth_redirect?code=code-1&state=${begun.state}`;
    one.grant(workspaceGrant('T1', 'xoxb-one'));
    const first = await one.get(path, begun.cookie);
    const second = await one.get(path, begun.cookie);
    const third = await other.get(path, begun.cookie);
    const calls = [one, other].map(({ slack }) => slack.callsOf('oauth.v2.access').length);
    await Promise.all([one.close(), other.close()]);
    expect([first.status, second.status, third.status]).toEqual([200, 400, 400]);
    expect(calls).toEqual([1, 0]);
  });

  test('because it did not begin at the bot is told where it begins', async () => {
    const answer = await it.get('/slack/oauth_redirect?code=code-1');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(again);
    nothingHappened();
  });

  test('because Slack sent no code is told so', async () => {
    const { state, cookie } = await it.begin();
    const answer = await it.get(`/slack/oauth_redirect?error=invalid_scope&state=${state}`, cookie);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Begin again')]);
    nothingHappened();
  });

  test.each(['invalid_code', 'code_already_used'])(
    'because Slack refuses the code (%s) begins again',
    async (error) => {
      it.grant({ ok: false, error });
      const answer = await finish(await it.begin());
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(again)]);
      expect(it.kept.rows.size).toBe(0);
    },
  );

  test('because the settings of the app are wrong is for whoever runs the bot, who finds the reason in the log', async () => {
    it.grant({ ok: false, error: 'bad_client_secret' });
    const answer = await finish(await it.begin());
    const html = await answer.text();
    expect(answer.status).toBe(503);
    expect(html).toContain('Slack refused it.');
    expect(html).not.toContain('bad_client_secret');
    expect(it.log).toContainEqual({
      level: 'error',
      message: 'could not finish an install',
      values: expect.objectContaining({ code: 'bad_client_secret' }),
    });
  });

  test('because Slack is away can be tried again', async () => {
    it.slack.provoke('oauth.v2.access', 'cut');
    const answer = await finish(await it.begin());
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('did not answer')]);
  });

  test('because the store is away can be tried again, and is not taken for installed', async () => {
    it.kept.until = Promise.reject(new Error('the disk with xoxb-one is full'));
    it.kept.until.catch(() => undefined);
    const answer = await it.install(workspaceGrant('T1', 'xoxb-one'));
    const html = await answer.text();
    expect([answer.status, html]).toEqual([503, expect.stringContaining('Begin again in a minute')]);
    expect(html).not.toContain('disk');
  });

  test('because nobody can tell whether it was finished before never reaches Slack', async () => {
    const lost = await startInstallable({ remember: () => Promise.reject(new Error('the store is closed')) });
    const { state, cookie } = await lost.begin();
    const answer = await lost.get(`/slack/oauth_redirect?code=code-1&state=${state}`, cookie);
    const calls = lost.slack.callsOf('oauth.v2.access');
    await lost.close();
    expect([answer.status, calls]).toEqual([503, []]);
  });

  test.each([
    [
      'there is no bot in it',
      workspaceGrant('T1', 'xoxb-one', { bot_user_id: undefined }),
      'create the app from the manifest',
    ],
    [
      'its tokens change by themselves',
      workspaceGrant('T1', 'xoxe.xoxb-one', { refresh_token: 'xoxe-1', expires_in: 43_200 }),
      'token rotation',
    ],
  ])('because %s says what to do', async (_, granted, words) => {
    const answer = await it.install(granted);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(words)]);
    expect(it.kept.rows.size).toBe(0);
  });

  test('because the workspace is not allowed says so and whom to ask, keeps nothing, and is noted once a minute', async () => {
    const picky = await startInstallable({ allowed: ['T1'] });
    const refused = await picky.install(workspaceGrant('T2', 'xoxb-two'));
    const html = await refused.text();
    await picky.install(workspaceGrant('T2', 'xoxb-two'));
    const statuses = [
      refused.status,
      (await picky.install(workspaceGrant('T1', 'xoxb-one'))).status,
      (await picky.install(organisationGrant('E1', 'xoxb-org'))).status,
    ];
    const rows = [...picky.kept.rows.keys()];
    await picky.close();
    expect(html).toContain(
      'This bot is not for the workspace T2. Remove the app there again. To change that, ask #ops-help.',
    );
    // The same workspace again within a minute is no second line.
    expect(picky.noted).toEqual([
      { kind: 'refusal', command: 'install', team: 'T2', user: 'U-ADMIN', reason: 'workspace not allowed' },
      { kind: 'change', command: 'install', team: 'T1', user: 'U-ADMIN' },
      { kind: 'change', command: 'install', team: 'E1', user: 'U-ADMIN' },
    ]);
    expect([statuses, rows]).toEqual([
      [400, 200, 200],
      ['slack T1', 'slack E1'],
    ]);
  });

  test('takes the cookie away', async () => {
    const answer = await finish({ ...(await it.begin()), state: 'another' });
    expect(answer.headers.get('set-cookie')).toContain('Expires=Thu, 01 Jan 1970');
  });

  test('survives addresses that are none', async () => {
    const { hostname, port } = new URL(it.url);
    const { request } = await import('node:http');
    const ask = (path: string, host: string) =>
      new Promise((resolve, reject) => {
        const asking = request({ hostname, port, path, headers: { host } }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode));
        });
        asking.on('error', reject).end();
      });
    const statuses = [
      await ask('/slack/oauth_redirect?code=%', 'bot'),
      await ask('/slack/oauth_redirect?code=a&state=b', ':::'),
      await ask('/slack/install?%%%', ':::'),
      await ask('//slack/install', 'bot'),
    ];
    expect(statuses).toEqual([400, 400, 200, 404]);
  });
});

test('no code, state, token or secret gets into the log', async () => {
  const begun = await it.begin();
  it.grant({ ok: false, error: 'invalid_code' });
  await finish(begun, 'a-code-of-slack');
  await finish(begun, 'a-code-of-slack');
  it.slack.provoke('oauth.v2.access', 'cut', { status: 500 });
  await finish(await it.begin(), 'a-code-of-slack');
  await finish(await it.begin(), 'a-code-of-slack');
  await it.install(workspaceGrant('T1', 'xoxb-one'));
  expect(logged()).toContain('an install was not finished');
  for (const secret of ['a-code-of-slack', begun.state, 'xoxb-one', INSTALL.clientSecret, INSTALL.stateSecret])
    expect(logged()).not.toContain(secret);
});
