import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStore } from '../../src/simulator/store.ts';
import { parseWorld, readWorld } from '../../src/simulator/world.ts';
import { sampleWorld } from './sample-world.ts';

/** The sample world with one value put in its place, by a path such as `robots.0.nickname`. */
function broken(path: string, value: unknown): string {
  const world: unknown = structuredClone(sampleWorld);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const target = keys.reduce((at: unknown, key) => (at as Record<string, unknown>)[key], world) as Record<
    string,
    unknown
  >;
  if (value === undefined) delete target[last];
  else target[last] = value;
  return JSON.stringify(world);
}

test('reads a world file, its times as epoch milliseconds and its weekly times as milliseconds since Sunday', () => {
  const world = parseWorld(JSON.stringify(sampleWorld));
  expect(world.runs?.[0]?.startTime).toBe(Date.parse('2026-10-21T06:10:00Z'));
  expect(world.calendar?.[0]?.blackouts).toEqual([{ start: (24 + 6) * 3_600_000, end: (24 + 20) * 3_600_000 }]);
});

test.each([
  ['robots.0.nickname', 7, 'robots[0].nickname: expected text'],
  ['robots.0.nickname', '', 'robots[0].nickname: expected text that is not empty'],
  ['robots.0.nickname', undefined, 'robots[0].nickname: is missing'],
  ['robots.0.nicknam', 'Rex', 'robots[0].nicknam: unknown field'],
  ['robots.0', 'Rex', 'robots[0]: expected an object'],
  ['robots', {}, 'robots: expected a list'],
  ['robots.1.nickname', 'Rex', 'robots[1].nickname: "Rex" is there twice'],
  ['robots.0.software', '5', 'robots[0].software: expected a version such as 5.1.4'],
  ['robots.0.batteryPercent', 101, 'robots[0].batteryPercent: expected a number from 0 to 100'],
  ['missions.0.docks.0', '999', 'missions[0].docks[0]: no dock is called "999"'],
  ['missions.0.site', 'south', 'missions[0].site: no site is called "south"'],
  ['missions.0.actions.0.kind', 'smell', 'missions[0].actions[0].kind: expected thermal, gauge, visual or sound'],
  ['missions.0.actions.1.name', 'Gate', 'missions[0].actions[1].name: "Gate" is there twice'],
  ['calendar.0.robot', 'Rexx', 'calendar[0].robot: no robot is called "Rexx"'],
  ['calendar.0.mission', 'Round', 'calendar[0].mission: no mission is called "Round"'],
  ['calendar.0.firstStart', 'soon', 'calendar[0].firstStart: expected a time such as 2026-10-21T14:20:00Z'],
  [
    'calendar.0.firstStart',
    '2026-13-45T00:00:00Z',
    'calendar[0].firstStart: expected a time such as 2026-10-21T14:20:00Z',
  ],
  [
    'calendar.0.blackouts.0.start',
    'Monday',
    'calendar[0].blackouts[0].start: expected a day and a time such as Mon 06:00',
  ],
  ['runs.1.robot', 'Rexx', 'runs[1].robot: no robot is called "Rexx"'],
  [
    'runs.0.status',
    'FINE',
    'runs[0].status: expected SUCCESS, FAILURE, ERROR, STOPPED, NONE, UNKNOWN, RUNNING or PAUSED',
  ],
  ['runs.0.endTime', '2026-10-21T06:00:00Z', 'runs[0].endTime: is before the start'],
  ['runs.0.mission', undefined, 'runs[0].mission: is missing'],
  ['runs.0.actions.0.name', 'Door', 'runs[0].actions[0].name: mission "Patrol" has no action called "Door"'],
  ['runs.1.uuid', 'run-1', 'runs[1].uuid: "run-1" is there twice'],
  ['anomalies.0.run', 'run-9', 'anomalies[0].run: no run has the uuid "run-9"'],
  ['anomalies.0.action', 'Door', 'anomalies[0].action: mission "Patrol" has no action called "Door"'],
  ['outcomes.0.action', 'Door', 'outcomes[0].action: mission "Patrol" has no action called "Door"'],
  ['failureRate', 2, 'failureRate: expected a number from 0 to 1'],
])('names the place of a wrong value: %s = %j', (path, value, message) => {
  expect(() => parseWorld(broken(path, value))).toThrow(message);
});

test('says that a file is not JSON, or no world', () => {
  expect(() => parseWorld('{')).toThrow(/^not JSON: /);
  expect(() => parseWorld('7')).toThrow('world: expected an object');
  expect(() => parseWorld('{}')).toThrow('robots: is missing');
});

test('names the file that cannot be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'world-'));
  const file = join(folder, 'world.json');
  writeFileSync(file, JSON.stringify(sampleWorld));
  expect(readWorld(file).robots).toHaveLength(2);
  writeFileSync(file, '{"robots": [{}]}');
  expect(() => readWorld(file)).toThrow(`${file}: robots[0].nickname: is missing`);
  rmSync(folder, { recursive: true });
  expect(() => readWorld(file)).toThrow(file);
});

test('a small world needs only robots', () => {
  const store = createStore(parseWorld('{"robots":[{"nickname":"Rex"}]}'), 0);
  expect([...store.robots.values()]).toEqual([
    expect.objectContaining({ nickname: 'Rex', hostname: '10.20.0.11', index: 0 }),
  ]);
  expect(store.runs.begun(1)).toEqual([]);
});

test('the example in the docs is a world', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/simulator.md', 'utf8')) ?? [];
  expect(parseWorld(example).runs).toHaveLength(3);
});
