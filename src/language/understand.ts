import type { Command } from '../core/command.ts';

/**
 * Builds the function that says which command line a sentence means, from the phrases that the commands declare. Case, punctuation and
 * polite words around a phrase do not matter; a sentence that is not known word for word means nothing, so that no other question is answered.
 */
export function createUnderstanding(commands: readonly Command[]): (sentence: string) => string | undefined {
  const lines = new Map(
    commands.flatMap(({ name, phrases = [] }) => phrases.map((phrase) => [plainWords(phrase), name])),
  );
  return (sentence) => lines.get(plainWords(sentence));
}

const POLITE = /^(?:(?:hey|hi|hello|ok|okay|so|please|scout|there) )*(.*?)(?: please| thanks| thank you)?$/;

function plainWords(sentence: string): string {
  const words = sentence
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const [, kept] = POLITE.exec(words) ?? [];
  return kept || words;
}
