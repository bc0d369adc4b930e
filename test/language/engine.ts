import type { Weights } from '../../src/language/intents/evidence.ts';
import type { Understanding, UnderstandingContext } from '../../src/language/understand.ts';
import { createSentenceReader } from '../../src/sentence-reader.ts';
import type { LabelledSentence } from './labelled-sentences.ts';

export type Context = UnderstandingContext;

/** What the labelled sentences are read against: the names of the demo's world, at the moment that their labels were written for. */
export const CONTEXT: Context = {
  now: Date.parse('2026-10-21T14:20:00Z'),
  zone: 'Europe/Berlin',
  names: {
    robots: ['Rex', 'Daisy', 'Spot-01', 'Spot-02', 'Spot-10', 'Scrappy'],
    missions: [
      'Boiler Room Round',
      'Perimeter Patrol',
      'Thermal Sweep A',
      'Thermal Sweep B',
      'Compressor Gauge Walk',
      'Night Perimeter',
      'Weekend Deep Scan',
    ],
    sites: ['north'],
  },
};

/** Builds the function that understands a labelled sentence, after the sentences of its thread. */
export function createReader(context: Context, weights?: Weights): (sentence: LabelledSentence) => Understanding {
  const understand = createSentenceReader(weights);
  return ({ text, thread = [] }) => {
    let previous: Understanding | undefined;
    for (const earlier of thread) previous = understand(earlier, { ...context, ...(previous && { previous }) });
    return understand(text, { ...context, ...(previous && { previous }) });
  };
}
