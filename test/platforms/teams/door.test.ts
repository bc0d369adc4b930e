import { once } from 'node:events';
import { connect } from 'node:net';
import { createTeamsAdapter } from '../../../src/platforms/teams/adapter.ts';
import { buttonPress, personalMessage } from './activities.ts';
import { adapterOptions, startTeams, type TeamsUnderTest } from './adapter-under-test.ts';
import { recordConsole } from './recorded-console.ts';
import { APP_ID, keyPair, startTokenAuthority, type TokenChanges } from './token-authority.ts';

/** One of the issuers that the SDK takes for the Emulator's. */
const EMULATOR = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';

let it: TeamsUnderTest;
let time: number;

beforeEach(async () => {
  time = Date.parse('2026-10-21T10:19:00Z');
  it = await startTeams({ now: () => time });
});

afterEach(() => it.close());

const seconds = (n: number): number => Math.floor(Date.now() / 1_000) + n;
const message = (fields = {}) => personalMessage(it.connector.serviceUrl, 'robots', fields);
const knock = (changes: TokenChanges, body = JSON.stringify(message())) =>
  it.knock(body, `Bearer ${it.authority.sign(it.connector.serviceUrl, changes)}`);

/** Refused, without a word to the stranger, to the bot or to the console. */
async function expectRefusal(response: Response): Promise<void> {
  expect([response.status, await response.text()]).toEqual([401, '']);
  expect([it.asked, it.connector.calls]).toEqual([[], []]);
}

describe('a token', () => {
  test('that is right opens the door', async () => {
    expect((await knock({})).status).toBe(200);
  });

  test('that ended four minutes ago is still taken, as clocks differ', async () => {
    expect((await knock({ claims: { exp: seconds(-240) } })).status).toBe(200);
  });

  test.each<[string, () => TokenChanges]>([
    ['signed by another key', () => ({ key: keyPair().privateKey })],
    ['of a key that is not known', () => ({ header: { kid: 'key-2' } })],
    ['without a key id', () => ({ header: { kid: undefined } })],
    ['that ended an hour ago', () => ({ claims: { exp: seconds(-3_600) } })],
    ['that begins in an hour', () => ({ claims: { nbf: seconds(3_600) } })],
    ['for another bot', () => ({ claims: { aud: '00000000-0000-4000-8000-000000000002' } })],
    ['of another issuer', () => ({ claims: { iss: 'https://stranger.example' } })],
    ['for another service address', () => ({ claims: { serviceurl: 'https://stranger.example/' } })],
    ['without a service address', () => ({ claims: { serviceurl: undefined } })],
    ['with the algorithm none', () => ({ header: { alg: 'none' } })],
    ['signed with the public key as if it were a secret', () => ({ header: { alg: 'HS256' } })],
    [
      'that says it is of the Emulator, for which the SDK asks neither whose it is nor where answers go',
      () => ({ claims: { iss: EMULATOR, ver: '1.0', appid: APP_ID } }),
    ],
    ['that says it is of a skill', () => ({ claims: { ver: '1.0', appid: 'other', iss: 'https://login.example' } })],
  ])('%s is refused with 401', async (_, changes) => {
    await expectRefusal(await knock(changes()));
  });

  test('signed with a key that may not speak for Teams is refused', async () => {
    const authority = await startTokenAuthority(['webchat']);
    const other = await startTeams({ authority });
    const authorization = `Bearer ${authority.sign(other.connector.serviceUrl)}`;
    const body = JSON.stringify(personalMessage(other.connector.serviceUrl, 'robots'));
    const response = await other.knock(body, authorization);
    await Promise.all([other.close(), authority.close()]);
    expect([response.status, other.asked]).toEqual([401, []]);
  });

  test('is checked with keys that are fetched once', async () => {
    await knock({});
    await knock({});
    await knock({ header: { kid: 'key-2' } });
    expect(it.authority.fetches()).toBe(1);
  });
});

test.each([
  ['no token', undefined],
  ['an empty header', ' '],
  ['another scheme', 'Basic c3RyYW5nZXI6'],
  ['garbage', 'Bearer garbage'],
  ['garbage of three parts', 'Bearer a.b.c'],
])('%s is refused with 401', async (_, authorization) => {
  await expectRefusal(await it.knock(JSON.stringify(message()), authorization));
});

test.each([
  ['{}, at which the SDK would fail before it checks anything', '{}'],
  ['nothing', ''],
  ['something that is not JSON', '{"type":'],
  ['null', 'null'],
  ['a list', '[]'],
])('%s is refused with 401, with a token and without', async (_, body) => {
  await expectRefusal(await knock({}, body));
  await expectRefusal(await it.knock(body));
});

test.each<[string, object]>([
  ['without a service address, which the SDK would not compare then', { serviceUrl: undefined }],
  ['with another service address than that of the token', { serviceUrl: 'https://smba.trafficmanager.net/emea/' }],
  ['of another channel of the Bot Framework', { channelId: 'webchat' }],
  ['of a channel that the SDK checks by other rules', { channelId: 'AseChannel' }],
  ['without a conversation', { conversation: undefined }],
  ['without a tenant', { conversation: { id: 'a', conversationType: 'personal' }, channelData: {} }],
])('an activity %s is refused with 401', async (_, fields) => {
  await expectRefusal(await knock({}, JSON.stringify(message(fields))));
});

