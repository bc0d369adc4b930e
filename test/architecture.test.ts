import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const SRC = resolve(import.meta.dirname, '../src');

/** Which folder may import which; the table of ARCHITECTURE.md in code. Files directly in src wire everything and may import all. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  access: ['core', 'storage'],
  core: [],
  language: ['core'],
  clients: ['core'],
  answers: ['core', 'clients'],
  fleet: ['core', 'clients', 'answers'],
  floor: ['core', 'clients', 'answers'],
  storage: ['core'],
  sites: ['core', 'clients', 'answers', 'fleet', 'floor', 'storage', 'summaries'],
  charts: ['core'],
  summaries: ['core', 'clients', 'answers', 'fleet', 'floor'],
  subscriptions: ['core', 'clients', 'answers', 'fleet', 'floor', 'storage', 'sites'],
  schedule: ['core', 'storage', 'subscriptions', 'summaries'],
  commands: [
    'core',
    'language',
    'clients',
    'answers',
    'fleet',
    'floor',
    'storage',
    'summaries',
    'sites',
    'subscriptions',
  ],
  watching: ['core'],
  outages: ['core', 'clients', 'answers', 'storage'],
  setup: ['core', 'clients', 'answers', 'platforms/slack', 'settings'],
  settings: ['access', 'core', 'clients', 'answers', 'floor', 'storage'],
  'platforms/slack': ['core'],
  'platforms/teams': ['core'],
  'platforms/preview': ['core'],
  simulator: ['clients'],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function importsOf(file: string): readonly Import[] {
  const source = readFileSync(join(SRC, file), 'utf8');
  const targets = [...source.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(([, path]) => path ?? '');
  return targets.map((path) => ({ file, target: relative(SRC, resolve(SRC, dirname(file), path)) }));
}

const folderOf = (file: string): string => {
  const [first = '', second = ''] = dirname(file).split('/');
  return first === 'platforms' ? `${first}/${second}` : first;
};

test('every folder of src has a row in the table', () => {
  const folders = new Set(files.map(folderOf).filter((folder) => folder !== '.'));
  expect([...folders].toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted());
});

test('every folder imports only what the table allows', () => {
  const forbidden = files
    .filter((file) => folderOf(file) !== '.')
    .flatMap(importsOf)
    .filter(({ file, target }) => ![folderOf(file), ...(MAY_IMPORT[folderOf(file)] ?? [])].includes(folderOf(target)));
  expect(forbidden).toEqual([]);
});

test('only the demo reaches the simulator', () => {
  const reaching = files
    .flatMap(importsOf)
    .filter(({ file, target }) => folderOf(target) === 'simulator' && folderOf(file) !== 'simulator');
  expect([...new Set(reaching.map(({ file }) => file))]).toEqual(['demo.ts']);
});

test('the simulator takes nothing of clients but the table of what a floor can be asked', () => {
  const taken = files
    .filter((file) => folderOf(file) === 'simulator')
    .flatMap(importsOf)
    .filter(({ target }) => folderOf(target) === 'clients')
    .map(({ target }) => target);
  expect([...new Set(taken)]).toEqual(['clients/floor/operations.ts']);
});

test('only one file of Teams knows its SDK, so that its successor changes no other file', () => {
  const importing = files.filter((file) =>
    /(?:from|import)\s*\(?\s*'(?:botbuilder|botframework|@azure|@microsoft)/.test(
      readFileSync(join(SRC, file), 'utf8'),
    ),
  );
  expect(importing).toEqual(['platforms/teams/bot-framework.ts']);
});

test('clients take nothing of core but its errors and the types they are written in', () => {
  const taken = files
    .filter((file) => folderOf(file) === 'clients')
    .flatMap(importsOf)
    .filter(({ target }) => folderOf(target) === 'core')
    .map(({ target }) => target);
  expect([...new Set(taken)].toSorted()).toEqual(['core/bot.ts', 'core/errors.ts', 'core/reply.ts', 'core/watch.ts']);
});

test('nothing but the entries and the wiring reads the environment or the clock', () => {
  const reading = files.filter((file) => {
    const source = readFileSync(join(SRC, file), 'utf8');
    return /process\.env|Math\.random\(|Date\.now\(\)|new Date\(\)/.test(source);
  });
  expect(
    reading.filter(
      (file) =>
        ![
          'ask.ts',
          'audit.ts',
          'export.ts',
          'import.ts',
          'floor-import.ts',
          'floor-doctor.ts',
          'check-config.ts',
          'setup.ts',
          'main.ts',
          'configured-adapters.ts',
          'source.ts',
          'configured-store.ts',
          'demo.ts',
          'simulator/main.ts',
        ].includes(file),
    ),
  ).toEqual([]);
});
