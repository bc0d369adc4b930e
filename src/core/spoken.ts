import type { Word } from './words.ts';

/** Words that no command reads and hardly a name holds: behind a command's name they make a sentence. */
const SPOKEN = new Set(
  `again anything are can could did do does dont except how should than that there these they this those was were what where
  whether which who why will would your`.split(/\s+/),
);

/** Behind "this" they make a time, which commands read. */
const PERIODS = ['morning', 'shift', 'week', 'weekend', 'month'];

/** Whether the words behind a command's name are those of somebody who talks. */
export function looksSpoken(words: readonly Word[]): boolean {
  const plain = words.map(({ lower, quoted }) => (quoted ? '' : lower.replace(/[,.!?]+$/, '')));
  return plain.some((word, i) => SPOKEN.has(word) && !(word === 'this' && PERIODS.includes(plain[i + 1] ?? '')));
}
