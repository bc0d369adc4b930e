import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { createDialect } from '../../../src/clients/floor/dialect.ts';
import { importOpenApi } from '../../../src/clients/floor/openapi-import.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (schema: object) => ({ responses: { 200: { content: { 'application/json': { schema } } } } });
const list = (name: string) => answer({ type: 'array', items: ref(name) });
const query = (...names: readonly string[]) => names.map((name) => ({ name, in: 'query', required: true }));

const DOCUMENT = {
  openapi: '3.0.1',
  info: { title: 'Scout Systems API', version: 'v2' },
  servers: [{ url: 'https://api.example/v2' }],
  paths: {
    '/auth': {
      post: {
        summary: 'Token',
        requestBody: { content: { 'application/x-www-form-urlencoded': { schema: ref('LogIn') } } },
        ...answer({ type: 'string' }),
      },
    },
    '/stations': { get: { summary: 'Stations', ...list('Station') } },
    '/stations/{station}/running': {
      parameters: [{ $ref: '#/components/parameters/Station' }],
      get: { summary: 'Work Orders In-Progress', ...answer(ref('OrderPage')) },
    },
    '/orders/{number}': {
      get: {
        summary: 'Something else',
        operationId: 'WorkOrder',
        parameters: [{ name: 'number', in: 'path', required: true }],
        ...answer(ref('Order')),
      },
      put: { summary: 'Work Order Update' },
    },
    '/orders': {
      get: {
        summary: 'work order search',
        parameters: [...query('fromDate', 'toDate', 'plant'), { name: 'X-Trace', in: 'header' }],
        ...list('Order'),
      },
    },
    '/people/{id}': { get: { summary: 'User', parameters: [{ name: 'id', in: 'path' }], ...answer(ref('Person')) } },
    '/captures': { post: { summary: 'Camera Captures' } },
  },
  components: {
    parameters: { Station: { name: 'station', in: 'path', required: true } },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
    schemas: {
      LogIn: { properties: { UserName: {}, Password: {} } },
      Station: { allOf: [ref('Named'), { properties: { stationType: {}, colour: {} } }] },
      Named: { properties: { id: {}, name: {} } },
      OrderPage: { properties: { total: {}, rows: { type: 'array', items: ref('Order') } } },
      Order: { properties: { id: {}, workOrderNumber: {}, moonPhase: {} } },
      Person: { properties: { id: {}, firstName: {} } },
    },
  },
};

