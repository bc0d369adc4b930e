import { execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { createClackPrompts } from '../../src/setup/clack-prompts.ts';
import type { Prompts } from '../../src/setup/prompts.ts';

const PROGRAM = resolve(import.meta.dirname, '../../src/setup.ts');

export const ENTER = '\r';
export const DOWN = '\u001b[B';
export const CTRL_C = '\u0003';

/** Keys to press and a screen to look at. */
export interface Terminal {
  /** Waits until a text is shown that was not waited for before, then presses keys. Rejects where the program ends instead. */
  answer(question: string, keys: string): Promise<void>;
  /** All that was shown, without colours and movements. */
  screen(): string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  close(): void;
}

/** Whether this machine lends pseudo-terminals by `script` of util-linux. */
export function lendsTerminals(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes(
      'util-linux',
    );
  } catch {
    return false;
  }
}

/** The real program in a pseudo-terminal. */
export function openProgram(cwd: string): Terminal {
  const quoted = [process.execPath, PROGRAM].map((part) => `'${part}'`).join(' ');
  const child = spawn('script', ['-qefc', `stty cols 120 rows 50; exec ${quoted}`, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'], TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return watch(
    child.stdout,
    (keys) => child.stdin.write(keys),
    ended,
    () => child.kill(),
  );
}

/** The real prompts over streams, with a program of one's own behind them. */
export function openStreams(program: (prompts: Prompts) => Promise<number>): Terminal {
  // What the library looks for in a terminal.
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 120, rows: 50 });
  const ended = program(createClackPrompts(input, output));
  return watch(
    output,
    (keys) => input.write(keys),
    ended,
    () => input.end(),
  );
}

function watch(
  output: NodeJS.ReadableStream,
  press: (keys: string) => void,
  ended: Promise<number | null>,
  close: () => void,
): Terminal {
  let raw = '';
  let shown = '';
  let seen = 0;
  let look = (): void => {};
  output.setEncoding('utf8');
  output.on('data', (chunk) => {
    // As a whole: what one movement of the cursor is may come in two parts.
    raw += chunk;
    shown = stripVTControlCharacters(raw);
    look();
  });
  return {
    async answer(question, keys) {
      const appears = new Promise<void>((found) => {
        look = () => {
          const at = shown.indexOf(question, seen);
          if (at < 0) return;
          seen = at + question.length;
          look = () => {};
          found();
        };
        look();
      });
      const tooSoon = ended.then(() => {
        throw new Error(`"${question}" was not asked:\n${shown}`);
      });
      await Promise.race([appears, tooSoon]);
      press(keys);
    },
    screen: () => shown,
    ended,
    close,
  };
}
