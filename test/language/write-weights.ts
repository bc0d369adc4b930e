// Learns from the labelled sentences how strongly words and concepts speak for intents; held-out sentences are not looked at.
// With --check it writes nothing, and ends with 1 where the weights kept are not those learned.
import { readFileSync, writeFileSync } from 'node:fs';
import type { Weights } from '../../src/language/intents/evidence.ts';
import { readSentences } from './labelled-sentences.ts';
import { learnFrom } from './lessons.ts';

const FILE = new URL('../../src/language/intents/weights.json', import.meta.url);

/** Weights as they are kept: a line for each piece of evidence, so that changes can be seen. */
function textOf({ intents, of }: Weights): string {
  const rows = Object.entries(of).map(([each, row]) => `${JSON.stringify(each)}:${JSON.stringify(row)}`);
  return `{"intents":${JSON.stringify(intents)},\n"of":{\n${rows.join(',\n')}\n}}\n`;
}

const text = textOf(learnFrom([...readSentences('learning'), ...readSentences('tuning')]));
if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (text !== readFileSync(FILE, 'utf8')) {
  process.stderr.write('The weights are not those that the sentences, rules and words teach: run `npm run learn`.\n');
  process.exitCode = 1;
}
