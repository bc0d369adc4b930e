import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const MB = 1_048_576;

/** A program in a process of its own. */
export interface Program {
  /** NaN where it has none. */
  readonly port: number;
  /** NaN where it has none. */
  readonly metricsPort: number;
  isAlive(): boolean;
  /** Resident memory in MB, as the kernel counts it. */
  memory(): number;
  /** What it printed, or logged as failures of its own: the end of it. */
  failures(): readonly string[];
  close(): Promise<void>;
}

/** Starts a program, with its arguments, and waits until it listens. Rejects where it ends before that. */
export async function startProgram(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'scout-bot-'));
  const child = spawn(process.execPath, ['--max-semi-space-size=8', ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      HOST: '127.0.0.1',
      PORT: '0',
      TIME_ZONE: 'UTC',
      LOG_LEVEL: 'error',
      // What is refused at once is not tried far.
      ASK_LIMIT_USER: '100000/min',
      ASK_LIMIT_CHANNEL: '100000/min',
      DATA_DIR: folder,
      ...settings,
    },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const greeting = await greetingOf(child, () => output.join(''));
  return {
    port: portIn(greeting, /Teams, on port (\d+)/),
    metricsPort: portIn(greeting, /metrics on port (\d+)/),
    isAlive,
    memory: () => (isAlive() ? memoryOf(child) : 0),
    failures: () => failuresIn(output.join('').slice(greeting.length)),
    async close() {
      if (isAlive()) {
        // An orderly end would bring thousands of answers that wait for their turn.
        child.kill('SIGKILL');
        await once(child, 'close');
      }
      await rm(folder, { recursive: true });
    },
  };
}

const portIn = (greeting: string, pattern: RegExp): number => Number(pattern.exec(greeting)?.[1]);

/** All that it says until it is there: the ports come last. */
async function greetingOf(child: ChildProcess, output: () => string): Promise<string> {
  while (child.exitCode === null) {
    if (/^Scout bot: /m.test(output()) && output().endsWith('\n')) return output();
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
  throw new Error(`the program ended: ${output()}`);
}

const failuresIn = (output: string): readonly string[] =>
  output
    .split('\n')
    .filter((line) => line !== '' && (!line.startsWith('{') || line.includes('"level":50')))
    .slice(-30);

function memoryOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round((Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024) / MB);
}
