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
  `acoustic active all and answers asset at back battery break by charging closed completed disabled docked done
  due end error eta failed failure finished first for friday from hold hours idle in inactive last late latest
  left load location low mission monday newest next of offline ok on online open operators overdue page past
  pause paused people photos pictures progress queue queued remaining robot robots run running saturday scrap
  setup severity since skipped stations steps stopped stuck success sunday the thermal this thursday time today
  tomorrow tonight tuesday unmanned visual waiting wednesday where who without yesterday`.split(/\s+/),
);

/** A name as it must stand in a command text to be read back as one word, and as a name. */
export function quoteName(name: string): string {
  const isPlain = /^[^\s"“”„«»]*[^\s"“”„«»?!.]$/u.test(name) && !/,|^\d{4}-\d\d-\d\d|^\d\d?:\d\d/.test(name);
  return isPlain && !RESERVED.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '')}"`;
}
