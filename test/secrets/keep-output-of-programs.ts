// Runs before each test file: whatever a program that a test starts prints is kept, so that the run can be searched for secrets at its end.
import { FOLDER_SETTING, keepOutput, keepSecrets, secretsOf } from './kept-output.ts';

interface Started {
  readonly args?: readonly string[];
  readonly envPairs?: readonly string[];
}

interface Starting {
  spawn(started: Started): unknown;
}

/** The prototype is shared by all test files of a process. */
const KEEPS = Symbol.for('keeps what programs print');
/** It prints an account of its own on purpose, which opens nothing else. */
const SIMULATOR = /src\/simulator\/main\.ts$/;

const folder = process.env[FOLDER_SETTING];
// An import would copy the functions before they are wrapped.
const programs = process.getBuiltinModule('node:child_process');
const prototype: object = programs.ChildProcess.prototype;

if (folder !== undefined && !Object.hasOwn(prototype, KEEPS)) {
  Object.defineProperty(prototype, KEEPS, { value: true });
  keepWhatIsStarted(folder, programs.ChildProcess.prototype as unknown as Starting);
  keepWhatIsAwaited(folder);
}

const settingsOf = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));

/** `spawn`, `fork`, `exec` and `execFile` all come by here. */
function keepWhatIsStarted(into: string, starting: Starting): void {
  const { spawn } = starting;
  starting.spawn = function (this: InstanceType<typeof programs.ChildProcess>, started) {
    const result = spawn.call(this, started);
    if (started.args?.some((word) => SIMULATOR.test(word))) return result;
    keepSecrets(into, secretsOf(settingsOf(started.envPairs ?? [])));
    for (const stream of [this.stdout, this.stderr]) {
      if (!stream) continue;
      // To listen for data would take it from those who begin to listen later.
      const push = stream.push.bind(stream);
      stream.push = (chunk: string | Buffer | null, encoding) => {
        if (chunk !== null) keepOutput(into, String(this.pid), chunk);
        return push(chunk, encoding);
      };
    }
    return result;
  };
}

function keepWhatIsAwaited(into: string): void {
  const { spawnSync } = programs;
  Object.assign(programs, {
    spawnSync: (command: string, args: readonly string[] = [], options: Parameters<typeof spawnSync>[2] = {}) => {
      const result = spawnSync(command, args, options);
      keepSecrets(into, secretsOf(options.env ?? process.env));
      for (const printed of [result.stdout, result.stderr]) keepOutput(into, String(result.pid), printed ?? '');
      return result;
    },
  });
}
