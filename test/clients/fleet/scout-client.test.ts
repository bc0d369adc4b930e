import { once } from 'node:events';
import { createServer } from 'node:net';
import { NotFound, Refused, UnexpectedAnswer, Unreachable } from '../../../src/clients/errors.ts';
import type { FleetClient, List, Run } from '../../../src/clients/fleet/fleet-client.ts';
import { createScoutClient, type ScoutOptions } from '../../../src/clients/fleet/scout-client.ts';
import { createRecordedLog, type RecordedLog } from '../recorded-log.ts';
import { type Asked, json, type ScoutServer, startScoutServer, status } from '../scout-server.ts';

const API = '/api/v0';
const HTML = status(200, { 'content-type': 'text/html' }, '<!doctype html><html></html>');
const START = Date.parse('2026-10-21T14:20:00Z');

let server: ScoutServer;
let log: RecordedLog;
let at: number;
const open: FleetClient[] = [];

beforeEach(async () => {
  server = await startScoutServer();
  log = createRecordedLog();
  at = START;
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
  await server.close();
});

function connect(options: Partial<ScoutOptions> = {}): FleetClient {
  const client = createScoutClient({
    site: { name: 'north', url: server.url, zone: 'UTC' },
    credentials: { kind: 'password', username: 'bot', password: 'secret-password' },
    tls: { fingerprint: server.fingerprint },
    timing: { retries: 0 },
    now: () => at,
    random: () => 0,
    log,
    ...options,
  });
  open.push(client);
  return client;
}

