import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Conversation } from '../../src/core/message.ts';
import { reply, text } from '../../src/core/reply.ts';
import { personalMessage } from '../platforms/teams/activities.ts';
import { startTeams, type TeamsUnderTest } from '../platforms/teams/adapter-under-test.ts';
import { type FakeConnector, startFakeConnector } from '../platforms/teams/fake-connector.ts';
import { type FakeAuthority, startTokenAuthority } from '../platforms/teams/token-authority.ts';
import { type Gate, openGate } from './gate.ts';

const MINUTE = 60_000;

let it: TeamsUnderTest;
let connector: FakeConnector;
let authority: FakeAuthority;
let gates: { readonly connector: Gate; readonly keys: Gate; readonly tokens: Gate };
let tokens: Awaited<ReturnType<typeof startTokenServer>>;
/** How long the adapter wanted to wait, in milliseconds; it does not wait here. */
let waits: number[];
/** What happens while it would wait. */
let meanwhile: () => unknown;

/** A server that gives the bot a token, and counts how often. */
async function startTokenServer() {
  let count = 0;
  const server = createServer((_, response) => response.end(`token-${++count}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function start(): Promise<TeamsUnderTest> {
  return startTeams({
    authority: {
      ...authority,
      openIdMetadataUrl: `${gates.keys.origin}/metadata`,
      token: async () => (await fetch(gates.tokens.origin)).text(),
    },
    serviceHosts: [new URL(gates.connector.origin).host],
    deadlineMs: 300,
    async wait(ms, signal) {
      // How long an answer takes until it is announced; none takes so long here.
      if (signal !== undefined) return new Promise(() => {});
      waits.push(ms);
      await meanwhile();
    },
  });
}

beforeEach(async () => {
  waits = [];
  meanwhile = () => {};
  [connector, authority, tokens] = await Promise.all([startFakeConnector(), startTokenAuthority(), startTokenServer()]);
  const [way, keys, ofTokens] = await Promise.all(
    [connector.serviceUrl, new URL(authority.openIdMetadataUrl).origin, tokens.origin].map(openGate),
  );
  if (!way || !keys || !ofTokens) throw new Error('three gates');
  gates = { connector: way, keys, tokens: ofTokens };
  it = await start();
});

afterEach(async () => {
  await it.close();
  await Promise.all([gates.connector, gates.keys, gates.tokens].map((gate) => gate.close()));
  await Promise.all([connector.close(), authority.close(), tokens.close()]);
});

const serviceUrl = (): string => `${gates.connector.origin}/`;

/** Asks as Teams would; resolves with the status of the acknowledgement. */
async function ask(words: string): Promise<number> {
  const body = JSON.stringify(personalMessage(serviceUrl(), words));
  return (await it.knock(body, `Bearer ${authority.sign(serviceUrl())}`)).status;
}

const said = () => connector.messages().map(({ body }) => body['summary']);
const failures = () => it.log.filter(({ message }) => message === 'could not deliver an answer');
const waited = (): number => waits.reduce((sum, ms) => sum + ms, 0);

/** Opens a gate again once so much has been waited. */
function openAfter(gate: Gate, ms: number): void {
  meanwhile = async () => {
    if (waited() < ms) return;
    meanwhile = () => {};
    await gate.open();
  };
}

async function untilGivenUp(): Promise<void> {
  while (failures().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe.each([
  ['the connector', () => gates.connector],
  ['whoever gives the bot its token', () => gates.tokens],
])('%s is not reached', (_, gate) => {
  test('for three minutes: the answer comes after it', async () => {
    await gate().shut();
    openAfter(gate(), 3 * MINUTE);
    expect(await ask('robots')).toBe(200);
    await connector.until(() => said().length === 1);
    expect([said(), failures()]).toEqual([['Said: robots'], []]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });

  test('for an hour: the answer is given up and logged, and the next one comes', async () => {
    await gate().shut();
    await ask('robots');
    await untilGivenUp();
    expect(waited()).toBeGreaterThan(3 * MINUTE);
    expect(waited()).toBeLessThan(7 * MINUTE);
    await gate().open();
    await ask('runs');
    await connector.until(() => said().length === 1);
    expect(said()).toEqual(['Said: runs']);
  });

  test('a summary surely was not sent, and waits for nothing here', async () => {
    await gate().shut();
    const conversation: Conversation = {
      platform: 'teams',
      team: 'tenant-1',
      channel: 'a:personal-1',
      kind: 'direct',
      endpoint: serviceUrl(),
    };
    await expect(it.adapter.send(conversation, reply(text('Summary')))).rejects.toMatchObject({
      name: 'SendError',
      outcome: 'not-sent',
    });
    expect(waits).toEqual([]);
  });
});

describe('the keys of Teams cannot be fetched', () => {
  test('any more: those that were fetched hold', async () => {
    expect(await ask('robots')).toBe(200);
    await gates.keys.shut();
    expect(await ask('runs')).toBe(200);
    await connector.until(() => said().length === 2);
    expect([said().toSorted(), authority.fetches()]).toEqual([['Said: robots', 'Said: runs'], 1]);
  });

  test('when the bot starts: nobody is let in, and whoever asks after that is', async () => {
    await gates.keys.shut();
    expect([await ask('robots'), await ask('robots')]).toEqual([401, 401]);
    await gates.keys.open();
    expect(await ask('runs')).toBe(200);
    await connector.until(() => said().length === 1);
    expect(said()).toEqual(['Said: runs']);
  });
});

describe('the connector', () => {
  test('takes no more for a while: the answer comes after it', async () => {
    connector.provoke({ status: 429, headers: { 'retry-after': '5' } }, { status: 412 }, { status: 429 });
    await ask('robots');
    await connector.until(() => said().length === 4);
    expect([waits[0], waits.length, failures()]).toEqual([5_000, 3, []]);
  });

  test.each([500, 502, 503, 504, 'cut', 'hang'] as const)(
    'does not say whether it took an answer (%s): that is logged and not sent twice, and the next one comes',
    async (fault) => {
      connector.provoke(typeof fault === 'number' ? { status: fault } : fault);
      await ask('robots');
      await untilGivenUp();
      expect(connector.messages()).toHaveLength(1);
      await ask('runs');
      await connector.until(() => said().length === 2);
      expect(said()[1]).toBe('Said: runs');
    },
  );
});

describe('a message of the bot', () => {
  const sendOne = () =>
    it.adapter.send(
      { platform: 'teams', team: 'tenant-1', channel: '19:c@thread.tacv2', kind: 'channel', endpoint: serviceUrl() },
      reply(text('Down')),
    );

  test.each([
    [404, 'ActivityNotFoundInConversation'],
    [404, 'ConversationNotFound'],
    [403, 'BotNotInConversationRoster'],
  ])('that cannot be changed any more is told to be gone: %d %s', async (status, code) => {
    const sent = await sendOne();
    connector.provoke({ status, body: { error: { code, message: code } } });
    await expect(it.adapter.update(sent, reply(text('Up')))).rejects.toMatchObject({
      name: 'SendError',
      outcome: 'gone',
    });
  });

  test.each([
    ['errors', Array.from({ length: 4 }, () => ({ status: 503 })), 'unknown'],
    ['a limit', [{ status: 429, headers: { 'retry-after': '600' } }], 'not-sent'],
  ] as const)('that could not be changed for %s says so, and can be changed later', async (_, faults, outcome) => {
    const sent = await sendOne();
    connector.provoke(...faults);
    await expect(it.adapter.update(sent, reply(text('Up')))).rejects.toMatchObject({ name: 'SendError', outcome });
    await it.adapter.update(sent, reply(text('Up')));
    expect(connector.messages().at(-1)).toMatchObject({ method: 'PUT', body: { summary: 'Up' } });
  });

  test('that was stored without its address cannot be changed', async () => {
    const { conversation, id } = await sendOne();
    const { endpoint: _, ...nowhere } = conversation;
    await expect(it.adapter.update({ conversation: nowhere, id }, reply(text('Up')))).rejects.toMatchObject({
      name: 'SendError',
      outcome: 'not-sent',
    });
  });
});

test('that an answer comes is not said any more when Teams was not reached in that moment', async () => {
  await it.close();
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  it = await startTeams({
    authority: { ...authority, token: async () => 'token' },
    serviceHosts: [new URL(gates.connector.origin).host],
    async wait(_, signal) {
      if (signal === undefined) await gates.connector.open().catch(() => undefined);
    },
  });
  it.answerWith(async () => {
    await released;
    return reply(text('Said'));
  });
  await gates.connector.shut();
  const body = JSON.stringify(personalMessage(serviceUrl(), 'robots'));
  await it.knock(body, `Bearer ${authority.sign(serviceUrl())}`);
  while (!it.log.some(({ message }) => message === 'could not show that an answer comes'))
    await new Promise((resolve) => setTimeout(resolve, 5));
  release();
  await connector.until(() => said().length === 1);
  expect(connector.calls.map(({ body: sent }) => sent['type'])).toEqual(['message']);
});
