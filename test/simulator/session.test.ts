import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { createMember, createVisitor, logIn } from './visitor.ts';

const DAY = 86_400_000;
let simulator: Simulator;

afterEach(() => simulator.close());

const cookieNames = (headers: readonly string[]): readonly string[] =>
  headers.map((line) => line.split('=', 1)[0] ?? '');

describe('Scout 3.3', () => {
  beforeEach(async () => {
    simulator = await startSimulator({ version: '3.3', frozen: true, world: { robots: [] } });
  });

  /** The cookies and the CSRF token of a new visitor. */
  async function openDoor() {
    const visitor = createVisitor(simulator);
    const answer = await visitor.get('/');
    visitor.close();
    const lines = [answer.headers['set-cookie'] ?? []].flat();
    const cookie = lines.map((line) => line.split(';', 1)[0]).join('; ');
    return { lines, cookie, csrf: /x-csrf-token=([^;]+)/.exec(cookie)?.[1] ?? '' };
  }

  async function post(body: unknown, headers: Readonly<Record<string, string>>) {
    const visitor = createVisitor(simulator);
    const answer = await visitor.send('POST', '/api/v0/login', { body, headers });
    visitor.close();
    return answer;
  }

  test('gives the CSRF token as a cookie, and the same one to whoever comes back', async () => {
    const { lines, cookie } = await openDoor();
    expect(cookieNames(lines)).toContain('x-csrf-token');
    const visitor = createVisitor(simulator, { cookie });
    const again = await visitor.get('/');
    visitor.close();
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['form fields', (account: Record<string, string>) => new URLSearchParams(account).toString()],
    ['JSON', (account: Record<string, string>) => account],
  ])('logs in with %s and says only the username', async (_, encode) => {
    const { cookie, csrf } = await openDoor();
    const { username, password } = simulator.credentials;
    const answer = await post(encode({ username, password }), { cookie, 'x-csrf-token': csrf });
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ username });
    const member = createVisitor(simulator, { cookie });
    expect((await member.get('/api/v0/robots')).status).toBe(200);
    member.close();
  });

  test('wants the CSRF header, a session that it knows, and the right password', async () => {
    const { cookie, csrf } = await openDoor();
    const { username, password } = simulator.credentials;
    const account = { username, password };
    expect((await post(account, { cookie })).status).toBe(403);
    expect((await post(account, { cookie, 'x-csrf-token': 'other' })).status).toBe(403);
    expect((await post(account, { cookie: `x-csrf-token=${csrf}`, 'x-csrf-token': csrf })).status).toBe(403);
    expect((await post({ username, password: 'wrong' }, { cookie, 'x-csrf-token': csrf })).status).toBe(401);
  });

  test('a session ends after two weeks', async () => {
    const member = createVisitor(simulator, { cookie: await logIn(simulator) });
    simulator.clock.moveBy(14 * DAY - 1);
    expect((await member.get('/api/v0/robots')).status).toBe(200);
    simulator.clock.moveBy(1);
    expect((await member.get('/api/v0/robots')).status).toBe(403);
    member.close();
  });

  test('knows no tokens', async () => {
    const visitor = createVisitor(simulator, { authorization: `Bearer ${simulator.credentials.token}` });
    expect((await visitor.get('/api/v0/robots')).status).toBe(403);
    visitor.close();
  });

  test('one who is known can use every method without the CSRF header', async () => {
    const member = createVisitor(simulator, { cookie: await logIn(simulator) });
    const answer = await member.send('POST', '/api/v0/robots', { body: { hostname: '10.0.0.9' } });
    expect(answer.json()).toEqual({ robotIndex: 0 });
    member.close();
  });
});

describe.each(['4.1', '5.1'] as const)('Orbit %s', (version) => {
  beforeEach(async () => {
    simulator = await startSimulator({ version, frozen: true, world: { robots: [] } });
  });

  test('takes a token without cookies or CSRF header, also for POST', async () => {
    const member = await createMember(simulator, version);
    expect((await member.get('/api/v0/api_token/authenticate')).status).toBe(200);
    expect((await member.send('POST', '/api/v0/robots', { body: { hostname: '10.0.0.9' } })).status).toBe(200);
    member.close();
  });

  test('answers 400 to a check without a token and 401 to a wrong one', async () => {
    const none = createVisitor(simulator);
    const wrong = createVisitor(simulator, { authorization: 'Bearer other' });
    expect((await none.get('/api/v0/api_token/authenticate')).status).toBe(400);
    expect((await wrong.get('/api/v0/api_token/authenticate')).status).toBe(401);
    expect((await wrong.get('/api/v0/robots')).status).toBe(401);
    none.close();
    wrong.close();
  });

  test('still takes the password', async () => {
    const member = createVisitor(simulator, { cookie: await logIn(simulator) });
    expect((await member.get('/api/v0/robots')).status).toBe(200);
    member.close();
  });
});
