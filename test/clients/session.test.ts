import { Refused, UnexpectedAnswer, Unreachable } from '../../src/clients/errors.ts';
import { createHttp, type Http } from '../../src/clients/http.ts';
import type { Credentials } from '../../src/clients/log-in.ts';
import { Session } from '../../src/clients/session.ts';
import { createRecordedLog, type RecordedLog } from './recorded-log.ts';
import { json, type ScoutServer, startScoutServer, status } from './scout-server.ts';

const LOGIN = '/api/v0/login';
const ROBOTS = '/api/v0/robots/';
const AUTHENTICATE = '/api/v0/api_token/authenticate';
const DAY = 86_400_000;
const PASSWORD: Credentials = { kind: 'password', username: 'bot', password: 'secret-password' };
const WRONG: Credentials = { kind: 'password', username: 'bot', password: 'wrong-secret' };
const TOKEN: Credentials = { kind: 'token', token: 'secret-token' };

let server: ScoutServer;
let http: Http;
let log: RecordedLog;
let at: number;

beforeEach(async () => {
  server = await startScoutServer();
  log = createRecordedLog();
  at = Date.parse('2026-10-21T14:20:00Z');
  http = createHttp({
    who: 'Scout north',
    url: server.url,
    tls: { fingerprint: server.fingerprint },
    connectTimeoutMs: 3_000,
    deadlineMs: 10_000,
    retries: 0,
    answerBytes: 1024 * 1024,
    random: () => 0,
  });
});

afterEach(async () => {
  await http.close();
  await server.close();
});

const open = (credentials: Credentials): Session =>
  new Session({ who: 'Scout north', http, credentials, lifetimeMs: 14 * DAY, now: () => at, log });
const robots = (session: Session) => session.send({ path: ROBOTS });
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
const ask = async (session: Session, times: number): Promise<readonly number[]> => {
  const answers = await Promise.all(Array.from({ length: times }, () => robots(session)));
  return [...new Set(answers.map((answer) => answer.status))];
};

