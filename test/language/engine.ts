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

/** The names of the demo's shop floor. */
export const PLANT_NAMES = {
  stations: [
    ...['Kitting 1', 'Kitting 2', 'Kitting 3'],
    ...['Sub Assembly 1', 'Sub Assembly 2', 'Sub Assembly 3', 'Sub Assembly 4'],
    ...['Assembly 1', 'Assembly 2', 'Assembly 3', 'Assembly 4', 'Assembly 5'],
  ],
  products: [
    ...['454-23-17', '454-23-18', 'PH-200', 'Gearbox G4', 'Control Panel CP-7', 'Valve Block VB-3'],
    ...['Cable Harness H-12', 'Jig Service'],
  ],
} as const;

/** The same where there is a shop floor, too. */
const PLANT_CONTEXT: Context = { ...CONTEXT, names: { ...CONTEXT.names, ...PLANT_NAMES } };

/** What a labelled sentence is read against. */
export const contextOf = ({ plant }: Pick<LabelledSentence, 'plant'>): Context => (plant ? PLANT_CONTEXT : CONTEXT);

/** Builds the function that understands a labelled sentence, after the sentences of its thread. */
export function createReader(
  weights?: Weights,
  contextOfSentence: (sentence: LabelledSentence) => Context = contextOf,
): (sentence: LabelledSentence) => Understanding {
  const understand = createSentenceReader(weights);
  return (sentence) => {
    const { text, thread = [] } = sentence;
    const context = contextOfSentence(sentence);
    let previous: Understanding | undefined;
    for (const earlier of thread) previous = understand(earlier, { ...context, ...(previous && { previous }) });
    return understand(text, { ...context, ...(previous && { previous }) });
  };
}