async function pagesOf(pages: AsyncIterable<List<Run>>): Promise<readonly List<Run>[]> {
  const all: List<Run>[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
const version = (text: string) => server.on(`${API}/version/`, () => json({ version: text }));
const lastAsked = (path: string): Asked | undefined => server.asked.findLast((asked) => asked.path === path);

/** A server of `length` runs, one a minute, newest first, named by their number. */
function serveRuns(length: number): void {
  const runs = Array.from({ length }, (_, index) => ({
    uuid: `run-${index}`,
    startTime: new Date(START - index * 60_000).toISOString(),
    robotNickname: index % 2 ? 'Rex' : 'Daisy',
    missionName: index % 3 ? 'Round' : 'North, then south',
    missionStatus: 'SUCCESS',
  }));
  server.on(`${API}/runs/`, ({ query }) => {
    const offset = Number(query.get('offset') ?? 0);
    const limit = Number(query.get('limit') ?? 20);
    const chosen = runs.filter(
      ({ robotNickname, missionName, startTime }) =>
        (query.get('robotNickname') ?? robotNickname) === robotNickname &&
        (query.get('missions') ?? missionName) === missionName &&
        startTime >= (query.get('startTime') ?? '') &&
        startTime < (query.get('endTime') ?? '9'),
    );
    return json({ resources: chosen.slice(offset, offset + limit), total: chosen.length, limit, offset });
  });
}

test('answers a thousand cold questions with one log-in and one request each', async () => {
  serveRuns(3);
  const client = connect();
  await Promise.all(
    Array.from({ length: 250 }, () => [
      client.robots(),
      client.runs({}),
      client.version(),
      client.runs({ robot: 'Rex' }),
    ]).flat(),
  );
  expect(server.count(`${API}/login`)).toBe(1);
  expect(server.count(`${API}/robots/`)).toBe(1);
  expect(server.count(`${API}/version/`)).toBe(1);
  expect(server.count(`${API}/runs/`)).toBe(2);
});

test('tells nothing of a connection that nobody has asked for', async () => {
  const client = connect();
  expect(client.health()).toEqual({ session: 'none', credentials: 'password' });
  await client.robots();
  expect(client.health()).toEqual({ session: 'open', credentials: 'password', loggedInAt: at, lastAnswerAt: at });
});

test('works with an API token', async () => {
  const client = connect({ credentials: { kind: 'token', token: 'secret-token' } });
  expect((await client.robots()).value).toEqual([{ name: 'Rex', hostname: '10.0.0.1' }]);
  expect(client.health()).toMatchObject({ session: 'open', credentials: 'token' });
});

test('warns at every start when certificates are not checked', () => {
  connect();
  expect(log.lines).toEqual([]);
  connect({ tls: { insecure: true } });
  expect(log.lines).toEqual([
    { level: 'warn', values: { site: 'north' }, message: 'the certificate of this Scout is not checked' },
  ]);
});

test('takes lifetimes only for answers that there are', async () => {
  const ttlSeconds: Record<string, number> = { robot: 5 };
  expect(() => connect({ ttlSeconds })).toThrow('No answer is called "robot"; there are robots, session');
  const client = connect({ ttlSeconds: { robots: 1_000 } });
  await client.robots();
  at += 999_000;
  await client.robots();
  expect(server.count(`${API}/robots/`)).toBe(1);
});

describe('runs', () => {
  test('are read to their end, newest first', async () => {
    serveRuns(1_234);
    const { value } = await connect().runs({});
    expect(value).toMatchObject({ total: 1_234, complete: true });
    expect(value.items.map(({ uuid }) => uuid)).toEqual(Array.from({ length: 1_234 }, (_, index) => `run-${index}`));
    expect(server.count(`${API}/runs/`)).toBe(3);
  });

  test('are cut at the bound, which the answer says', async () => {
    serveRuns(1_234);
    const { value } = await connect({ bounds: { maxItems: 700 } }).runs({});
    expect(value).toMatchObject({ total: 1_234, complete: false });
    expect(value.items).toHaveLength(700);
  });

  test('are asked for in one small request when few are wanted', async () => {
    serveRuns(50);
    const { value } = await connect().runs({ limit: 3 });
    expect(value).toMatchObject({ total: 50, complete: false });
    expect(value.items).toHaveLength(3);
    expect(Object.fromEntries(lastAsked(`${API}/runs/`)?.query ?? [])).toEqual({ orderBy: 'newest', limit: '3' });
  });

  test('are those of exactly the robot and mission asked for, whatever the server makes of the names', async () => {
    serveRuns(12);
    const client = connect();
    const ofRex = await client.runs({ robot: 'Rex', mission: 'Round' });
    expect(ofRex.value.items.map(({ uuid }) => uuid)).toEqual(['run-1', 'run-5', 'run-7', 'run-11']);
    expect(lastAsked(`${API}/runs/`)?.query.get('missions')).toBe('Round');
    // A comma would make two names of it, so it is looked for here.
    const withComma = await client.runs({ mission: 'North, then south', limit: 2 });
    expect(withComma.value.items.map(({ uuid }) => uuid)).toEqual(['run-0', 'run-3']);
    expect(lastAsked(`${API}/runs/`)?.query.has('missions')).toBe(false);
    server.on(`${API}/runs/`, () =>
      json([
        { uuid: 'a', robotNickname: 'Rex II' },
        { uuid: 'b', robotNickname: 'Rex' },
      ]),
    );
    expect((await client.runs({ robot: 'Rex', limit: 5 })).value.items.map(({ uuid }) => uuid)).toEqual(['b']);
  });

  test('are asked for by names in which nothing has a second meaning', async () => {
    serveRuns(1);
    await connect().runs({ robot: 'Rex + Daisy & co #1', limit: 1 });
    expect(lastAsked(`${API}/runs/`)?.search).toContain('robotNickname=Rex%20%2B%20Daisy%20%26%20co%20%231&');
  });

  test('of a span begin at its start and end before its end', async () => {
    serveRuns(60);
    const { value } = await connect().runs({ from: START - 10 * 60_000, to: START - 5 * 60_000 });
    expect(value.items.map(({ uuid }) => uuid)).toEqual(['run-6', 'run-7', 'run-8', 'run-9', 'run-10']);
  });

  test('of the last hour are one question within a minute, and exact all the same', async () => {
    serveRuns(120);
    const client = connect();
    const lastHour = async () => (await client.runs({ from: at - 3_600_000, to: at })).value;
    at += 1_000;
    expect(await lastHour()).toMatchObject({ total: 60, complete: true });
    at += 1_000;
    const list = await lastHour();
    expect(list.items.map(({ uuid }) => uuid)).toEqual(Array.from({ length: 60 }, (_, index) => `run-${index}`));
    expect(server.count(`${API}/runs/`)).toBe(1);
  });

  test('of a span that is long over are fresh for five minutes, newer ones for ten seconds', async () => {
    serveRuns(5);
    const client = connect();
    const day = 86_400_000;
    const old = () => client.runs({ from: START - 3 * day, to: START - 2 * day });
    const recent = () => client.runs({ from: START - day, to: START - day / 2 });
    await Promise.all([old(), recent()]);
    at += 299_000;
    expect((await old()).asOf).toBe(START);
    expect((await recent()).asOf).toBe(at);
  });

  test('that come in another order are sorted', async () => {
    const run = (uuid: string, minute: number) => ({ uuid, startTime: `2026-10-21T14:0${minute}:00Z` });
    server.on(`${API}/runs/`, () => json([run('b', 2), { uuid: 'x' }, run('c', 1), run('a', 3)]));
    expect((await connect().runs({})).value.items.map(({ uuid }) => uuid)).toEqual(['a', 'b', 'c', 'x']);
  });

  test('are given in pages without a bound', async () => {
    serveRuns(1_234);
    const pages = await pagesOf(connect({ bounds: { maxItems: 10 } }).runPages({}));
    expect(pages.map(({ items, complete }) => [items.length, complete])).toEqual([
      [500, false],
      [500, false],
      [234, true],
    ]);
  });

  test('in pages stop at a limit, and say on the last page whether more follow', async () => {
    serveRuns(1_234);
    const client = connect();
    const pages = await pagesOf(client.runPages({ robot: 'Rex', limit: 510 }));
    expect(pages.map(({ items, complete }) => [items.length, complete])).toEqual([
      [500, false],
      [10, false],
    ]);
    const [first] = await pagesOf(client.runPages({ limit: 5 }));
    expect(first).toMatchObject({ total: 1_234, complete: false });
    expect(first?.items).toHaveLength(5);
  });
});

describe('a run', () => {
  test('is fresh for five minutes when it is over, for ten seconds while it goes on', async () => {
    server.on(`${API}/runs/old/`, () => json({ uuid: 'old', endTime: '2026-10-21T10:00:00Z' }));
    server.on(`${API}/runs/new/`, () => json({ uuid: 'new', startTime: '2026-10-21T14:10:00Z' }));
    const client = connect();
    await Promise.all([client.run('old'), client.run('new')]);
    at += 299_000;
    expect((await client.run('old')).asOf).toBe(START);
    expect((await client.run('new')).asOf).toBe(at);
  });

  test.each([
    ['404', status(404)],
    ['400', status(400)],
    ['500 while other questions are answered', status(500)],
    ['null', json(null)],
  ])('is not found when the answer is %s', async (_, answer) => {
    server.on(`${API}/runs/nothing/`, () => answer);
    const client = connect();
    const error = await failure(client.run('nothing'));
    expect(error).toBeInstanceOf(NotFound);
    expect(error).toMatchObject({ message: 'Scout north has no run nothing.' });
    expect(client.health().outage).toBeUndefined();
  });

  test('is unreachable when nothing is answered but 500', async () => {
    server.on(`${API}/runs/nothing/`, () => status(500));
    server.on(`${API}/robots/`, () => status(500));
    const client = connect();
    expect(await failure(client.run('nothing'))).toBeInstanceOf(Unreachable);
    expect(client.health().outage).toMatchObject({ reason: 'error 500', tries: 1 });
  });

  test('has its actions in order, and says when the server gave only some', async () => {
    const event = (uuid: string, minute: number, runUuid = 'r') => ({
      uuid,
      runUuid,
      time: `2026-10-21T14:0${minute}:00Z`,
    });
    server.on(`${API}/run_events/`, () =>
      json({ resources: [event('b', 2), event('x', 0, 'other'), event('a', 1)], total: 3 }),
    );
    const client = connect();
    const { value } = await client.runEvents('r');
    expect(value.items.map(({ uuid }) => uuid)).toEqual(['a', 'b']);
    expect(value.complete).toBe(true);
    expect(lastAsked(`${API}/run_events/`)?.query.get('runUuid')).toBe('r');
    server.on(`${API}/run_events/`, () => json({ resources: [event('a', 1)], total: 50, limit: 20, offset: 0 }));
    expect((await client.runEvents('other')).value.complete).toBe(false);
    expect((await client.runEvents('r2')).value).toMatchObject({ complete: false });
  });

  test('keeps its actions longer when it ended long ago', async () => {
    server.on(`${API}/runs/old/`, () => json({ uuid: 'old', endTime: '2026-10-21T10:00:00Z' }));
    server.on(`${API}/run_events/`, () => json({ resources: [], total: 0 }));
    const client = connect();
    await client.run('old');
    await Promise.all([client.runEvents('old'), client.runEvents('new')]);
    at += 599_000;
    await Promise.all([client.runEvents('old'), client.runEvents('new')]);
    expect(server.asked.filter(({ query }) => query.get('runUuid') === 'old')).toHaveLength(1);
    expect(server.asked.filter(({ query }) => query.get('runUuid') === 'new')).toHaveLength(2);
  });
});

describe('what only newer servers have', () => {
  const questions = (client: FleetClient) => [
    client.robotSession('Rex'),
    client.runLog('r'),
    client.anomalies({}),
    client.runStatistics({ from: 0, to: START }),
  ];

  test('is not reported by an older one, without asking', async () => {
    version('3.3.2');
    const answers = await Promise.all(questions(connect()));
    expect(answers.map(({ value }) => value)).toEqual([undefined, undefined, undefined, undefined]);
    expect(server.asked.map(({ path }) => path)).toEqual(['/', `${API}/login`, `${API}/version/`]);
  });

  test('begins with its own version', async () => {
    version('4.1.0');
    server.on(`${API}/anomalies/`, () => json({ resources: [], total: 0 }));
    const client = connect();
    expect((await client.anomalies({})).value).toEqual({ items: [], total: 0, complete: true });
    expect((await client.runLog('r')).value).toBeUndefined();
    expect(server.count(`${API}/runs/r/log/`)).toBe(0);
  });

  test.each([
    ['has no such address', status(404)],
    ['shows a page instead', HTML],
    ['fails at it', status(500)],
    ['is not allowed to the bot', status(403)],
    ['tells nothing', json({ serial: 'x' })],
  ])('is asked for where the version %s, and not reported where it is not there', async (_, answer) => {
    server.on(`${API}/version/`, () => answer);
    server.on(`${API}/anomalies/`, () => HTML);
    server.on(`${API}/runs/r/log/`, () => json([{ event: 'Started' }]));
    const client = connect();
    expect((await client.version()).value).toBeUndefined();
    expect((await client.anomalies({})).value).toBeUndefined();
    expect((await client.runLog('r')).value).toEqual([{ event: 'Started' }]);
    expect((await client.calendar()).value).toBeUndefined();
  });

  test('is nonsense when a server that has it shows a page', async () => {
    version('5.1.0');
    server.on(`${API}/anomalies/`, () => HTML);
    expect(await failure(connect().anomalies({}))).toBeInstanceOf(UnexpectedAnswer);
  });

  test('is asked for by its own paths', async () => {
    server.on(`${API}/robot-session/Rex%20%2F%20II/session/`, () =>
      json({ missionRunning: true, batteryState: { chargePercentage: 71 } }),
    );
    server.on(`${API}/run_statistics/sessions/`, () =>
      json([
        { runId: 'r', start: '2026-10-21T14:00:00Z' },
        { runId: 'late', start: '2026-10-21T14:30:00Z' },
      ]),
    );
    server.on(`${API}/anomalies/`, () =>
      json({
        resources: [
          { uuid: 'a', status: 'open', time: '2026-10-21T14:00:00Z' },
          { uuid: 'b', status: 'closed' },
        ],
        total: 2,
      }),
    );
    server.on(`${API}/calendar/schedule/`, () => json({ activeEvents: [{ schedule: { timeMs: 5 } }] }));
    const client = connect();
    expect((await client.robotSession('Rex / II')).value).toEqual({ missionRunning: true, batteryPercent: 71 });
    const statistics = await client.runStatistics({ from: START - 3_600_000, to: START + 1 });
    expect(statistics.value?.map(({ runUuid }) => runUuid)).toEqual(['r']);
    expect(lastAsked(`${API}/run_statistics/sessions/`)?.query.get('start')).toBe('2026-10-21T13:20:00.000Z');
    expect((await client.anomalies({ status: 'open' })).value?.items.map(({ uuid }) => uuid)).toEqual(['a']);
    expect((await client.calendar()).value).toEqual([{ firstAt: 5, repeatMs: 0, blackouts: [] }]);
  });

  test('is asked for also by a name with half a character in it', async () => {
    server.on(`${API}/robot-session/Rex%EF%BF%BD/session/`, () => json({ currentDriverId: 'ann' }));
    expect((await connect().robotSession('Rex\ud800')).value).toEqual({ driver: 'ann' });
  });

  test('of a robot is not reported while only that robot is out of reach', async () => {
    server.on(`${API}/robot-session/Rex/session/`, () => status(504));
    const client = connect();
    expect((await client.robotSession('Rex')).value).toBeUndefined();
    expect(client.health().outage).toBeUndefined();
  });
});

test('reads missions as site walks, or as Scout called them before', async () => {
  const client = connect();
  server.on(`${API}/missions`, () => json([{ uuid: 'm', mission_id: 'x', name: 'Old Round' }]));
  expect((await client.missions()).value).toEqual([{ uuid: 'm', name: 'Old Round' }]);
  server.on(`${API}/site_walks/`, () => json([{ uuid: 'w', name: 'Round', siteElementIds: ['a'] }]));
  expect((await connect().missions()).value).toEqual([{ uuid: 'w', name: 'Round', actionCount: 1 }]);
});

test('asks for all of a list that a server pages though it is documented as whole', async () => {
  const robots = Array.from({ length: 45 }, (_, index) => ({ nickname: `Spot-${index}` }));
  server.on(`${API}/robots/`, ({ query }) => {
    const limit = Number(query.get('limit') ?? 20);
    return json({ resources: robots.slice(0, limit), limit, offset: 0, total: 45 });
  });
  expect((await connect().robots()).value).toHaveLength(45);
});

describe('pictures', () => {
  const PNG = Buffer.from('89504e470d0a1a0a00', 'hex');

  test('are asked for by a path in which names are encoded, once', async () => {
    server.on('/daq/download/Rex/1/Gauge%20%234%3F/50%25.png', () => (response) => response.end(PNG));
    const client = connect();
    const ask = () => client.picture('/daq/download/Rex/1/Gauge #4?/50%.png');
    const [picture] = await Promise.all([ask(), ask()]);
    expect(picture.value.mediaType).toBe('image/png');
    expect(Buffer.from(picture.value.bytes).equals(PNG)).toBe(true);
    expect(server.asked.filter(({ path }) => path.startsWith('/daq'))).toHaveLength(1);
  });

  test('are also found where the server gave an encoded path', async () => {
    server.on('/daq/a%20b.png', () => (response) => response.end(PNG));
    expect((await connect().picture('/daq/a%20b.png')).value.mediaType).toBe('image/png');
  });

  test('are never asked of another host', async () => {
    const client = connect();
    for (const path of ['https://evil.example/a.png', '//evil.example/a.png', '/daq/../../a.png']) {
      expect(await failure(client.picture(path))).toBeInstanceOf(UnexpectedAnswer);
    }
    expect(server.asked).toHaveLength(0);
  });

  test('that are none, or are not there, say so', async () => {
    server.on('/daq/a.png', () => HTML);
    const client = connect();
    expect(await failure(client.picture('/daq/a.png'))).toMatchObject({ reason: 'not a picture' });
    expect(await failure(client.picture('/daq/b.png'))).toBeInstanceOf(NotFound);
  });
});

describe('an outage', () => {
  test('is told with the last answer, since when, how often and why', async () => {
    const client = connect();
    await client.robots();
    const answeredAt = at;
    server.on(`${API}/robots/`, () => (response) => response.destroy());
    at += 120_000;
    const since = at;
    expect((await client.robots()).outage).toEqual({ since, tries: 1, reason: 'connection cut' });
    at += 60_000;
    const answer = await client.robots();
    expect(answer).toMatchObject({ asOf: answeredAt, outage: { since, tries: 2, reason: 'connection cut' } });
    expect(answer.value).toEqual([{ name: 'Rex', hostname: '10.0.0.1' }]);
    expect(client.health()).toMatchObject({ lastAnswerAt: answeredAt, outage: { since, tries: 2 } });
    server.on(`${API}/robots/`, () => json([]));
    at += 60_000;
    expect(await client.robots()).toEqual({ value: [], asOf: at });
    expect(client.health().outage).toBeUndefined();
  });

  test('began for all answers when the source first failed', async () => {
    serveRuns(1);
    const client = connect();
    await Promise.all([client.robots(), client.runs({})]);
    server.on(`${API}/robots/`, () => status(503));
    server.on(`${API}/runs/`, () => status(503));
    at += 600_000;
    const since = at;
    await client.robots();
    at += 60_000;
    expect((await client.runs({})).outage).toEqual({ since, tries: 2, reason: 'error 503' });
  });

  test('is told with what was known of the last hours, as far as that is of the last hours still', async () => {
    serveRuns(90);
    const client = connect();
    const lastHour = () => client.runs({ from: at - 3_600_000 });
    await lastHour();
    server.on(`${API}/runs/`, () => status(503));
    at += 20 * 60_000;
    const { asOf, outage, value } = await lastHour();
    expect([asOf, outage?.reason]).toEqual([START, 'error 503']);
    expect(value.items.map(({ uuid }) => uuid)).toEqual(Array.from({ length: 41 }, (_, index) => `run-${index}`));
    // What was known of one hour says nothing of two, nor of an hour that is over.
    expect(await failure(client.runs({ from: at - 7_200_000 }))).toBeInstanceOf(Unreachable);
    expect(await failure(client.runs({ from: START - 7_200_000, to: START - 3_600_000 }))).toBeInstanceOf(Unreachable);
    serveRuns(90);
    at += 3_000;
    expect((await lastHour()).outage).toBeUndefined();
  });

  test('is an error where nothing was known before', async () => {
    server.on(`${API}/robots/`, () => status(503));
    const error = await failure(connect().robots());
    expect(error).toBeInstanceOf(Unreachable);
    expect(error).toMatchObject({ message: 'Scout north does not answer: error 503.' });
  });

  test('of a server that is not there says "connection refused"', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const address = nobody.address();
    const port = typeof address === 'object' ? address?.port : 0;
    nobody.close();
    await once(nobody, 'close');
    const client = connect({ site: { name: 'north', url: `https://127.0.0.1:${port}`, zone: 'UTC' } });
    expect(await failure(client.robots())).toMatchObject({
      message: 'Scout north does not answer: connection refused.',
    });
    expect(client.health()).toMatchObject({ session: 'none', outage: { tries: 1, reason: 'connection refused' } });
  });

  test('by a refused log-in keeps the last answer too, and says when the log-in is tried again', async () => {
    const client = connect();
    await client.robots();
    server.password = 'another';
    server.expire();
    at += 120_000;
    expect((await client.robots()).outage).toEqual({ since: at, tries: 1, reason: 'log-in refused' });
    expect(client.health()).toMatchObject({ session: 'refused', nextLogInAt: at + 30_000 });
    expect(await failure(client.version())).toBeInstanceOf(Refused);
    expect(server.count(`${API}/login`)).toBe(2);
  });

  test('by a refused log-in is one try, however many wait for it and ask while it is paused', async () => {
    server.password = 'another';
    const client = connect();
    const askAll = () => Promise.all(Array.from({ length: 20 }, (_, i) => failure(client.runs({ limit: i + 1 }))));
    await askAll();
    at += 5_000;
    await askAll();
    expect(client.health().outage).toMatchObject({ tries: 1, reason: 'log-in refused' });
    expect(server.count(`${API}/login`)).toBe(1);
  });
});

describe('nonsense', () => {
  test.each([
    ['a page', HTML, 'Scout north answered with a web page instead of data.'],
    ['no JSON', status(200, {}, '{"half": '), 'Scout north answered something that is not JSON.'],
    ['nothing', status(200), 'Scout north answered something that is not JSON.'],
    [
      'a wrong shape',
      json({ robots: [] }),
      'Scout north answered "robots" in a form that can\'t be read (at resources).',
    ],
    ['a redirect', status(302, { location: '/elsewhere' }), 'Scout north answered a redirect instead of data.'],
    ['an odd status', status(418), 'Scout north answered status 418 instead of data.'],
  ])('as %s is an unexpected answer', async (_, answer, message) => {
    server.on(`${API}/robots/`, () => answer);
    const error = await failure(connect().robots());
    expect(error).toBeInstanceOf(UnexpectedAnswer);
    expect(error).toMatchObject({ message });
  });

  test('of too great a length is not read to its end', async () => {
    server.on(`${API}/robots/`, () => json(Array(10_000).fill({ nickname: 'Rex' })));
    const error = await failure(connect({ bounds: { answerBytes: 10_000 } }).robots());
    expect(error).toMatchObject({ reason: 'answer too large' });
  });
});
