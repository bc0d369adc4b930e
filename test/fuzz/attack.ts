import { slashCommand } from '../platforms/slack/payloads.ts';
import { signedRequest } from '../platforms/slack/signed-request.ts';
import { malformed } from './malformed.ts';
import type { Malformed } from './malformed-request.ts';
import type { Program } from './program.ts';
import { type ProgramsUnderAttack, startProgramsUnderAttack } from './programs-under-attack.ts';
import { createSender } from './senders.ts';

/** Most of them wait for bytes that nobody answers. */
const AT_ONCE = 96;

/** What one of the programs was like. */
interface ProgramReport {
  /** Whether it was still there at the end. */
  readonly isAlive: boolean;
  /** What it answered to a right question afterwards. */
  readonly answer: string;
  /** Resident memory in MB after each tenth of the requests. */
  readonly memory: readonly number[];
  /** What it printed, or logged as failures of its own: the end of it. */
  readonly failures: readonly string[];
}

/** What came of an attack. */
export interface AttackReport {
  readonly sent: number;
  /** How often each status came, by door; `none` where the connection ended without one, `unsent` where no client would send it. */
  readonly statuses: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Requests that were answered with 5xx other than 503, and well-formed ones that had no answer, as they were sent. */
  readonly broken: readonly string[];
  readonly programs: readonly ProgramReport[];
}

/** Sends malformed requests to every door of three programs, which run in processes of their own between simulators and fake chats. */
export async function attack({
  requests,
  seed,
}: {
  readonly requests: number;
  readonly seed: number;
}): Promise<AttackReport> {
  const under = await startProgramsUnderAttack();
  try {
    await under.install();
    const { memory, ...came } = await sendAll(under, requests, seed);
    const programs = await Promise.all(
      programsOf(under).map(async (program, i) => ({
        isAlive: program.isAlive(),
        answer: program.isAlive() ? (await rightQuestion(under, program)).slice(0, 200) : '',
        memory: memory.map((all) => all[i] ?? 0),
        failures: program.failures(),
      })),
    );
    return { ...came, programs };
  } finally {
    await under.close();
  }
}

const programsOf = ({ one, several, connected }: ProgramsUnderAttack): readonly Program[] => [one, several, connected];

type Came = Pick<AttackReport, 'sent' | 'statuses' | 'broken'>;

async function sendAll(
  under: ProgramsUnderAttack,
  most: number,
  seed: number,
): Promise<Came & { readonly memory: readonly (readonly number[])[] }> {
  const { ports, back, forget, socket } = under;
  const running = programsOf(under);
  const stream = malformed(seed, back);
  const sender = createSender({ ports, sendEnvelope: socket.send, connections: AT_ONCE });
  const statuses: Record<string, Record<string, number>> = {};
  const broken: string[] = [];
  const memory: number[][] = [];
  let sent = 0;

  async function work(): Promise<void> {
    while (sent < most && running.every((program) => program.isAlive())) {
      const { value: next } = stream.next();
      if (next === undefined) return;
      sent++;
      if (sent % 1_000 === 0) forget();
      if (sent * 10 >= most * (memory.length + 1)) memory.push(running.map((program) => program.memory()));
      const status = await sender.send(next);
      const door = statuses[next.door] ?? {};
      statuses[next.door] = { ...door, [status]: (door[status] ?? 0) + 1 };
      if (isBroken(next, status)) broken.push(describe(next, status));
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, work));
  sender.close();
  return { sent, statuses, broken, memory };
}

/** Bytes that are no request may have no answer; what is a request has one. */
const isBroken = ({ kind }: Malformed, status: string): boolean =>
  status === 'none' ? kind !== 'bytes' : /^5/.test(status) && status !== '503';

function describe(sent: Malformed, status: string): string {
  switch (sent.kind) {
    case 'http':
      return `${status} ${sent.port} ${sent.method} ${sent.path} ${JSON.stringify(sent.headers)} ${sent.body.toString('base64')}`;
    case 'bytes':
      return `${status} ${sent.port} bytes ${sent.bytes.toString('base64')}`;
    case 'envelope':
      return `${status} ${JSON.stringify(sent.envelope)}`;
  }
}

async function rightQuestion(
  { several, connected, socket, back, install }: ProgramsUnderAttack,
  program: Program,
): Promise<string> {
  const command = slashCommand('help', back.responseUrl, { user_id: 'U-right' });
  if (program === connected) return socket.ask(command.form);
  // Some of the requests say that the app is not installed any more.
  if (program === several) await install();
  return (await fetch(`http://127.0.0.1:${program.port}/slack/events`, signedRequest(command))).text();
}

/** How many requests each door has answered. */
export function answeredAt({ statuses }: AttackReport): Readonly<Record<string, number>> {
  const counts = Object.entries(statuses).map(([door, { none = 0, unsent = 0, ...answered }]) => {
    const total = Object.values(answered).reduce((sum, count) => sum + count, 0);
    return [door, total] as const;
  });
  return Object.fromEntries(counts);
}

/** Whether the programs hold no more at the end than at half time, when what is kept for a while has filled up, but for what a collector leaves lying about. */
export const isFlat = ({ programs }: AttackReport, growth: number): boolean =>
  programs.every(({ memory }) => (memory.at(-1) ?? Number.NaN) < (memory[4] ?? Number.NaN) * (1 + growth));