describe('with a password', () => {
  test('logs in with the token of the start page and shows it with every request', async () => {
    const session = open(PASSWORD);
    expect(session.state).toEqual({ session: 'none' });
    expect((await robots(session)).status).toBe(200);
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /',
      `POST ${LOGIN}`,
      `GET ${ROBOTS}`,
    ]);
    const [, login, request] = server.asked;
    expect(login?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(login?.body).toBe('username=bot&password=secret-password');
    expect(login?.headers['x-csrf-token']).toBe('csrf-secret');
    expect(request?.headers['x-csrf-token']).toBe('csrf-secret');
    expect(request?.headers.cookie).toContain('session=s1');
    expect(session.state).toEqual({ session: 'open', loggedInAt: at });
  });

  test('follows the start page to where the cookie is given, but to no other host', async () => {
    server.on('/', () => status(302, { location: '/start?x=1' }));
    server.on('/start', () => status(200));
    const elsewhere = open(PASSWORD);
    expect(await failure(robots(elsewhere))).toBeInstanceOf(UnexpectedAnswer);
    expect(server.asked.map(({ path }) => path)).toEqual(['/', '/start']);
    server.on('/', () => status(302, { location: 'https://evil.example/' }));
    expect(await failure(robots(elsewhere))).toMatchObject({ reason: 'no log-in cookie' });
    expect(server.count(LOGIN)).toBe(0);
  });

  test('makes one log-in for a thousand that ask at once', async () => {
    expect(await ask(open(PASSWORD), 1_000)).toEqual([200]);
    expect(server.count(LOGIN)).toBe(1);
  });

  test.each([401, 403])(
    'logs in again once for all when the session is refused with %d in mid-flight',
    async (refusal) => {
      server.refusal = refusal;
      const session = open(PASSWORD);
      await robots(session);
      server.expire();
      expect(await ask(session, 200)).toEqual([200]);
      expect(server.count(LOGIN)).toBe(2);
      expect(await ask(session, 10)).toEqual([200]);
      expect(server.count(LOGIN)).toBe(2);
    },
  );

  test('uses the newer session for a request that failed with the older one', async () => {
    const session = open(PASSWORD);
    await robots(session);
    let release = () => {};
    const isHeld = new Promise<void>((resolve) => {
      release = resolve;
    });
    let held = 0;
    server.on('/api/v0/slow', async () => {
      if (held++ === 0) {
        await isHeld;
        return status(403);
      }
      return json({});
    });
    const slow = session.send({ path: '/api/v0/slow' });
    await until(() => held === 1);
    server.expire();
    // The slow one was sent with the first session; this one brings the second.
    await robots(session);
    release();
    expect((await slow).status).toBe(200);
    expect(server.count(LOGIN)).toBe(2);
  });

  test('takes a redirect to the log-in page for a refusal', async () => {
    const session = open(PASSWORD);
    let times = 0;
    server.on(ROBOTS, () => (times++ === 0 ? status(302, { location: '/login?next=robots' }) : json([])));
    expect((await robots(session)).status).toBe(200);
    expect(server.count(LOGIN)).toBe(2);
  });

  test('does not log in again and again for what the account may not read', async () => {
    server.on('/api/v0/anomalies/', () => status(403));
    const session = open(PASSWORD);
    for (let times = 0; times < 5; times++) {
      const error = await failure(session.send({ path: '/api/v0/anomalies/?limit=5' }));
      expect(error).toBeInstanceOf(Refused);
      expect(error).toMatchObject({
        message: 'Scout north does not let the bot\'s account read "anomalies".',
        reason: 'right missing',
      });
    }
    expect(server.count(LOGIN)).toBe(2);
    expect(await ask(session, 1)).toEqual([200]);
    expect(session.state.session).toBe('open');
    at += 30_000;
    await failure(session.send({ path: '/api/v0/anomalies/' }));
    expect(server.count(LOGIN)).toBe(3);
  });

  test('counts a right that many missed at once as missed once', async () => {
    server.on('/api/v0/anomalies/', () => status(403));
    const session = open(PASSWORD);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => failure(session.send({ path: `/api/v0/anomalies/?limit=${i}` }))),
    );
    at += 30_000;
    server.on('/api/v0/anomalies/', () => json([]));
    expect((await session.send({ path: '/api/v0/anomalies/' })).status).toBe(200);
    const times = server.count(LOGIN);
    server.on('/api/v0/anomalies/', () => status(403));
    await failure(session.send({ path: '/api/v0/anomalies/' }));
    expect(server.count(LOGIN)).toBe(times + 1);
  });

  test('is renewed in the background before its two weeks end', async () => {
    const session = open(PASSWORD);
    await robots(session);
    at += 12 * DAY;
    await robots(session);
    expect(server.count(LOGIN)).toBe(1);
    at += DAY;
    await robots(session);
    await until(() => log.lines.filter(({ message }) => message === 'logged in').length === 2);
    expect(session.state).toEqual({ session: 'open', loggedInAt: at });
    await ask(session, 10);
    expect(server.count(LOGIN)).toBe(2);
  });

  test('is made anew when its two weeks are over', async () => {
    const session = open(PASSWORD);
    await robots(session);
    at += 14 * DAY;
    expect(session.state).toEqual({ session: 'none' });
    expect(await ask(session, 10)).toEqual([200]);
    expect(server.count(LOGIN)).toBe(2);
  });

  test('is kept while it holds when its renewal is refused', async () => {
    const session = open(PASSWORD);
    await robots(session);
    server.password = 'another';
    at += 13 * DAY;
    expect(await ask(session, 10)).toEqual([200]);
    await until(() => log.lines.some(({ message }) => message === 'session not renewed'));
    expect(session.state.session).toBe('open');
    expect(await ask(session, 10)).toEqual([200]);
    expect(server.count(LOGIN)).toBe(2);
  });

  test('tries a wrong password once, then after 30 s, and so on up to 15 minutes', async () => {
    const session = open(WRONG);
    const waits = [30, 60, 120, 240, 480, 900, 900];
    for (const [tries, seconds] of waits.entries()) {
      const error = await failure(Promise.all([robots(session), robots(session)]));
      expect(error).toBeInstanceOf(Refused);
      expect(server.count(LOGIN)).toBe(tries + 1);
      at += seconds * 1000 - 1;
      expect(await failure(robots(session))).toBeInstanceOf(Refused);
      expect(server.count(LOGIN)).toBe(tries + 1);
      at += 1;
    }
  });

  test('says when a refused log-in is tried again', async () => {
    const session = open(WRONG);
    expect(await failure(robots(session))).toMatchObject({
      message: 'Scout north refuses the log-in of the bot. The bot tries again in 30 s.',
      reason: 'log-in refused',
    });
    expect(session.state).toEqual({ session: 'refused', nextLogInAt: at + 30_000 });
    at += 10_000;
    expect(await failure(robots(session))).toMatchObject({ message: expect.stringContaining('in 20 s') });
  });

  test('begins with 30 s again after a log-in that was accepted', async () => {
    const session = open(WRONG);
    await failure(robots(session));
    at += 30_000;
    await failure(robots(session));
    at += 60_000;
    server.password = 'wrong-secret';
    expect(await ask(session, 1)).toEqual([200]);
    server.password = 'another';
    server.expire();
    expect(await failure(robots(session))).toMatchObject({ message: expect.stringContaining('in 30 s') });
  });

  test('waits as long as a server asks that has had too many log-ins', async () => {
    server.on(LOGIN, () => status(429, { 'retry-after': '300' }));
    const session = open(PASSWORD);
    expect(await failure(robots(session))).toMatchObject({
      message: 'Scout north has had too many log-ins. The bot tries again in 5 min.',
    });
    at += 299_999;
    await failure(robots(session));
    expect(server.count(LOGIN)).toBe(1);
  });

  test.each([
    ['a 500', status(500)],
    ['a page', status(200, { 'content-type': 'text/html' }, '<html>log in</html>')],
    ['a redirect', status(302, { location: '/login' })],
  ])('counts %s as a refused log-in', async (_, answer) => {
    server.on(LOGIN, () => answer);
    const session = open(PASSWORD);
    expect(await failure(robots(session))).toBeInstanceOf(Refused);
    expect(await failure(robots(session))).toBeInstanceOf(Refused);
    expect(server.count(LOGIN)).toBe(1);
  });

  test('does not count a failure of the network or of a gateway as a refused log-in', async () => {
    server.on(LOGIN, () => (response) => response.destroy());
    const session = open(PASSWORD);
    expect(await failure(robots(session))).toBeInstanceOf(Unreachable);
    server.on(LOGIN, () => status(503));
    expect(await failure(robots(session))).toBeInstanceOf(Unreachable);
    expect(session.state).toEqual({ session: 'none' });
    expect(server.count(LOGIN)).toBe(2);
  });
});

