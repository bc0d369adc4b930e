import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeEnvFile, readEnvFile } from '../../src/setup/env-file.ts';
import { saveFile } from '../../src/setup/save-file.ts';
import { fc } from '../fixtures/property.ts';

const BEFORE = `# The bot of hall 1
SCOUT_URL=https://old.example   # since March
export SCOUT_USERNAME = bot
SCOUT_PASSWORD="open
sesame"

MY_OWN='as it was'
PORT=3000`;

test('what changes is changed where it stands, what is new comes behind, and all else stays as it was', () => {
  const changes = {
    SCOUT_URL: 'https://new.example',
    SCOUT_PASSWORD: undefined,
    SCOUT_API_TOKEN: 't0ken',
    PORT: '3000',
  };
  expect(changeEnvFile(BEFORE, changes)).toBe(`# The bot of hall 1
SCOUT_URL=https://new.example
export SCOUT_USERNAME = bot

MY_OWN='as it was'
PORT=3000
SCOUT_API_TOKEN=t0ken
`);
});

test('a file that says the same already is not touched', () => {
  expect(changeEnvFile(BEFORE, { PORT: '3000', SLACK_BOT_TOKEN: undefined })).toBe(BEFORE);
  expect(changeEnvFile('', {})).toBe('');
});

test('of a setting that stands twice, which counts as the last of them, one is left', () => {
  expect(changeEnvFile('PORT=1\nHOST=a\nPORT=2\n', { PORT: '3' })).toBe('PORT=3\nHOST=a\n');
});

test('a name that another begins or ends with is another', () => {
  const text = 'MY_PORT=1\nPORTS=2\n# PORT=4\n';
  expect(changeEnvFile(text, { PORT: '3' })).toBe(`${text}PORT=3\n`);
});

test.each([
  ['https://a.example/v1?x=1&y=2', 'https://a.example/v1?x=1&y=2'],
  ['two words', "'two words'"],
  ['#hash', "'#hash'"],
  ["it's $5", '"it\'s $5"'],
  [`"it's"`, `\`"it's"\``],
  ["it's \\n", "`it's \\n`"],
])('the value %s is written as %s', (value, written) => {
  expect(changeEnvFile('', { SCOUT_PASSWORD: value })).toBe(`SCOUT_PASSWORD=${written}\n`);
});

test.each(['a\nb', `'"\``])('the value %j cannot be written, and nothing is', (value) => {
  expect(() => changeEnvFile('', { SCOUT_PASSWORD: value })).toThrow('SCOUT_PASSWORD cannot be written on a line');
});

test('whatever can be typed is read back as it was, and beside it nothing changes', () => {
  const typed = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((text) => text.trim() === text && !/\p{C}/u.test(text) && !(text.includes("'") && text.includes('`')));
  fc.assert(
    fc.property(typed, (password) => {
      const after = readEnvFile(changeEnvFile(BEFORE, { SCOUT_PASSWORD: password }));
      expect(after).toEqual({ ...readEnvFile(BEFORE), SCOUT_PASSWORD: password });
    }),
  );
});

describe('the file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scout-bot-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

  test('is for its owner only, also where it was for everybody', async () => {
    const path = join(folder, '.env');
    saveFile(path, 'PORT=1\n');
    expect([await modeOf(path), await readFile(path, 'utf8')]).toEqual(['600', 'PORT=1\n']);
    await writeFile(join(folder, 'open'), 'PORT=1\n', { mode: 0o644 });
    saveFile(join(folder, 'open'), 'PORT=2\n');
    expect([await modeOf(join(folder, 'open')), await readFile(join(folder, 'open'), 'utf8')]).toEqual([
      '600',
      'PORT=2\n',
    ]);
  });

  test('stays a link to where it is', async () => {
    await writeFile(join(folder, 'elsewhere'), 'PORT=1\n');
    await symlink(join(folder, 'elsewhere'), join(folder, '.env'));
    saveFile(join(folder, '.env'), 'PORT=2\n');
    expect(await readFile(join(folder, 'elsewhere'), 'utf8')).toBe('PORT=2\n');
  });

  test('stays as it was where it cannot be written', () => {
    expect(() => saveFile(join(folder, 'nowhere', '.env'), 'PORT=1\n')).toThrow('ENOENT');
  });
});
