import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the run of the tests keeps what its programs print, and which secrets they were given; set by the reporter. */
export const FOLDER_SETTING = 'TESTS_KEEP_OUTPUT_IN';

const SECRETS = 'secrets';
/** Names of settings that hold secrets; the names of those that sites have are made by whoever writes a configuration file. */
const SECRET_SETTING = /(?:PASSWORD|SECRET|TOKEN|KEY)(?:_PREVIOUS)?$/;
/** Shorter ones stand in other words by chance. */
const SHORTEST = 6;

/** A secret in what was printed. */
export interface Leak {
  readonly file: string;
  readonly line: number;
  readonly secret: string;
}

/** The secrets among settings; of a database's address its password. */
export function secretsOf(settings: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(settings)
    .flatMap(([name, value = '']) => {
      if (name === 'DATABASE_URL') return [URL.parse(value)?.password ?? ''];
      return SECRET_SETTING.test(name) ? [value] : [];
    })
    .filter((secret) => secret.length >= SHORTEST);
}

/** Keeps something that a program printed. */
export function keepOutput(folder: string, program: string, printed: string | Buffer): void {
  appendFileSync(join(folder, `output-${program}`), printed);
}

/** Keeps secrets that a program was given. */
export function keepSecrets(folder: string, secrets: readonly string[]): void {
  for (const secret of secrets) appendFileSync(join(folder, SECRETS), `${JSON.stringify(secret)}\n`);
}

/** Looks for every secret that any program was given in everything that was printed. */
export function findLeaks(folder: string): { readonly searched: number; readonly leaks: readonly Leak[] } {
  const files = readdirSync(folder);
  const secrets = files.includes(SECRETS) ? readSecrets(join(folder, SECRETS)) : [];
  const outputs = files.filter((file) => file !== SECRETS);
  const leaks = outputs.flatMap((file) => leaksIn(readFileSync(join(folder, file), 'utf8'), file, secrets));
  return { searched: outputs.length, leaks };
}

function readSecrets(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return [...new Set(lines)].map((line) => String(JSON.parse(line)));
}

function leaksIn(printed: string, file: string, secrets: readonly string[]): readonly Leak[] {
  return secrets
    .filter((secret) => printed.includes(secret))
    .map((secret) => ({ file, line: printed.slice(0, printed.indexOf(secret)).split('\n').length, secret }));
}
