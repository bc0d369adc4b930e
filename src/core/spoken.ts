import type { Word } from './words.ts';

/** Words that no command reads and hardly a name holds: behind a command's name they make a sentence. */
const SPOKEN = new Set(
  `again anything are can could did do does dont except how should than that there these they this those was were what where
  whether which who why will would your`.split(/\s+/),
);

/** Whether the words behind a command's name are those of somebody who talks. */
export function looksSpoken(words: readonly Word[]): boolean {
  return words.some(({ lower, quoted }) => !quoted && SPOKEN.has(lower.replace(/[,.!?]+$/, '')));
}
