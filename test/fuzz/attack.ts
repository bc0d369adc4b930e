import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { slashCommand } from '../platforms/slack/payloads.ts';
import { SIGNING_SECRET, signedRequest } from '../platforms/slack/signed-request.ts';
import { startFakeConnector } from '../platforms/teams/fake-connector.ts';
import { type Malformed, malformed } from './malformed.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Most of them wait for bytes that nobody answers. */
const AT_ONCE = 96;
/** An answer takes no longer: the program gives a body 20 s to arrive. */
const WAIT_MS = 25_000;
/** Bytes without an end: nobody waits longer for what they bring. */
const BYTES_MS = 300;
const MB = 1_048_576;

/** What came of an attack. */
export interface AttackReport {
  readonly sent: number;
  /** How often each status came, by door; `none` where the connection ended without one. */
  readonly statuses: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Requests that were answered with 5xx other than 503, as they were sent. */
  readonly broken: readonly string[];
  /** Whether the program was still there at the end. */
  readonly isAlive: boolean;
  /** What it answered to a right question afterwards. */
  readonly answer: string;
  /** Resident memory in MB after each tenth of the requests. */
  readonly memory: readonly number[];
  /** What it printed, or logged as failures of its own: the end of it. */
  readonly failures: readonly string[];
}

/** Sends malformed requests to every door of the program, which runs in a process of its own between simulators and fake chats. */
export async function attack({
  requests,
  seed,
}: {
  readonly requests: number;
  readonly seed: number;
}): Promise<AttackReport> {
  const [slack, teams, fleet, floor] = await Promise.all([
    startFakeSlack(),
    startFakeConnector(),
    startSimulator(),
    startFloorSimulator(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'scout-bot-'));
  const child = spawn(process.execPath, ['--max-semi-space-size=8', 'src/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      SLACK_BOT_TOKEN: 'xoxb-of-the-fuzzing',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: slack.apiUrl,
      TEAMS_ANONYMOUS: 'true',
      TEAMS_SERVICE_HOSTS: new URL(teams.serviceUrl).host,
      SCOUT_URL: fleet.url,
      SCOUT_USERNAME: fleet.credentials.username,
      SCOUT_PASSWORD: fleet.credentials.password,
      SCOUT_FINGERPRINT: fleet.fingerprint,
      FLOOR_URL: floor.url,
      FLOOR_USERNAME: floor.credentials.username,
      FLOOR_PASSWORD: floor.credentials.password,
      FLOOR_FINGERPRINT: floor.fingerprint,
      HOST: '127.0.0.1',
      PORT: '0',
      TIME_ZONE: 'UTC',
      LOG_LEVEL: 'error',
      // What is refused at once is not tried far.
      ASK_LIMIT_USER: '100000/min',
      ASK_LIMIT_CHANNEL: '100000/min',
      DATA_DIR: folder,
    },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  try {
    const port = await portOf(child, () => output.join(''));
    const back = { responseUrl: slack.responseUrl(), serviceUrl: teams.serviceUrl };
    const forget = (): void => {
      slack.forget();
      teams.forget();
    };
    const sent = await send({ stream: malformed(seed, back), most: requests, port, child, forget });
    return {
      ...sent,
      isAlive: child.exitCode === null,
      answer: child.exitCode === null ? await rightQuestion(port, slack.responseUrl()) : '',
      failures: output
        .join('')
        .split('\n')
        .filter((line) => !line.startsWith('{') || line.includes('"level":50'))
        .slice(-30),
    };
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'close');
    }
    await Promise.all([slack.close(), teams.close(), fleet.close(), floor.close(), rm(folder, { recursive: true })]);
  }
}

async function portOf(child: ChildProcess, output: () => string): Promise<number> {
  while (child.exitCode === null) {
    const port = /on port (\d+)/.exec(output())?.[1];
    if (port !== undefined) return Number(port);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
  throw new Error(`the program ended: ${output()}`);
}

type HttpRequest = Extract<Malformed, { kind: 'http' }>;
type Sent = Pick<AttackReport, 'sent' | 'statuses' | 'broken' | 'memory'>;

interface Sending {
  readonly stream: Generator<Malformed>;
  readonly most: number;
  readonly port: number;
  readonly child: ChildProcess;
  /** Makes the fake chats forget what came to them. */
  readonly forget: () => void;
}

async function send({ stream, most, port, child, forget }: Sending): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const statuses: Record<string, Record<string, number>> = {};
  const broken: string[] = [];
  let sent = 0;
  const memory: number[] = [];

  async function work(): Promise<void> {
    while (sent < most && child.exitCode === null) {
      const { value: next } = stream.next();
      if (next === undefined) return;
      sent++;
      if (sent % 1_000 === 0) forget();
      if (sent * 10 >= most * (memory.length + 1)) memory.push(memoryOf(child));
      const status = next.kind === 'bytes' ? await sendBytes(next.bytes, port) : await sendHttp(agent, next, port);
      const door = statuses[next.door] ?? {};
      statuses[next.door] = { ...door, [status]: (door[status] ?? 0) + 1 };
      if (/^5/.test(status) && status !== '503') broken.push(describe(next, status));
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, work));
  agent.destroy();
  return { sent, statuses, broken, memory };
}

function sendHttp(agent: Agent, { method, path, headers, body }: HttpRequest, port: number): Promise<string> {
  return new Promise((done) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent, timeout: WAIT_MS }, (answer) => {
      answer.resume().on('close', () => done(String(answer.statusCode)));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => done('none'));
    sent.end(body);
  });
}

function sendBytes(bytes: Buffer, port: number): Promise<string> {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const finish = (): void => {
      socket.destroy();
      done(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'none');
    };
    socket.setTimeout(BYTES_MS, finish);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.length > 12) finish();
    });
    socket.on('error', finish);
    socket.on('close', finish);
  });
}

const describe = (sent: Malformed, status: string): string =>
  sent.kind === 'bytes'
    ? `${status} bytes ${sent.bytes.toString('base64')}`
    : `${status} ${sent.method} ${sent.path} ${JSON.stringify(sent.headers)} ${sent.body.toString('base64')}`;

/** Resident memory of a process in MB, as the kernel counts it. */
function memoryOf({ pid, exitCode, signalCode }: ChildProcess): number {
  if (exitCode !== null || signalCode !== null) return 0;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round((Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024) / MB);
}

async function rightQuestion(port: number, responseUrl: string): Promise<string> {
  const request = signedRequest(slashCommand('help', responseUrl, { user_id: 'U-right' }));
  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, request);
  return `${answer.status} ${await answer.text()}`;
}

/** Whether the program holds no more at the end than at half time, when what is kept for a while has filled up, but for what a collector leaves lying about. */
export function isFlat({ memory }: AttackReport): boolean {
  const atHalf = memory[4] ?? Number.NaN;
  return (memory.at(-1) ?? Number.NaN) < atHalf * 1.3;
}
