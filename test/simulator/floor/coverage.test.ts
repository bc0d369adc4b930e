import { existsSync, readFileSync } from 'node:fs';
import { OPERATIONS } from '../../../src/clients/floor/operations.ts';
import { dialects } from '../../../src/simulator/floor/dialects.ts';
import { floorEndpoints } from '../../../src/simulator/floor/floor-endpoints.ts';
import { parseFloorWorld } from '../../../src/simulator/floor/floor-world.ts';

const HERE = 'test/simulator/floor';
const docs = readFileSync('docs/floor-simulator.md', 'utf8');

/** What the public record names, as the vendor's portal writes it; one that is known by name only and has no path yet is left out. */
const PUBLIC_NAMES = [
  'Camera Captures',
  'Instruction Responses',
  'Instruction Responses Search',
  'Machine Status Count',
  'Machine Status Time',
  'Machine Type Status Count',
  'Machine Type Status Time',
  'Machine Types',
  'Machines',
  'Maintenance Requests',
  'Renew Token',
  'Station Applied Hours',
  'Stations',
  'Token',
  'Units',
  'Users',
  'Work Order',
  'Work Order Search',
  'Work Orders In-Progress',
  'Work Orders Queued',
];

/** The rows of the coverage table in the docs. */
const rows = [...docs.matchAll(/^\| `([A-Z]+ \/[^`]*)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gm)]
  .map(([, endpoint = '', ...cells]) => [endpoint, ...cells.map((cell) => cell.trim())])
  .filter(([endpoint]) => !endpoint?.includes('/simulator/'));

test('the table in the docs says of every endpoint what the code says', () => {
  const truth = floorEndpoints(dialects.default).map(({ method, path, name, basis }) => [
    `${method} ${path}`,
    name,
    basis,
  ]);
  expect(rows.map((row) => row.slice(0, 3))).toEqual(truth);
});

test('everything that the public record names is imitated', () => {
  const imitated = Object.values(OPERATIONS).map(({ name }) => name);
  expect(PUBLIC_NAMES.filter((name) => !imitated.some((known) => known === name))).toEqual([]);
});

test('every test that the table names is there and calls the endpoint', () => {
  for (const [endpoint = '', , , tests = ''] of rows) {
    expect(tests).toMatch(/^endpoints/);
    for (const name of tests.split(', ')) {
      const file = `${HERE}/${name}.test.ts`;
      expect(existsSync(file)).toBe(true);
      const last = endpoint.split(/\/|\{id\}/).findLast((part) => part !== '') ?? '';
      const calls = name === 'endpoints' || readFileSync(file, 'utf8').includes(last);
      expect([endpoint, name, calls]).toEqual([endpoint, name, true]);
    }
  }
});

test('the world file of the docs can be read', () => {
  const [, example = ''] = /```json\n(.*?)```/s.exec(docs) ?? [];
  expect(parseFloorWorld(example).orders).toHaveLength(2);
});
