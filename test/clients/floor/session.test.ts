import { Refused, UnexpectedAnswer } from '../../../src/clients/errors.ts';
import type { DialectSettings } from '../../../src/clients/floor/dialect.ts';
import { PathUnknown, SubscriptionKeyRefused } from '../../../src/clients/floor/floor-errors.ts';
import { RightMissing } from '../../../src/clients/session.ts';
import {
  ACCOUNT,
  failure,
  gateway,
  jwtOf,
  MINUTE,
  openClient,
  problem,
  reply,
  startFloorServer,
} from './floor-server.ts';

let server: Awaited<ReturnType<typeof startFloorServer>>;
let opened: ReturnType<typeof openClient>;

const TOKEN = '/token';
const RENEW = '/token/renew';

beforeEach(async () => {
  server = await startFloorServer();
  open();
  server.on(TOKEN, () => ({ token: jwtOf(opened.now(), 30, `log-in ${server.count(TOKEN)}`) }));
  server.on(RENEW, () => ({ token: jwtOf(opened.now(), 30, `renewal ${server.count(RENEW)}`) }));
  server.on('/stations', () => []);
  server.on('/units', () => []);
  server.on('/users', () => []);
});

afterEach(async () => {
  await opened.client.close();
  await server.close();
});

function open(settings: DialectSettings = {}, subscriptionKey?: string): void {
  opened = openClient(server, { settings, ...(subscriptionKey !== undefined && { subscriptionKey }) });
}

async function reopen(settings: DialectSettings, subscriptionKey?: string): Promise<void> {
  await opened.client.close();
  open(settings, subscriptionKey);
}

const claims = (authorization: string | undefined): string =>
  Buffer.from(authorization?.split('.')[1] ?? '', 'base64url').toString();
const shown = (path: string) => server.asked.filter((asked) => asked.path === path).map(({ headers }) => headers);

/** Asks past the cache: for another order each time. */
async function askAgain(): Promise<unknown> {
  return opened.client.workOrder(server.asked.length);
}

describe('the token', () => {
  test('is fetched once for all who ask at the same time', async () => {
    await Promise.all([opened.client.stations(), opened.client.units(), opened.client.users()]);
    expect(server.count(TOKEN)).toBe(1);
    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual(ACCOUNT);
    expect(shown('/units')[0]?.authorization).toMatch(/^Bearer ey/);
    expect(opened.client.health()).toMatchObject({ session: 'open' });
  });

  test.each([
    ['a JSON string', (token: string) => token],
    ['another name', (token: string) => ({ access_token: token })],
    ['a name in capitals', (token: string) => ({ AccessToken: token })],
    ['one level down', (token: string) => ({ data: { jwt: token } })],
  ])('is read from %s', async (_, write) => {
    server.on(TOKEN, (asked, response) => reply(200, JSON.stringify(write(jwtOf(opened.now()))))(asked, response));
    await opened.client.stations();
    expect(shown('/stations')[0]?.authorization).toBe(`Bearer ${jwtOf(opened.now())}`);
  });

  test('is read from plain text', async () => {
    server.on(TOKEN, reply(200, jwtOf(opened.now()), { 'content-type': 'text/plain' }));
    await opened.client.stations();
    expect(shown('/stations')[0]?.authorization).toBe(`Bearer ${jwtOf(opened.now())}`);
  });

  test('whose own times cannot be read lasts 30 minutes', async () => {
    server.on(TOKEN, () => ({ token: 'opaque' }));
    await opened.client.stations();
    opened.pass(24 * MINUTE);
    await opened.client.units();
    opened.pass(7 * MINUTE);
    await opened.client.users();
    expect(server.count(TOKEN)).toBe(2);
    expect(server.count(RENEW)).toBe(0);
  });

  test('lasts as long as it says, even where the server has another time', async () => {
    server.on(TOKEN, () => ({ token: jwtOf(opened.now() - 600 * MINUTE, 60) }));
    await opened.client.stations();
    opened.pass(50 * MINUTE);
    await opened.client.units();
    expect(server.asked.map(({ path }) => path)).toEqual([TOKEN, '/stations', '/units']);
  });

  test('that cannot be found is said so, and the answer is not', async () => {
    server.on(TOKEN, () => ({ answer: 'secret-words' }));
    const error = await failure(opened.client.stations());
    expect(error).toBeInstanceOf(UnexpectedAnswer);
    expect(String(error)).toContain('gives no token');
    expect(String(error)).not.toContain('secret-words');
  });

  test('is sent for as a form, under other names and in another header, where the settings say so', async () => {
    await reopen({
      operations: { token: { path: '/auth/token', parameters: { username: 'login', password: 'pass' } } },
      auth: { bodyStyle: 'form', header: 'X-Token', scheme: '' },
    });
    server.on('/auth/token', () => ({ token: 'plain-token' }));
    await opened.client.stations();
    const form = new URLSearchParams(server.asked[0]?.body);
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'password',
      login: ACCOUNT.username,
      pass: ACCOUNT.password,
    });
    expect(shown('/stations')[0]?.['x-token']).toBe('plain-token');
  });
});

