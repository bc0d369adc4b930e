import { setTimeout as sleep } from 'node:timers/promises';
import { createDirectoryGroups, type DirectoryGroups } from '../../../src/platforms/teams/directory-groups.ts';
import { createMemoryLog } from '../slack/adapter-under-test.ts';
import { type FakeGraph, type GraphFault, startFakeGraph } from './fake-graph.ts';

const ANN = '0a1b2c3d-0000-4000-8000-00000000000a';
const BEN = '0a1b2c3d-0000-4000-8000-00000000000b';
const OPS = '0a1b2c3d-0000-4000-8000-0000000000f1';
const NIGHT = '0a1b2c3d-0000-4000-8000-0000000000f2';

let graph: FakeGraph;
let groups: DirectoryGroups;
let now: number;
let log: ReturnType<typeof createMemoryLog>;
/** Ends every pause at once where it is set: what is not there yet is too late. */
let isLate: boolean;
let token: () => Promise<string>;

beforeEach(async () => {
  graph = await startFakeGraph();
  graph.tell({ [ANN]: [OPS] });
  now = 1_790_000_000_000;
  log = createMemoryLog();
  isLate = false;
  token = graph.token;
  groups = createDirectoryGroups({
    token: () => token(),
    graphUrl: graph.url,
    now: () => now,
    wait: (ms, signal) => (isLate ? Promise.resolve() : sleep(ms, undefined, { signal })),
    log,
  });
});

afterEach(async () => {
  await groups.close();
  await graph.close();
});

const logged = () => log.lines.map(({ level, message }) => `${level}: ${message}`);

test('Graph is asked with a token whether somebody is in one group', async () => {
  expect(await groups.has(OPS, ANN)).toBe(true);
  expect(graph.calls).toEqual([
    {
      path: `/v1.0/users/${ANN}/checkMemberGroups`,
      authorization: 'Bearer token-for-graph',
      body: JSON.stringify({ groupIds: [OPS] }),
    },
  ]);
});

test('somebody else and another group are not in it', async () => {
  expect(await Promise.all([groups.has(OPS, BEN), groups.has(NIGHT, ANN)])).toEqual([false, false]);
  expect(log.lines).toEqual([]);
});

test('ids mean the same in capitals', async () => {
  expect(await groups.has(OPS.toUpperCase(), ANN.toUpperCase())).toBe(true);
  expect(await groups.has(OPS, ANN)).toBe(true);
  expect(graph.calls).toHaveLength(1);
});

test('an answer holds five minutes, for each person and group, also for those who ask at once', async () => {
  const both = () => Promise.all([groups.has(OPS, ANN), groups.has(OPS, ANN)]);
  expect(await both()).toEqual([true, true]);
  graph.tell({});
  now += 299_999;
  expect(await both()).toEqual([true, true]);
  expect(graph.calls).toHaveLength(1);
  now += 1;
  expect(await both()).toEqual([false, false]);
  expect(graph.calls).toHaveLength(2);
});

test.each(['ann', `${ANN}/../../groups`, '', '29:1-a'])(
  'an id that no directory gives goes into no request: %j',
  async (id) => {
    expect(await Promise.all([groups.has(OPS, id), groups.has(id, ANN)])).toEqual([false, false]);
    expect(graph.calls).toEqual([]);
  },
);

const refused = (status: number, code: string): GraphFault => ({
  status,
  body: JSON.stringify({ error: { code, message: 'Insufficient privileges to complete the operation.' } }),
});

test.each<[string, GraphFault]>([
  ['a refusal', refused(404, 'Request_ResourceNotFound')],
  ['a failure', refused(503, 'ServiceUnavailable')],
  ['a redirect', { status: 302, body: '' }],
  ['a page instead of an answer', { status: 200, body: '<html></html>' }],
  ['an answer of another shape', { status: 200, body: '{"value":{}}' }],
  ['an answer without end', { status: 200, body: `{"value":["${'x'.repeat(1_100_000)}"]}` }],
  ['a cut connection', 'cut'],
])('%s means in no group, is said once, and half a minute later Graph is asked again', async (_, fault) => {
  graph.provoke(fault);
  expect(await groups.has(OPS, ANN)).toBe(false);
  expect(await groups.has(OPS, ANN)).toBe(false);
  expect(graph.calls).toHaveLength(1);
  now += 30_000;
  expect(await groups.has(OPS, ANN)).toBe(true);
  expect(logged()).toEqual(['warn: could not learn who is in a group of Entra']);
});

test('a permission that is missing is named', async () => {
  graph.provoke(refused(403, 'Authorization_RequestDenied'));
  expect(await groups.has(OPS, ANN)).toBe(false);
  expect(logged()).toEqual([
    'error: a group of the settings counts as empty: the app lacks GroupMember.Read.All and User.Read.All of Microsoft Graph',
  ]);
  expect(log.lines[0]?.values).toEqual({
    group: OPS,
    error:
      'Microsoft Graph answered 403: Authorization_RequestDenied: Insufficient privileges to complete the operation.',
  });
});

test('many failures are one line a minute', async () => {
  graph.provoke('cut', 'cut', 'cut');
  await Promise.all([groups.has(OPS, ANN), groups.has(OPS, BEN)]);
  expect(log.lines).toHaveLength(1);
  now += 60_000;
  await groups.has(OPS, ANN);
  expect(log.lines).toHaveLength(2);
});

test('without a token Graph is not asked', async () => {
  token = async () => Promise.reject(new Error('AADSTS7000222'));
  expect(await groups.has(OPS, ANN)).toBe(false);
  expect(graph.calls).toEqual([]);
  expect(log.lines[0]?.values).toEqual({ group: OPS, error: 'AADSTS7000222' });
});

test('whoever asks is not kept waiting; the answer that comes late counts the next time', async () => {
  const held = Promise.withResolvers<string>();
  token = () => held.promise;
  isLate = true;
  expect(await groups.has(OPS, ANN)).toBe(false);
  isLate = false;
  const next = groups.has(OPS, ANN);
  held.resolve('token-for-graph');
  expect(await next).toBe(true);
  expect(graph.calls).toHaveLength(1);
});
