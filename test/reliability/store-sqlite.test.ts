import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { openStore } from '../../src/storage/open-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { startSlackProgram } from '../end-to-end/slack-program.ts';
import { startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { expectQuoted } from './told.ts';

const FILLING = new URL('./writing-until-full.ts', import.meta.url).pathname;
/** The user that owns nothing. */
const NOBODY = 65_534;

let root = '';
let count = 0;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'scout-bot-disks-'));
});

afterAll(() => rmSync(root, { recursive: true }));

const newFolder = (): string => mkdtempSync(join(root, `${count++}-`));

const open = (folder: string): Promise<Store> =>
  openStore({ kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: () => 0 });

/** A way to run out of room, of those that this machine has. */
interface FullDisk {
  readonly name: string;
  /** The script that runs a program (`"$@"`) with its store in a folder (`"$0"`) of that disk. */
  readonly script: string;
  /** Takes all room from a running program, and gives it back. */
  readonly fill: (pid: number, folder: string) => void;
  readonly clear: (pid: number, folder: string) => void;
  readonly told: string;
}

const limit = (pid: number, bytes: string): void => {
  spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
};

/** Every machine has it; SQLite calls it an error of the disk, as it does a disk that is broken. */
const LIMITED: FullDisk = {
  name: 'files that may not grow',
  script: '(ulimit -S -f 800; "$@")',
  fill: (pid) => limit(pid, '4096'),
  clear: (pid) => limit(pid, 'unlimited'),
  told: 'My database cannot be read or written (disk error). Nothing was kept or changed: tell whoever runs this bot.',
};

/** Only where a process may mount a file system that it alone sees. */
const SMALL: FullDisk = {
  name: 'a file system of two megabytes',
  script: 'mount -t tmpfs -o size=2m none "$0"; "$@"',
  fill(pid, folder) {
    const ballast = openSync(seenBy(pid, folder), 'w');
    try {
      for (;;) writeSync(ballast, Buffer.alloc(4_096));
    } catch {
      closeSync(ballast);
    }
  },
  clear: (pid, folder) => rmSync(seenBy(pid, folder)),
  told: 'My database has no room left on its disk. Nothing was kept or changed: tell whoever runs this bot.',
};

const seenBy = (pid: number, folder: string): string => `/proc/${pid}/root${join(folder, 'ballast')}`;

const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', tmpdir()]).status === 0;
if (!canMount)
  process.stderr.write('nothing may be mounted here: a full disk is tried by a limit of the size of files\n');
const FULL_DISKS = canMount ? [LIMITED, SMALL] : [LIMITED];
const ALONE = canMount ? ['unshare', '-rm'] : [];

describe.each(FULL_DISKS)('a full disk ($name)', ({ script, fill, clear, told }) => {
  test('loses nothing that was acknowledged, and all can still be read', async () => {
    const [folder, left] = [newFolder(), newFolder()];
    const [command = '', ...args] = [...ALONE, 'sh', '-c', `${script}; cp "$0"/* ${left}`, folder];
    const { stdout } = spawnSync(command, [...args, process.execPath, FILLING, folder], { encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    expect(lines.at(-1)).toBe(`told StoreAway: ${told}`);
    const kept = lines.flatMap((line) => /^kept (.*)/.exec(line)?.[1] ?? []);
    expect(kept.length).toBe(lines.length - 1);
    expect(kept.length).toBeGreaterThan(2);
    const store = await open(left);
    const found = await Promise.all(kept.map((id) => store.subscription(id)));
    expect(found.every((each) => each !== undefined)).toBe(true);
    expect(await store.subscription(`s${kept.length}`)).toBeUndefined();
    await store.close();
    expectQuoted(told);
  });

  test('leaves questions answered, refuses changes in clear words, and is over as soon as there is room', async () => {
    const folder = newFolder();
    const [scout, slack] = await Promise.all([startSimulator(), startFakeSlack()]);
    const settings = {
      SCOUT_URL: scout.url,
      SCOUT_USERNAME: scout.credentials.username,
      SCOUT_PASSWORD: scout.credentials.password,
      SCOUT_FINGERPRINT: scout.fingerprint,
      DATA_DIR: folder,
    };
    const under =
      script === SMALL.script ? ['unshare', '-rm', 'sh', '-c', script.replace('"$@"', 'exec "$@"'), folder] : [];
    const program = await startSlackProgram(slack, settings, under);
    expect((await program.ask('subscribe daily 07:00')).text).toMatch(/every day at 07:00/);
    fill(program.pid, folder);
    expect((await program.ask('robots')).text).toMatch(/^6 robots/);
    expect((await program.ask('subscribe weekly mon 08:00')).text).toBe(told);
    expect((await program.ask('subscriptions')).text).toMatch(/^1 /);
    clear(program.pid, folder);
    expect((await program.ask('subscribe weekly mon 08:00')).text).toMatch(/every Monday at 08:00/);
    expect((await program.ask('subscriptions')).text).toMatch(/^2 /);
    expect(await program.stop()).toBe(0);
    await Promise.all([scout.close(), slack.close()]);
  });
});

test('a store that may not be written stops the start in one line, and is left as it is', async () => {
  const folder = newFolder();
  await (await open(folder)).close();
  chmodSync(root, 0o755);
  chmodSync(folder, 0o555);
  const isRoot = process.geteuid?.() === 0;
  // Root may write everywhere; nobody may not.
  if (isRoot) process.seteuid?.(NOBODY);
  const refused = await open(folder).catch((error: unknown) => error);
  if (isRoot) process.seteuid?.(0);
  chmodSync(folder, 0o755);
  expect(refused).toMatchObject({
    name: 'StoreError',
    message: `${join(folder, 'scout-bot.sqlite')} cannot be written: let the user of this program write there, or set DATA_DIR to another folder.`,
  });
  await (await open(folder)).close();
});
