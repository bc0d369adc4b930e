import { readFileSync } from 'node:fs';

/** A line of the Dockerfile: what to do, and with what. */
export interface Instruction {
  readonly keyword: string;
  readonly words: string;
}

/** The text of a file of the project. */
export function readText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** The Dockerfile, without comments, lines that go on put together. */
export const instructions: readonly Instruction[] = readText('Dockerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .flatMap((line) => {
    const [, keyword, words] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return keyword === undefined || words === undefined ? [] : [{ keyword, words }];
  });

/** What stands behind the last such keyword. */
export function lastOf(keyword: string): string {
  return instructions.findLast((each) => each.keyword === keyword)?.words ?? '';
}

/** The command of the Procfile that starts the bot. */
export const command = /^web: (.*)$/m.exec(readText('Procfile'))?.[1] ?? '';

/** How long the bot takes to close at most. */
export const closingSeconds =
  Number(/CLOSING_MS = ([\d_]+)/.exec(readText('src/main.ts'))?.[1]?.replaceAll('_', '')) / 1_000;