describe('with a token', () => {
  test('shows it with every request, and needs no cookie', async () => {
    const session = open(TOKEN);
    expect(await ask(session, 100)).toEqual([200]);
    expect(server.count(AUTHENTICATE)).toBe(1);
    expect(server.count('/')).toBe(0);
    expect(server.asked.every(({ headers }) => headers.authorization === 'Bearer secret-token')).toBe(true);
  });

  test.each([401, 403])('leaves a server alone that refuses it with %d', async (refusal) => {
    server.refusal = refusal;
    server.token = 'another';
    const session = open(TOKEN);
    for (let times = 0; times < 5; times++) {
      const error = await failure(robots(session));
      expect(error).toBeInstanceOf(Refused);
      expect(error).toMatchObject({
        message: 'Scout north does not accept the API token. The bot tries again in 30 s.',
        reason: 'API token refused',
      });
    }
    expect(session.state).toEqual({ session: 'refused', nextLogInAt: at + 30_000 });
    expect(server.asked).toHaveLength(1);
  });

  test('notices when it is withdrawn', async () => {
    server.refusal = 401;
    const session = open(TOKEN);
    await robots(session);
    server.token = 'another';
    expect(await failure(Promise.all([robots(session), robots(session)]))).toBeInstanceOf(Refused);
    expect(session.state.session).toBe('refused');
    expect(server.count(AUTHENTICATE)).toBe(2);
  });

  test('tells a right that it lacks from a token that is dead', async () => {
    server.on('/api/v0/runs/', () => status(401));
    const session = open(TOKEN);
    expect(await failure(session.send({ path: '/api/v0/runs/' }))).toMatchObject({
      message: 'Scout north does not let the bot\'s API token read "runs".',
    });
    expect(await ask(session, 5)).toEqual([200]);
  });

  test('is taken as good by a server that cannot check it', async () => {
    server.on(AUTHENTICATE, () => status(404));
    expect(await ask(open(TOKEN), 1)).toEqual([200]);
  });
});

test('writes no secret into errors or the log', async () => {
  const secrets = ['wrong-secret', 'secret-password', 'secret-token', 'csrf-secret', 'session=s'];
  const said: unknown[] = [];
  said.push(await failure(robots(open(WRONG))));
  const session = open(PASSWORD);
  await robots(session);
  server.expire();
  await robots(session);
  server.token = 'another';
  said.push(await failure(robots(open(TOKEN))));
  server.on(LOGIN, () => (response) => response.destroy());
  server.expire();
  said.push(await failure(robots(session)));
  expect(said.every((error) => error instanceof Error)).toBe(true);
  const text = said.map((error) => describeError(error)).join('\n') + JSON.stringify(log.lines);
  expect(log.lines.length).toBeGreaterThan(3);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});

/** All that a log could print of an error, its causes included. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? '';
  return `${error.stack} ${JSON.stringify(Object.entries(error))} ${describeError(error.cause)}`;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
