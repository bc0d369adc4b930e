import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What a process has used so far. */
export interface Usage {
  readonly cpuMicros: number;
  readonly rssBytes: number;
}

/** A measured program in a process of its own. */
export interface Child {
  readonly port: number;
  /** From the start of the process until its port was open. */
  readonly startMs: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
  /** Ends it as a failing machine would, without a last word. */
  kill(): Promise<void>;
}

const START_LIMIT_MS = 20_000;

/** Starts a program that listens on `port`. Rejects where it ends or does not open the port. */
export async function startChild(
  file: string,
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<Child> {
  // The log goes to a file, as it would in earnest: a pipe would keep the load's process busy with reading it.
  const log = join(tmpdir(), `bench-${port}.log`);
  const logFile = openSync(log, 'w');
  const folder = join(tmpdir(), `bench-${port}`);
  const startedAt = performance.now();
  const child = fork(file, [], {
    execArgv: ['../../src/runtime.mjs', './probe.mjs'].flatMap((file) => [
      '--import',
      new URL(file, import.meta.url).href,
    ]),
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'production',
      PORT: String(port),
      ...(environment['DATABASE_URL'] === undefined && { DATA_DIR: folder }),
      // One person asks everything here.
      ASK_LIMIT_USER: 'off',
      ASK_LIMIT_CHANNEL: 'off',
      ...environment,
    },
    stdio: ['ignore', 'ignore', logFile, 'ipc'],
  });
  await waitForPort(port, child, () => readFileSync(log, 'utf8'));
  const startMs = performance.now() - startedAt;
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    await stop(child, signal);
    closeSync(logFile);
    rmSync(log);
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, startMs, usage: () => askUsage(child), stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

async function waitForPort(port: number, child: ChildProcess, complaints: () => string): Promise<void> {
  const giveUpAt = performance.now() + START_LIMIT_MS;
  while (performance.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`the program ended: ${complaints()}`);
    if (await isOpen(port)) return;
    await pause(5);
  }
  child.kill();
  throw new Error(`the program did not listen: ${complaints()}`);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}

async function askUsage(child: ChildProcess): Promise<Usage> {
  const answer = once(child, 'message');
  child.send('usage');
  return (await answer)[0] as Usage;
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}
