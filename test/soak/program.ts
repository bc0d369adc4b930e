import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../bench/free-port.ts';

/** What the program holds, after everything that nobody needs is gone. */
export interface Holdings {
  readonly rssBytes: number;
  /** Heap and what hangs on it. */
  readonly heldBytes: number;
  /** Timers, sockets and requests that the event loop knows of. */
  readonly handles: number;
  /** Open files and sockets of the process. */
  readonly files: number;
}

/** How the program ended. */
interface Ended {
  /** Its exit code. */
  readonly code: number | null;
  /** Lines of its log. */
  readonly errors: number;
  /** What it wrote beside its log. */
  readonly complaints: readonly string[];
}

/** The program in a process of its own. */
export interface Program {
  readonly url: string;
  hold(): Promise<Holdings>;
  hasEnded(): boolean;
  /** Ends it as an operator would. */
  stop(): Promise<Ended>;
}

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 25_000;

/** Starts `src/main.ts` and waits until it is ready. Rejects where it is not. */
export async function startProgram(settings: Readonly<Record<string, string>>): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  const complaintsFile = join(folder, 'stderr');
  const stderr = openSync(complaintsFile, 'w');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = fork(new URL('../../src/main.ts', import.meta.url), [], {
    execArgv: ['--max-semi-space-size=8', '--import', new URL('./probe.mjs', import.meta.url).href],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: join(folder, 'data'),
      ...settings,
    },
    stdio: ['ignore', 'ignore', stderr, 'ipc'],
  });
  // Whatever becomes of this process, the program does not outlive it.
  process.once('exit', () => child.kill('SIGKILL'));
  const complaints = (): string => readFileSync(complaintsFile, 'utf8');
  await untilReady(child, url, complaints);
  return {
    url,
    async hold() {
      const told = once(child, 'message');
      child.send('hold');
      return (await told)[0] as Holdings;
    },
    hasEnded: () => child.exitCode !== null,
    async stop() {
      const code = await end(child);
      closeSync(stderr);
      const lines = complaints()
        .split('\n')
        .filter((line) => line !== '');
      rmSync(folder, { recursive: true, force: true });
      const unlogged = lines.filter((line) => !line.startsWith('{'));
      return { code, errors: lines.length - unlogged.length, complaints: unlogged };
    },
  };
}

async function untilReady(child: ChildProcess, url: string, complaints: () => string): Promise<void> {
  const giveUpAt = performance.now() + START_LIMIT_MS;
  while (performance.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`the program ended: ${complaints()}`);
    const answer = await fetch(`${url}/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the program is not ready: ${complaints()}`);
}

async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  const [code] = await ended;
  clearTimeout(late);
  return code;
}
