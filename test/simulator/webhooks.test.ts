import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { asciiJson, signBody } from '../../src/simulator/orbit-signature.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { parseWorld } from '../../src/simulator/world.ts';
import { createMember, type Visitor } from './visitor.ts';

const SECRET = 'ab'.repeat(32);
const CLOCK = Date.parse('2026-10-21T12:00:00Z');
const HOUR = 3_600_000;

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let simulator: Simulator;
let member: Visitor;
let listener: Server;
let deliveries: Delivery[];

beforeEach(async () => {
  const world = parseWorld(
    JSON.stringify({
      robots: [{ nickname: 'Rex' }],
      missions: [{ name: 'Rönde', actions: [{ name: 'Gate 日本' }, { name: 'Motor', kind: 'thermal' }] }],
      calendar: [{ mission: 'Rönde', robot: 'Rex', firstStart: '2026-10-21T12:30:00Z' }],
      outcomes: [
        {
          mission: 'Rönde',
          robot: 'Rex',
          slot: '2026-10-21T12:30:00Z',
          alerts: [{ action: 'Motor', title: 'Motor hot' }],
        },
      ],
    }),
  );
  simulator = await startSimulator({ world, version: '4.1', clockAt: CLOCK, frozen: true });
  member = await createMember(simulator, '4.1');
  deliveries = [];
  listener = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    deliveries.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    response.end('OK');
    listener.emit('delivered');
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
});

afterEach(async () => {
  member.close();
  await simulator.close();
  listener.close();
  listener.closeAllConnections();
});

function address(): string {
  const bound = listener.address();
  return `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}/hook`;
}

async function subscribe(events: readonly string[], more: object = {}): Promise<string> {
  const body = { url: address(), enabled: true, events, validateTlsCert: false, secret: SECRET, ...more };
  const answer = await member.send('POST', '/api/v0/webhooks', { body });
  return `${answer.items()[0]?.['uuid']}`;
}

async function arrived(count: number): Promise<readonly Delivery[]> {
  while (deliveries.length < count) await once(listener, 'delivered');
  return deliveries;
}

/** What the official verifier does: it writes the parsed body again, in ASCII, and compares. */
function verify({ headers, body }: Delivery, secret: string, now: number): boolean {
  const [, time = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(`${headers['orbit-signature']}`) ?? [];
  if (signature === '' || now - Number(time) > 300_000) return false;
  const dumped = [...JSON.stringify(JSON.parse(body))]
    .flatMap((character) => (character >= ' ' && character <= '~' ? [character] : character.split('')))
    .map((unit) => (unit >= ' ' && unit <= '~' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
  const expected = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${time}.${dumped}`).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}

test('signs what Python would write of the same object', () => {
  // Both values were made with Python 3: json.dumps with separators "," and ":", hmac with SHA-256.
  const body = asciiJson({
    uuid: 'u-1',
    type: 'TEST',
    data: { name: 'Söhne – 80% \u007f 😀', value: 55.43, units: '°C', n: null },
  });
  expect(body).toBe(
    '{"uuid":"u-1","type":"TEST","data":{"name":"S\\u00f6hne \\u2013 80% \\u007f \\ud83d\\ude00","value":55.43,"units":"\\u00b0C","n":null}}',
  );
  expect(signBody(body, SECRET, 1_792_592_400_000)).toBe(
    't=1792592400000,v1=336b01c7baf7378c202be17d1be037397100c1895829b2ba54784af6e4d39445',
  );
});

test('tells of every finished action, and of one with an alert twice', async () => {
  await subscribe(['ACTION_COMPLETED', 'ACTION_COMPLETED_WITH_ALERT']);
  simulator.clock.moveBy(HOUR);
  const bodies = (await arrived(3)).map(({ body }) => JSON.parse(body));
  expect(bodies.map(({ type, data }) => [type, data.actionName])).toEqual([
    ['ACTION_COMPLETED', 'Gate 日本'],
    ['ACTION_COMPLETED', 'Motor'],
    ['ACTION_COMPLETED_WITH_ALERT', 'Motor'],
  ]);
  expect(bodies[1]).toMatchObject({
    uuid: expect.any(String),
    time: expect.stringMatching(/\.\d{3}Z$/),
    data: {
      missionName: 'Rönde',
      dataCaptures: [{ channelName: 'thermal', keyResults: [{ units: '°C' }, {}] }, { channelName: 'visual' }],
    },
  });
  const [event] = (await member.get(`/api/v0/run_events/${bodies[0].data.uuid}`)).items();
  expect(bodies[0].data).toEqual(event);
});

test('the official verifier accepts a delivery within five minutes, with the right secret, unchanged', async () => {
  await subscribe(['ACTION_COMPLETED']);
  simulator.clock.moveBy(HOUR);
  const [delivery] = await arrived(1);
  if (delivery === undefined) throw new Error('Nothing came');
  expect(delivery.headers['content-type']).toBe('application/json');
  expect(delivery.body).toMatch(/^[ -~]+$/);
  const now = simulator.clock.now();
  expect(verify(delivery, SECRET, now)).toBe(true);
  expect(verify(delivery, SECRET, now + 301_000)).toBe(false);
  expect(verify(delivery, 'cd'.repeat(32), now)).toBe(false);
  expect(verify({ ...delivery, body: delivery.body.replace('Gate', 'Door') }, SECRET, now)).toBe(false);
});

test('a TEST is sent by a control route', async () => {
  const uuid = await subscribe([], { enabled: false });
  expect((await member.send('POST', `/simulator/webhooks/${uuid}/test`)).status).toBe(200);
  const [delivery] = await arrived(1);
  expect(JSON.parse(delivery?.body ?? '')).toMatchObject({ type: 'TEST', data: {} });
  expect((await member.send('POST', '/simulator/webhooks/none/test')).status).toBe(404);
});

test('hooks that are switched off, deleted, or for other events are left alone; so are addresses outside this machine', async () => {
  await subscribe(['ACTION_COMPLETED'], { enabled: false });
  const deleted = await subscribe(['ACTION_COMPLETED']);
  await member.send('DELETE', `/api/v0/webhooks/${deleted}`);
  await subscribe(['ACTION_COMPLETED'], { url: 'http://192.0.2.1/hook' });
  await subscribe(['ACTION_COMPLETED_WITH_ALERT']);
  simulator.clock.moveBy(HOUR);
  const bodies = (await arrived(1)).map(({ body }) => JSON.parse(body));
  expect(bodies.map(({ type }) => type)).toEqual(['ACTION_COMPLETED_WITH_ALERT']);
});

test('a hook can be changed by posting it again', async () => {
  const uuid = await subscribe(['ACTION_COMPLETED']);
  const changed = { url: 'http://127.0.0.1:9/', enabled: false, events: ['TEST'], validateTlsCert: true, secret: 'cd' };
  await member.send('POST', `/api/v0/webhooks/${uuid}`, { body: changed });
  expect((await member.get(`/api/v0/webhooks/${uuid}`)).json()).toEqual({ uuid, archived: false, ...changed });
  const refused = await member.send('POST', '/api/v0/webhooks', { body: { ...changed, secret: 'no hex' } });
  expect(refused.json()).toEqual({ error: 'secret: expected bytes in hex' });
});
