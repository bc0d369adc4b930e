import type { Weights } from '../../src/language/intents/evidence.ts';

/** Where the bot reads its weights. */
export const WEIGHTS_FILE = new URL('../../src/language/intents/weights.json', import.meta.url);

/** Weights as they are kept: a line for each piece of evidence, so that changes can be seen. */
export function weightsText({ intents, of }: Weights): string {
  const rows = Object.entries(of).map(([each, row]) => `${JSON.stringify(each)}:${JSON.stringify(row)}`);
  return `{"intents":${JSON.stringify(intents)},\n"of":{\n${rows.join(',\n')}\n}}\n`;
}