describe('renewal', () => {
  beforeEach(async () => {
    for (let id = 0; id < 40; id++) server.on(`/workorders/${id}`, () => ({ id, workOrderNumber: 'WO-1' }));
    await askAgain();
  });

  test('waits until five minutes are left', async () => {
    opened.pass(25 * MINUTE - 1_000);
    await askAgain();
    expect(server.count(RENEW)).toBe(0);
    opened.pass(1_000);
    await askAgain();
    expect(server.count(RENEW)).toBe(1);
    expect(claims(shown(RENEW)[0]?.authorization)).toContain('log-in 1');
    expect(claims(server.asked.at(-1)?.headers.authorization)).toContain('renewal 1');
    expect(server.count(TOKEN)).toBe(1);
  });

  test('of a token that lasts five minutes only does not come with every question', async () => {
    opened.pass(31 * MINUTE);
    server.on(TOKEN, () => ({ token: jwtOf(opened.now(), 5) }));
    await askAgain();
    opened.pass(4 * MINUTE);
    await askAgain();
    expect(server.count(RENEW)).toBe(0);
    opened.pass(15_000);
    await askAgain();
    expect(server.count(RENEW)).toBe(1);
  });

  test('happens once for all who ask meanwhile', async () => {
    opened.pass(26 * MINUTE);
    await Promise.all([opened.client.stations(), opened.client.units(), opened.client.users()]);
    expect(server.count(RENEW)).toBe(1);
    expect(shown('/units').map(({ authorization }) => claims(authorization))[0]).toContain('renewal 1');
  });

  test('does not happen while nobody asks: the next question logs in', async () => {
    opened.pass(31 * MINUTE);
    await askAgain();
    expect(server.count(RENEW)).toBe(0);
    expect(server.count(TOKEN)).toBe(2);
  });

  test.each([401, 400, 404, 405])('that is refused with %i becomes one log-in', async (status) => {
    server.on(RENEW, problem(status));
    opened.pass(26 * MINUTE);
    await Promise.all([opened.client.stations(), opened.client.units()]);
    expect(server.count(RENEW)).toBe(1);
    expect(server.count(TOKEN)).toBe(2);
    expect(claims(shown('/units')[0]?.authorization)).toContain('log-in 2');
  });

  test('that the server cannot do now leaves the token in use, and is tried again later', async () => {
    server.on(RENEW, problem(503));
    opened.pass(26 * MINUTE);
    await askAgain();
    await askAgain();
    expect(server.count(RENEW)).toBe(1);
    expect(claims(server.asked.at(-1)?.headers.authorization)).toContain('log-in 1');
    opened.pass(31_000);
    await askAgain();
    expect(server.count(RENEW)).toBe(2);
    expect(server.count(TOKEN)).toBe(1);
  });

  test('shows the token in the body where the settings say so', async () => {
    await reopen({ auth: { renew: { style: 'body', field: 'jwt' } } });
    await askAgain();
    opened.pass(26 * MINUTE);
    await askAgain();
    const renewal = server.asked.find(({ path }) => path === RENEW);
    expect(JSON.parse(renewal?.body ?? '')).toEqual({ jwt: expect.stringMatching(/^ey/) });
    expect(renewal?.headers.authorization).toBeUndefined();
  });

  test('is left out where the operation is switched off', async () => {
    await reopen({ operations: { renewToken: { enabled: false } } });
    await askAgain();
    opened.pass(29 * MINUTE);
    await askAgain();
    expect(server.count(RENEW)).toBe(0);
    opened.pass(2 * MINUTE);
    await askAgain();
    expect(server.count(TOKEN)).toBe(3);
  });
});