describe('an OpenAPI file', () => {
  const report = importOpenApi(DOCUMENT, { dates: { zone: 'Europe/Berlin' } });
  const { operations, auth } = createDialect(report.settings);

  test('gives paths and names of parameters by the names of operations', () => {
    expect(operations.workOrderSearch).toMatchObject({
      path: '/orders',
      parameters: { from: 'fromDate', to: 'toDate' },
      basis: 'set',
    });
    expect(operations.token).toMatchObject({
      path: '/auth',
      parameters: { username: 'UserName', password: 'Password' },
    });
    expect(auth).toMatchObject({ bodyStyle: 'form', subscriptionKeyHeader: 'X-Api-Key' });
  });

  test('gives the place of what stands in a path, whatever it is called there', () => {
    expect(operations.workOrder).toMatchObject({ path: '/orders/{number}', parameters: { id: 'number' } });
    expect(operations.workOrdersInProgress).toMatchObject({
      path: '/stations/{station}/running',
      parameters: { stationId: 'station' },
    });
  });

  test('confirms a guess', () => {
    expect(operations.user).toMatchObject({ path: '/people/{id}', basis: 'set' });
    expect(operations.userAppliedHours).toMatchObject({ basis: 'guess' });
  });

  test('leaves what the settings held before', () => {
    expect(createDialect(report.settings).dates.zone).toBe('Europe/Berlin');
    expect(importOpenApi(DOCUMENT, report.settings)).toMatchObject({ settings: report.settings, changes: [] });
  });

  test('never brings an operation that writes', () => {
    expect(operations.cameraCaptures?.path).toBe('/workorders/{id}/camera-captures');
    expect(report.missing).toContain('Camera Captures');
    expect(report.unused).toEqual(['PUT /orders/{number} (Work Order Update)', 'POST /captures (Camera Captures)']);
  });

  test('tells what matched, what it wants beside, and which fields are not read', () => {
    const lines = Object.fromEntries(report.matched.map(({ key, wanted, unread }) => [key, { wanted, unread }]));
    expect(lines).toEqual({
      token: { wanted: [], unread: [] },
      stations: { wanted: [], unread: ['colour'] },
      workOrdersInProgress: { wanted: [], unread: ['moonPhase'] },
      workOrder: { wanted: [], unread: ['moonPhase'] },
      workOrderSearch: { wanted: ['plant'], unread: ['moonPhase'] },
      user: { wanted: [], unread: [] },
    });
    expect(report.missing).toContain('Renew Token');
    expect(report.changes).toContain(
      'Work Order Search: GET /workorders/search (StartDate, EndDate) → GET /orders (fromDate, toDate)',
    );
    expect(report.changes).toContain('User: not configured → GET /people/{id} (id?)');
    expect(report.changes).toContain('subscriptionKeyHeader: Ocp-Apim-Subscription-Key → X-Api-Key');
  });

  test('may be of the older kind', () => {
    const swagger = {
      swagger: '2.0',
      host: 'api.example',
      basePath: '/v1',
      paths: {
        '/units/all': { get: { summary: 'Units', responses: { 200: { schema: { $ref: '#/definitions/Units' } } } } },
        '/token': {
          post: {
            summary: 'Token',
            parameters: [{ in: 'body', name: 'body', schema: { properties: { user: {}, password: {} } } }],
          },
        },
      },
      definitions: { Units: { type: 'array', items: { properties: { id: {}, shape: {} } } } },
    };
    const read = importOpenApi(swagger, {});
    expect(read.server).toBe('https://api.example/v1');
    expect(createDialect(read.settings).operations).toMatchObject({
      units: { path: '/units/all' },
      token: { parameters: { username: 'user', password: 'password' } },
    });
    expect(read.matched.find(({ key }) => key === 'units')?.unread).toEqual(['shape']);
  });

  test.each([[{}], [null], ['text'], [{ openapi: '3.0.0' }]])('%p is none', (document) => {
    expect(() => importOpenApi(document, {})).toThrow('no OpenAPI file');
  });
});

describe('npm run floor:import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'floor-import-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const child: ChildProcess = spawn(process.execPath, [resolve('src/floor-import.ts'), ...args], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let written = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part) => {
        written += part;
      });
    }
    const [code] = await once(child, 'close');
    return { code, written };
  }

  test.each([
    ['openapi.json', JSON.stringify(DOCUMENT)],
    ['openapi.yaml', stringify(DOCUMENT)],
  ])('fills the settings file from %s and says what to set', async (name, content) => {
    const target = `${name}.floor.json`;
    writeFileSync(join(folder, name), content);
    const { code, written } = await run([name], { FLOOR_FILE: target });
    expect(code).toBe(0);
    expect(written).toContain('Found 6 operations:\n  Token: POST /auth');
    expect(written).toContain('  Work Order Search: GET /orders\n    wants, and is not sent: plant');
    expect(written).toContain("The file's server is https://api.example/v2: set FLOOR_URL to it.");
    const settings: unknown = JSON.parse(readFileSync(join(folder, target), 'utf8'));
    expect(createDialect(settings).operations.workOrderSearch?.path).toBe('/orders');
  });

  test('says how it is called, and what is wrong with a file', async () => {
    expect(await run([])).toEqual({ code: 1, written: expect.stringContaining('Usage:') });
    expect(await run(['missing.json'])).toEqual({ code: 1, written: expect.stringContaining('missing.json') });
    writeFileSync(join(folder, 'other.json'), '{}');
    expect(await run(['other.json'])).toEqual({ code: 1, written: expect.stringContaining('no OpenAPI file') });
  });
});
