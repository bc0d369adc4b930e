import { readFileSync } from 'node:fs';
import { readSentences } from './labelled-sentences.ts';
import { learnFrom } from './lessons.ts';
import { WEIGHTS_FILE, weightsText } from './weights-text.ts';

// Learning takes about half a minute, on a busy machine much more.
const MOST_MS = 240_000;

test(
  'the weights are those that the sentences, rules and words teach; `npm run learn` writes them anew',
  () => {
    const learned = weightsText(learnFrom([...readSentences('learning'), ...readSentences('tuning')]));
    expect(learned === readFileSync(WEIGHTS_FILE, 'utf8')).toBe(true);
  },
  MOST_MS,
);