describe('a refusal', () => {
  test('of data with 401 means one log-in and one more try', async () => {
    server.on('/stations', (asked, response) =>
      server.count('/stations') === 1 ? reply(401)(asked, response) : reply(200, [])(asked, response),
    );
    expect((await opened.client.stations()).value.items).toEqual([]);
    expect(server.count(TOKEN)).toBe(2);
    expect(server.count('/stations')).toBe(2);
  });

  test('that outlasts a log-in is told, and does not log in again at once', async () => {
    server.on('/stations', reply(401));
    const error = await failure(opened.client.stations());
    expect(error).toBeInstanceOf(RightMissing);
    expect(server.count(TOKEN)).toBe(2);
    opened.pass(3_000);
    await failure(opened.client.stations());
    expect(server.count(TOKEN)).toBe(2);
    expect((await opened.client.units()).value.items).toEqual([]);
  });

  test('for want of a subscription key is told apart from a bad token, and nobody logs in again', async () => {
    server.on('/stations', gateway(401, 'Access denied due to missing subscription key.'));
    const error = await failure(opened.client.stations());
    expect(error).toBeInstanceOf(SubscriptionKeyRefused);
    expect(String(error)).toContain('FLOOR_SUBSCRIPTION_KEY');
    expect(server.count(TOKEN)).toBe(1);
    expect(server.count('/stations')).toBe(1);
  });

  test('of the log-in for want of a subscription key says that', async () => {
    server.on(TOKEN, gateway(401, 'Access denied due to invalid subscription key.'));
    expect(String(await failure(opened.client.stations()))).toContain('FLOOR_SUBSCRIPTION_KEY');
  });

  test('does not come where the key is set: it is sent with every call, under the name that is set', async () => {
    await reopen({ auth: { subscriptionKeyHeader: 'X-Key' } }, 'secret-key');
    await opened.client.stations();
    expect(server.asked.map(({ headers }) => headers['x-key'])).toEqual(['secret-key', 'secret-key']);
  });

  test.each([401, 400])('of the password with %i backs off, longer each time', async (status) => {
    server.on(TOKEN, problem(status));
    const first = await failure(opened.client.stations());
    expect(first).toBeInstanceOf(Refused);
    expect(String(first)).toContain('refuses the log-in of the bot. The bot tries again in 30 s.');
    opened.pass(27_000);
    await failure(opened.client.stations());
    expect(server.count(TOKEN)).toBe(1);
    opened.pass(3_000);
    expect(String(await failure(opened.client.stations()))).toContain('again in 60 s');
    expect(server.count(TOKEN)).toBe(2);
    expect(opened.client.health()).toMatchObject({ session: 'refused', nextLogInAt: opened.now() + MINUTE });
  });

  test('of a user without the right says what is missing', async () => {
    server.on(TOKEN, problem(403));
    expect(String(await failure(opened.client.stations()))).toContain("does not let the bot's account use the API");
  });

  test('of the address of the log-in points to the settings file', async () => {
    server.on(TOKEN, gateway(404, 'Resource not found'));
    const error = await failure(opened.client.stations());
    expect(error).toBeInstanceOf(PathUnknown);
    expect(String(error)).toContain('FLOOR_FILE');
  });

  test('never puts token, password or key into the log', async () => {
    await reopen({}, 'secret-key');
    server.on('/stations', reply(401));
    await failure(opened.client.stations());
    server.on(TOKEN, problem(401));
    opened.pass(31 * MINUTE);
    await failure(opened.client.units());
    const logged = JSON.stringify(opened.log.lines);
    expect(logged).toContain('log-in refused');
    for (const secret of [ACCOUNT.password, 'secret-key', jwtOf(opened.now()).slice(0, 20)])
      expect(logged).not.toContain(secret);
  });
});