test.each([
  'https://stranger.example/',
  'http://smba.trafficmanager.net/',
  'https://smba.trafficmanager.net.stranger.example/',
  'https://smba.trafficmanager.net@stranger.example/',
  'http://169.254.169.254/',
  'http://127.0.0.1:1/',
  'file:///etc/passwd',
])('answers do not go to %s, even if a token names it', async (serviceUrl) => {
  const authorization = `Bearer ${it.authority.sign(serviceUrl)}`;
  await expectRefusal(await it.knock(JSON.stringify(message({ serviceUrl })), authorization));
});

test('a body that does not call itself JSON is refused', async () => {
  const authorization = `Bearer ${it.authority.sign(it.connector.serviceUrl)}`;
  await expectRefusal(await it.knock(JSON.stringify(message()), authorization, { 'content-type': 'text/plain' }));
});

test('strangers write nothing to the console, and one line a minute to the log', async () => {
  const recorded = recordConsole();
  try {
    await knock({ key: keyPair().privateKey });
    await knock({ claims: { exp: seconds(-3_600) } });
    await it.knock('{}');
    expect(recorded.said).toEqual([]);
    expect(it.log).toMatchObject([{ level: 'warn', values: { others: 0 } }]);
    time += 60_000;
    await it.knock('{}');
    expect(it.log).toMatchObject([{}, { values: { reason: 'not an activity', others: 2 } }]);
  } finally {
    recorded.restore();
  }
});

test('keys that cannot be fetched are a refusal too', async () => {
  const authority = await startTokenAuthority();
  await authority.close();
  const other = await startTeams({ authority });
  const authorization = `Bearer ${authority.sign(other.connector.serviceUrl)}`;
  const response = await other.knock(JSON.stringify(personalMessage(other.connector.serviceUrl, 'x')), authorization);
  await other.close();
  expect(response.status).toBe(401);
});

test('what goes wrong inside is told to nobody but the log', async () => {
  it.answerWith(() => {
    throw new Error('a secret place');
  });
  const press = buttonPress(it.connector.serviceUrl, { command: 'robots', inPlace: true });
  const response = await it.send(press);
  expect([response.status, await response.text()]).toEqual([503, '']);
  expect(it.log).toMatchObject([{ level: 'error', values: { err: { message: 'a secret place' } } }]);
});

test('a bot without an id, whom the SDK would let everybody be, does not start by accident', () => {
  const credentials = { kind: 'secret', password: 'p' } as const;
  expect(() => createTeamsAdapter(adapterOptions({ appId: '', credentials }))).toThrow('needs its application id');
});

test('a body of over a megabyte is not read', async () => {
  const response = await it.knock(JSON.stringify(message({ text: 'x'.repeat(1_000_001) })));
  expect(response.status).toBe(413);
});

test('a body that does not arrive in time is let go', async () => {
  const hurried = await startTeams({ bodyTimeoutMs: 20 });
  const socket = connect(Number(new URL(hurried.url).port), '127.0.0.1');
  socket.write('POST /teams/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
  const [answer] = await once(socket, 'data');
  socket.destroy();
  await hurried.close();
  expect(String(answer)).toMatch(/^HTTP\/1\.1 408 /);
});

test.each([
  ['GET', '/teams/messages'],
  ['POST', '/teams/message'],
  ['POST', '/teams/'],
])('%s %s is nothing', async (method, path) => {
  const response = await fetch(`${it.origin}${path}`, { method });
  expect([response.status, await response.text()]).toEqual([404, '']);
});

describe('an anonymous bot', () => {
  let anonymous: TeamsUnderTest;

  beforeEach(async () => {
    anonymous = await startTeams({
      appId: '',
      credentials: { kind: 'anonymous' },
      allowedTenants: [],
      serviceHosts: [],
    });
  });

  afterEach(() => anonymous.close());

  test('answers this machine, and shows no token', async () => {
    const { serviceUrl } = anonymous.connector;
    const response = await anonymous.knock(JSON.stringify(personalMessage(serviceUrl, 'robots')));
    expect(response.status).toBe(200);
    await anonymous.connector.until(() => anonymous.connector.calls.length > 0);
    expect(anonymous.connector.calls).toMatchObject([{ method: 'POST' }]);
  });

  test('sends nothing to other machines', async () => {
    const elsewhere = personalMessage('https://smba.trafficmanager.net/emea/', 'robots');
    expect((await anonymous.knock(JSON.stringify(elsewhere))).status).toBe(401);
  });

  test('does not take what a page in a browser can post without being asked', async () => {
    const body = JSON.stringify(personalMessage(anonymous.connector.serviceUrl, 'robots'));
    expect((await anonymous.knock(body, undefined, { 'content-type': 'text/plain' })).status).toBe(401);
  });
});
