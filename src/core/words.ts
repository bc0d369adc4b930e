/** One word of a message; what stood in quotes is one word, and is only ever a name. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly quoted: boolean;
}

/** What was understood of some words, and the words that are left. */
export interface Reading<T> {
  readonly value: T;
  readonly rest: readonly Word[];
}

// Straight, typographic and guillemet quotes: phones and Teams put in the curly ones by themselves.
const WORD = /"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|(\S+)/gu;

/** Splits a text into words; "quoted parts" stay together. */
export function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const plain = match[5];
    const content = plain ?? match.slice(1, 5).find((part) => part !== undefined) ?? '';
    if (content !== '') words.push({ text: content, lower: content.toLowerCase(), quoted: plain === undefined });
  }
  return words;
}

/** A name as it must stand in a command text to be read back as one word. */
export function quoteName(name: string): string {
  return /^[^\s"“”„«»]+$/u.test(name) ? name : `"${name.replaceAll('"', '')}"`;
}
