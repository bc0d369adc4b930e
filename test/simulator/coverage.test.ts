import { existsSync, readFileSync } from 'node:fs';
import { endpoints } from '../../src/simulator/endpoints.ts';
import { createRouter, isIn } from '../../src/simulator/router.ts';
import { samples } from './samples.ts';

const VERSIONS = ['3.3', '4.1', '5.1'] as const;
const HERE = 'test/simulator';
const FIDELITY = { documented: 'documented', client: 'client-derived', guessed: 'guessed' };

/** What the official clients of Orbit 5.1 call, one line a method. */
const ORBIT_CLIENT = `
GET /
GET /api/v0/api_token/authenticate
GET /api/v0/version/
GET /api/v0/settings/system-time/
GET /api/v0/robots/
GET /api/v0/robots/10.0.0.1/
GET /api/v0/robot-session/Rex/session/
GET /api/v0/site_walks/
GET /api/v0/site_walks/id/
GET /api/v0/site_walks/archive/?uuids=id
GET /api/v0/site_elements/
GET /api/v0/site_elements/id/
GET /api/v0/site_docks/
GET /api/v0/site_docks/id/
GET /api/v0/calendar/schedule/
GET /api/v0/runs/
GET /api/v0/runs/id/
GET /api/v0/runs/id/log/
GET /api/v0/run_events/
GET /api/v0/run_events/id/
GET /api/v0/run_captures/
GET /api/v0/run_captures/id/
GET /api/v0/run_archives/id/
GET /api/v0/webhooks/
GET /api/v0/webhooks/id/
GET /api/v0/anomalies/
GET /api/v0/backups/id/
GET /api/v0/backup_tasks/id/
GET /api/v0/run_statistics/sessions/
GET /api/v0/run_statistics/sessions_summary/
GET /daq/download/Rex/2026/Panel 7/Panel 7 thermal 0.png
POST /api/v0/site_walks
POST /api/v0/site_elements
POST /api/v0/site_docks
POST /api/v0/robots
POST /api/v0/webhooks
POST /api/v0/webhooks/id
POST /api/v0/site_walks/import_from_walk
POST /api/v0/site_walks/export_as_walk
POST /api/v0/calendar/schedule
POST /api/v0/calendar/disable-enable
POST /api/v0/graph/send-robot
POST /api/v0/calendar/mission/dispatch/Rex?currentDriverId=id
POST /api/v0/backup_tasks/
PATCH /api/v0/anomalies/id
PATCH /api/v0/anomalies
DELETE /api/v0/site_walks/id
DELETE /api/v0/robots/10.0.0.1
DELETE /api/v0/calendar/schedule/id
DELETE /api/v0/webhooks/id
DELETE /api/v0/backups/id`;

/** What the official client of Scout 3.3 calls. */
const SCOUT_CLIENT = `
GET /
POST /api/v0/login
GET /api/v0/version/
GET /api/v0/settings/system-time/
GET /api/v0/robots/
GET /api/v0/robots/10.0.0.1/
GET /api/v0/site_walks/
GET /api/v0/site_walks/id/
GET /api/v0/site_elements/
GET /api/v0/site_elements/id/
GET /api/v0/site_docks/
GET /api/v0/site_docks/id/
GET /api/v0/calendar/schedule/
GET /api/v0/runs/
GET /api/v0/runs/id/
GET /api/v0/run_events/
GET /api/v0/run_events/id/
GET /api/v0/run_captures/
GET /api/v0/run_captures/id/
GET /api/v0/run_archives/id/
POST /api/v0/site_walks
POST /api/v0/site_elements
POST /api/v0/site_docks
POST /api/v0/robots
POST /api/v0/calendar/set
POST /api/v0/calendar/delete
POST /api/v0/site_walks/export_as_walk/id
POST /api/v0/site_walks/import_from_walk
DELETE /api/v0/site_walks/id
DELETE /api/v0/robots/10.0.0.1`;

const lines = (text: string): readonly string[] => text.trim().split('\n');
const nameOf = ({ method, path }: { readonly method: string; readonly path: string }): string => `${method} ${path}`;

interface Row {
  readonly endpoint: string;
  readonly versions: string;
  readonly fidelity: string;
  readonly tests: readonly string[];
}

/** The rows of the coverage table in the docs. */
function readTable(): readonly Row[] {
  const rows = readFileSync('docs/simulator.md', 'utf8').matchAll(
    /^\| `([A-Z]+ \/[^`]*)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gm,
  );
  return [...rows].map(([, endpoint = '', versions = '', fidelity = '', tests = '']) => ({
    endpoint,
    versions: versions.trim(),
    fidelity: fidelity.trim(),
    tests: tests.split(',').map((test) => test.trim()),
  }));
}

test.each(lines(ORBIT_CLIENT))('the official Orbit client finds %s', (line) => {
  const [method = '', ...target] = line.split(' ');
  expect(createRouter(endpoints.filter((route) => isIn(route, '5.1')))(method, target.join(' '))).toBeDefined();
});

test.each(lines(SCOUT_CLIENT))('the official Scout client finds %s', (line) => {
  const [method = '', ...target] = line.split(' ');
  expect(createRouter(endpoints.filter((route) => isIn(route, '3.3')))(method, target.join(' '))).toBeDefined();
});

test('the table in the docs says of every endpoint what the code says', () => {
  const said = readTable().map(({ endpoint, versions, fidelity }) => `${endpoint} | ${versions} | ${fidelity}`);
  const truth = endpoints.map((route) => {
    const versions = VERSIONS.filter((version) => isIn(route, version)).join(' ');
    return `${nameOf(route)} | ${versions} | ${FIDELITY[route.fidelity]}`;
  });
  expect(said).toEqual(truth);
});

test('every endpoint has a sample call, and every sample an endpoint', () => {
  expect(Object.keys(samples).toSorted()).toEqual(endpoints.map(nameOf).toSorted());
});

test('every test that the table names is there and calls the endpoint', () => {
  for (const { endpoint, tests } of readTable()) {
    expect(tests).toContain('endpoints');
    for (const name of tests) {
      const file = `${HERE}/${name}.test.ts`;
      expect(existsSync(file)).toBe(true);
      const [, path = ''] = endpoint.split(' ');
      const [stem = ''] = path.split('/{');
      const calls = name === 'endpoints' || readFileSync(file, 'utf8').includes(stem);
      expect([endpoint, name, calls]).toEqual([endpoint, name, true]);
    }
  }
});
