import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT, gateway, jwtOf, problem, startFloorServer } from './floor-server.ts';

let server: Awaited<ReturnType<typeof startFloorServer>>;

beforeEach(async () => {
  server = await startFloorServer();
  server.on('/token', () => ({ token: jwtOf(Date.now()) }));
  server.on('/token/renew', () => ({ token: jwtOf(Date.now()) }));
  server.on('/stations', () => [{ id: 3, name: 'Kitting 1', status: 'Dancing' }]);
  server.on('/workorders/in-progress', () => [{ id: 42, workOrderNumber: 'WO-0001042', status: 'Active' }]);
  server.on('/workorders/queued', gateway(404, 'Resource not found'));
  server.on('/workorders/42', () => ({ id: 42, workOrderNumber: 'WO-0001042' }));
  server.on('/users', () => [{ id: 5, firstName: 'Ada', lastName: 'Moss', accessCode: '4711' }]);
  server.on('/machines', problem(403));
});

afterEach(() => server.close());

function examine(environment: Readonly<Record<string, string>> = {}) {
  const account = { FLOOR_USERNAME: ACCOUNT.username, FLOOR_PASSWORD: ACCOUNT.password };
  return run({ FLOOR_URL: server.url, ...account, ...environment });
}

async function run(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const child = spawn(process.execPath, ['src/floor-doctor.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      written += part;
    });
  }
  const [code] = await once(child, 'close');
  return { code, written };
}

test('tells of each operation its path, its status and what could be read, and no value', async () => {
  const { code, written } = await examine();
  expect(code).toBe(0);
  expect(written).toContain('Log-in and Renew Token: status 200, application/json');
  expect(written).toContain(
    [
      'Stations: GET /stations (its name is public, its path is guessed)',
      '  status 200, application/json, 1 record',
      '  found: id (9), name (xxxxxxx 9), status (xxxxxxx)',
      '  missing: workArea, type, workOrderIds',
      '  statuses that mean nothing to the bot: Dancing',
    ].join('\n'),
  );
  expect(written).toContain('number (xx-9999999)');
  expect(written).toContain('in the answer, and not read: accessCode');
  expect(written).toMatch(/Work Orders Queued: .*\n {2}Scout .* has no such address.*\n {2}status 404/);
  expect(written).toMatch(/Machines: .*\n {2}.*does not let the bot read "Machines"/);
  expect(written).toContain('Unit: GET /units/{id} (guessed, so not asked before FLOOR_FILE names its path)');
  expect(written).toMatch(/\d+ of 100000 calls of a week were made for this\./);
  for (const secret of ['0001042', 'Ada', 'Moss', '4711', ACCOUNT.password, 'eyJ'])
    expect(written).not.toContain(secret);
});

test('asks every path once, and tries no other', async () => {
  await examine();
  const paths = server.asked.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toContain('GET /workorders/42/camera-captures');
  expect(paths).not.toContain('GET /users/5');
});

test('says what is wrong with a log-in, and with settings', async () => {
  server.on('/token', problem(401));
  expect(await examine()).toEqual({ code: 1, written: expect.stringContaining('refuses the log-in of the bot') });
  expect(server.count('/token')).toBe(1);
  expect(await examine({ FLOOR_URL: '' })).toEqual({
    code: 1,
    written: expect.stringContaining('FLOOR_URL is missing'),
  });
});

test('of several floors one is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scout-bot-'));
  const file = join(folder, 'scout.yaml');
  const floor = (url: string) => `{ url: "${url}", username: "${ACCOUNT.username}", password: "\${HQ}" }`;
  const sites = [`{ name: south, floor: ${floor('https://127.0.0.1:1/v1')} }`];
  sites.push(`{ name: north, aliases: [Hall 1], floor: ${floor(server.url)} }`);
  await writeFile(file, `sites:\n${sites.map((site) => `  - ${site}\n`).join('')}`);
  const environment = { SCOUT_CONFIG: file, HQ: ACCOUNT.password, SLACK_BOT_TOKEN: 'of no matter' };
  const which = 'Which floor? Write one of them behind "--": south and north.\n';
  expect(await run(environment)).toEqual({ code: 1, written: which });
  expect(await run(environment, 'east')).toEqual({ code: 1, written: which });
  expect(await run(environment, 'hall-1')).toEqual({ code: 0, written: expect.stringContaining('Stations: GET') });
  await rm(folder, { recursive: true });
});
