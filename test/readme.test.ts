import { existsSync, readFileSync } from 'node:fs';
import { createCommands } from '../src/commands/index.ts';
import { usageOf } from '../src/core/usage.ts';
import { createFakeFleet } from './fixtures/fake-fleet.ts';
import { createFakePlant } from './fixtures/fake-floor.ts';
import { noTools } from './fixtures/no-tools.ts';

const ROOT = new URL('../', import.meta.url);
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/settings.md',
  'docs/sites.md',
  'docs/access.md',
  'docs/reliability.md',
  'docs/storage.md',
  'docs/security.md',
  'docs/watching.md',
  'docs/deploy.md',
  'docs/languages.md',
  'docs/assistant.md',
  'docs/slack.md',
  'docs/teams.md',
  'docs/scout-api.md',
  'docs/floor-api.md',
  'docs/floor-simulator.md',
  'docs/site-map.md',
  'docs/simulator.md',
];
const read = (page: string): string => readFileSync(new URL(page, ROOT), 'utf8');

test('the table of the README is the list of commands', () => {
  const rows = [...read('README.md').matchAll(/^\| `(.*)` \| (.*) \|$/gm)].map(([, usage, summary]) => [
    usage,
    summary,
  ]);
  const scouts = { fleet: createFakeFleet(), plant: createFakePlant(), siteMap: { assets: {}, missions: {} } };
  const commands = createCommands(scouts, { version: '1', startedAt: 0 }, noTools);
  expect(rows).toEqual(commands.map((command) => [usageOf(command), command.summary]));
});

test.each(PAGES)('every file that %s links to is there', (page) => {
  const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? '');
  expect(targets.filter((target) => !existsSync(new URL(target, new URL(page, ROOT))))).toEqual([]);
});

test.each(PAGES)('every npm script that %s names exists', (page) => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = [...read(page).matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, name]) => name ?? '');
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('the Procfile checks the settings and starts the bot as npm does, but for the guard against an old Node', () => {
  const { start, 'check-config': check } = JSON.parse(read('package.json')).scripts;
  const lines = [`release: ${check}`, `web: ${start}`].map((line) => line.replace('--import ./src/runtime.mjs ', ''));
  expect(read('Procfile')).toBe(`${lines.join('\n')}\n`);
});
