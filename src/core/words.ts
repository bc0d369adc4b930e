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

/** Words that a command may take for something other than a name: a status, a time, small words it leaves out. */
const RESERVED = new Set(
  `active all by closed done error failed failure for from idle in last latest mission of ok on open page robot robots
  run running since stopped success the today tomorrow tonight yesterday`.split(/\s+/),
);

/** A name as it must stand in a command text to be read back as one word, and as a name. */
export function quoteName(name: string): string {
  const isPlain = /^[^\s"“”„«»]*[^\s"“”„«»?!.]$/u.test(name) && !/^\d{4}-\d\d-\d\d/.test(name);
  return isPlain && !RESERVED.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '')}"`;
}
