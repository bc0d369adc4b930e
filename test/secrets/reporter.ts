import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDER_SETTING, findLeaks, keepOutput } from './kept-output.ts';

/** What is looked at of what jest tells of a file of tests. */
interface FileResult {
  readonly console?: readonly { readonly message: string }[];
  readonly failureMessage?: string | null;
}

/** Fails a run of the tests where a secret that any of its programs was given stands in anything that a program or a test printed. */
export default class SecretsReporter {
  readonly #folder = mkdtempSync(join(tmpdir(), 'printed-'));
  #error: Error | undefined;

  constructor() {
    // The processes that run the tests are started later, and inherit it.
    process.env[FOLDER_SETTING] = this.#folder;
  }

  onTestResult(_test: unknown, { console, failureMessage }: FileResult): void {
    for (const { message } of console ?? []) keepOutput(this.#folder, 'console', `${message}\n`);
    keepOutput(this.#folder, 'failures', failureMessage ?? '');
  }

  onRunComplete(): void {
    const { searched, leaks } = findLeaks(this.#folder);
    rmSync(this.#folder, { recursive: true });
    // The secret itself would be printed once more.
    const found = leaks.map(({ file, line, secret }) => `${file}, line ${line}: ${secret.slice(0, 3)}…`);
    process.stderr.write(
      found.length === 0
        ? `No secret in what ${searched} programs printed.\n`
        : `SECRETS WERE PRINTED:\n${found.join('\n')}\n`,
    );
    if (found.length > 0) this.#error = new Error('Secrets were printed.');
  }

  getLastError(): Error | undefined {
    return this.#error;
  }
}
