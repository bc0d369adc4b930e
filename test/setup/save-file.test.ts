import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveFile } from '../../src/setup/save-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'save-'));
});
afterEach(() => rm(folder, { recursive: true }));

const inFolder = (name: string): string => join(folder, name);

test('a file is written for its owner alone, whatever stood there', async () => {
  await writeFile(inFolder('.env'), 'OLD=1\n', { mode: 0o644 });
  saveFile(inFolder('.env'), 'NEW=1\n');
  expect(await readFile(inFolder('.env'), 'utf8')).toBe('NEW=1\n');
  expect((await stat(inFolder('.env'))).mode & 0o777).toBe(0o600);
});

test('nothing goes through a link that somebody has laid where it is written at first', async () => {
  await writeFile(inFolder('theirs'), '');
  await symlink(inFolder('theirs'), inFolder('.env.new'));
  saveFile(inFolder('.env'), 'SECRET=1\n');
  expect(await readFile(inFolder('theirs'), 'utf8')).toBe('');
  expect(await readFile(inFolder('.env'), 'utf8')).toBe('SECRET=1\n');
});

test('a link to the file stays one', async () => {
  await writeFile(inFolder('real'), '');
  await symlink(inFolder('real'), inFolder('.env'));
  saveFile(inFolder('.env'), 'SECRET=1\n');
  expect(await readFile(inFolder('real'), 'utf8')).toBe('SECRET=1\n');
});
