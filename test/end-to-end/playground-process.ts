import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

// Under Microsoft's own licence terms and not open source, so nothing of this project depends on it; "to evaluate it" is what it may be used for.
const PACKAGE = '@microsoft/m365agentsplayground';
const VERSION = '0.2.28';
const INSTALL_LIMIT_MS = 60_000;
const START_LIMIT_MS = 30_000;

/** An installed Microsoft 365 Agents Playground: a stand-in for Teams with a page of its own. */
export interface Installed {
  readonly cli: string;
  /** Deletes what was installed for the test. */
  remove(): Promise<void>;
}

/** The Playground of the folder `PLAYGROUND_DIR`, or one installed into a temporary folder; in words, why there is none. */
export async function findPlayground(): Promise<Installed | string> {
  const { PLAYGROUND_DIR: given } = process.env;
  const cliIn = (folder: string): string => join(folder, 'node_modules', PACKAGE, 'cli.js');
  if (given !== undefined) {
    if (!existsSync(cliIn(given))) return `no Playground in ${given}`;
    return { cli: cliIn(given), remove: async () => {} };
  }
  const folder = await mkdtemp(join(tmpdir(), 'playground-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const wanted = ['--prefix', folder, '--no-save', '--ignore-scripts', `${PACKAGE}@${VERSION}`];
  try {
    await promisify(execFile)('npm', ['install', ...wanted], { cwd: folder, timeout: INSTALL_LIMIT_MS });
    return { cli: cliIn(folder), remove };
  } catch {
    await remove();
    return `npm could not install ${PACKAGE}@${VERSION}`;
  }
}

/** A running Playground. */
export interface Playground {
  /** Its page. */
  readonly url: string;
  /** Where it takes messages from bots, as activities name it. */
  readonly serviceUrl: string;
  /** The id of the personal chat. */
  readonly personalChat: string;
  close(): Promise<void>;
}

/** Starts it over a bot's messaging endpoint, telling nobody. It listens on every interface of the machine, so it is closed soon. */
export async function startPlayground({ cli }: Installed, endpoint: string, port: number): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-run-'));
  const personalChat = 'personal-chat-of-ada';
  const options = ['-e', endpoint, '-c', 'msteams', '-p', String(port), '--conversation-id', personalChat];
  const child = spawn(process.execPath, [cli, ...options, '--disable-telemetry'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, APPLICATION_INSIGHTS_NO_STATSBEAT: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://localhost:${await openedPort(child)}`;
    return { url, serviceUrl: `${url}/_connector`, personalChat, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function openedPort(child: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (): void => {
      clearTimeout(late);
      reject(new Error(`the Playground did not start: ${said}`));
    };
    const late = setTimeout(fail, START_LIMIT_MS);
    child.once('exit', fail);
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const [, port] = /Listening on (\d+)/.exec(said) ?? [];
      if (port === undefined) return;
      clearTimeout(late);
      resolve(port);
    });
  });
}
