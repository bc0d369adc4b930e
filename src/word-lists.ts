import { readdirSync, readFileSync } from 'node:fs';
import type { WordList } from './language/reading/lexicon.ts';

const FOLDER = new URL('language/words/', import.meta.url);

/** The word lists of all languages by the names of their files; a new file is a new language. */
export function readWordLists(): Readonly<Record<string, WordList>> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [
      file.replace('.json', ''),
      JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as WordList,
    ]),
  );
}
