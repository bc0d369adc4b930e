import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { Faults } from '../../src/simulator/faults.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { createMember, createVisitor, logIn, type Visitor } from './visitor.ts';

let simulator: Simulator;
let member: Visitor;

beforeEach(async () => {
  simulator = await startSimulator({ version: '4.1', frozen: true });
  member = await createMember(simulator, '4.1');
});

afterEach(async () => {
  member.close();
  await simulator.close();
});

const control = (path: string, body: unknown) => member.send('POST', `/simulator/${path}`, { body });

test('a Scout that is down resets every connection but those of the control routes', async () => {
  simulator.faults.set({ down: true });
  await expect(member.get('/api/v0/robots')).rejects.toThrow(/hang up|ECONNRESET/);
  expect((await member.get('/simulator/state')).json()).toMatchObject({ faults: { down: true } });
  await control('faults', { down: false });
  expect((await member.get('/api/v0/robots')).status).toBe(200);
});

test('a cut connection ends in the middle of an answer', async () => {
  simulator.faults.set({ cut: true });
  await expect(member.get('/api/v0/robots')).rejects.toThrow('aborted');
  expect(simulator.requests.at(-1)).toEqual({ method: 'GET', path: '/api/v0/robots', query: '', status: 0 });
});

test('the API answers a web page instead of JSON', async () => {
  simulator.faults.set({ html: true });
  const answer = await member.get('/api/v0/robots');
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
});

test('a share of requests fails with 503, the same ones each time', async () => {
  const statuses = async (server: Simulator): Promise<readonly number[]> => {
    const visitor = await createMember(server, '4.1');
    server.faults.set({ errorRate: 0.5 });
    const seen: number[] = [];
    for (let request = 0; request < 20; request++) seen.push((await visitor.get('/api/v0/version')).status);
    visitor.close();
    return seen;
  };
  const first = await statuses(simulator);
  expect(new Set(first)).toEqual(new Set([200, 503]));
  const other = await startSimulator({ version: '4.1', frozen: true });
  expect(await statuses(other)).toEqual(first);
  await other.close();
  simulator.faults.set({ errorRate: 1 });
  expect((await member.get('/')).status).toBe(503);
});

test('sessions expire once, at the moment the switch is set', async () => {
  const guest = createVisitor(simulator, { cookie: await logIn(simulator) });
  expect((await guest.get('/api/v0/robots')).status).toBe(200);
  simulator.faults.set({ sessionExpired: true });
  expect(simulator.faults.get().sessionExpired).toBe(false);
  expect((await guest.get('/api/v0/robots')).status).toBe(401);
  guest.close();
  await expect(logIn(simulator)).resolves.toContain('x-csrf-token');
});

test.each<[Partial<Faults>, number]>([
  [{ loginLimited: true }, 429],
  [{ passwordRefused: true }, 401],
])('%j refuses a right log-in', async (faults, status) => {
  simulator.faults.set(faults);
  await expect(logIn(simulator)).rejects.toThrow(`Log-in failed: ${status}`);
  simulator.faults.reset();
  await expect(logIn(simulator)).resolves.toContain('x-csrf-token');
});

test('a token is refused', async () => {
  simulator.faults.set({ tokenRefused: true });
  expect((await member.get('/api/v0/robots')).status).toBe(401);
  expect((await member.get('/api/v0/api_token/authenticate')).status).toBe(401);
});

test('an offset can be ignored where nothing documents it', async () => {
  const first = (await member.get('/api/v0/run_events?limit=1')).items();
  expect((await member.get('/api/v0/run_events?limit=1&offset=5')).items()).not.toEqual(first);
  simulator.faults.set({ offsetIgnored: true });
  expect((await member.get('/api/v0/run_events?limit=1&offset=5')).json()).toMatchObject({
    offset: 0,
    resources: first,
  });
  expect((await member.get('/api/v0/runs?limit=1&offset=5')).json()).toMatchObject({ offset: 5 });
});

test('an answer that is late when the simulator stops never comes', async () => {
  simulator.faults.set({ latencyMs: 600_000 });
  const waiting = member.get('/api/v0/robots');
  expect((await member.get('/simulator/state')).json()).toMatchObject({ faults: { latencyMs: 600_000 } });
  await Promise.all([expect(waiting).rejects.toThrow(), simulator.close()]);
});

test('a switch that does not exist, or a wrong value, is refused', async () => {
  expect((await control('faults', { slow: true })).json()).toEqual({ error: 'slow: no such fault' });
  expect((await control('faults', { latencyMs: 'much' })).json()).toEqual({ error: 'latencyMs: expected a number' });
  expect((await control('nothing', {})).status).toBe(404);
});

test('the clock is moved, set and frozen by a control route', async () => {
  const now = async () => (await member.get('/api/v0/settings/system-time/')).json();
  await control('clock', { set: '2026-10-21T14:20:00Z', frozen: true });
  expect(await now()).toEqual({ msSinceEpoch: Date.parse('2026-10-21T14:20:00Z') });
  const state = await control('clock', { moveByMs: 60_000 });
  expect(state.json()).toMatchObject({
    version: '4.1.1',
    sites: ['north'],
    clock: { now: '2026-10-21T14:21:00.000Z', frozen: true },
  });
  await control('clock', { frozen: false });
  expect(simulator.clock.frozen).toBe(false);
  expect((await control('clock', { set: 'soon' })).status).toBe(400);
});

test('requests are recorded, those of the control routes are not', async () => {
  await member.get('/simulator/state');
  await member.get('/api/v0/runs/?limit=1');
  await member.get('/api/v0/nothing');
  expect(simulator.requests).toEqual([
    { method: 'GET', path: '/api/v0/runs/', query: 'limit=1', status: 200 },
    { method: 'GET', path: '/api/v0/nothing', query: '', status: 404 },
  ]);
  simulator.clearRequests();
  expect(simulator.requests).toEqual([]);
});

test('a body of more than 10 MB is refused', async () => {
  const answer = await member.send('POST', '/api/v0/site_walks', { body: { name: 'x'.repeat(10 * 1024 * 1024) } });
  expect(answer.status).toBe(413);
});

/** The fingerprint of the certificate that a server shows. */
function shownFingerprint({ url }: Simulator): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), rejectUnauthorized: false }, () => {
      resolve(new X509Certificate(socket.getPeerCertificate(true).raw).fingerprint256);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

test('shows the certificate that it announces, or another on purpose', async () => {
  expect(await shownFingerprint(simulator)).toBe(simulator.fingerprint);
  expect(new X509Certificate(simulator.certificate).checkIP('127.0.0.1')).toBe('127.0.0.1');
  const impostor = await startSimulator({ wrongCertificate: true });
  expect(await shownFingerprint(impostor)).not.toBe(impostor.fingerprint);
  await impostor.close();
});
