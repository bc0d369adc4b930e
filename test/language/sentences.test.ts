import { CONTEXT, createReader } from './engine.ts';
import { type LabelledSentence, readSentences } from './labelled-sentences.ts';
import { results, score } from './score.ts';
import { INTENTS, SLOTS, VALUES } from './vocabulary.ts';

const tuning = readSentences('tuning');
const heldOut = readSentences('held-out');
const all = [...tuning, ...heldOut];

/** The longest names first, so that a part of one is not taken for another. */
const NAMES =
  /boiler room(?: round)?|boiler round|perimeter patrol|night perimeter|weekend deep scan|deep scan|compressor gauge walk|gauge walk|patrol|(?:thermal )?sweep [ab]|rex|daisy|scrappy|spot[- ]?\d+|[\p{L}\d]*\d[\p{L}\d]*/gu;

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .replace(NAMES, ' NAME ')
      .split(/[^\p{L}]+/u)
      .filter((word) => word !== ''),
  );

/** Shared words as a part of all the different words of both. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}

const keyOf = ({ text, thread = [] }: LabelledSentence): string => [...thread, text].join('\n').toLowerCase();

describe('labelled sentences', () => {
  it('know only the intents of the vocabulary', () => {
    expect(all.map(({ intent }) => intent).filter((intent) => !INTENTS.has(intent))).toEqual([]);
  });

  it('cover every intent in both sets', () => {
    const missing = [tuning, heldOut].map((set) => {
      const met = new Set(set.map(({ intent }) => intent));
      return [...INTENTS].filter((intent) => !met.has(intent));
    });
    expect(missing).toEqual([[], []]);
  });

  it('know only the slots of the vocabulary, and their values', () => {
    const wrong = all
      .flatMap(({ slots }) => Object.entries(slots))
      .filter(([name, value]) => !SLOTS.has(name) || VALUES[name]?.includes(String(value)) === false);
    expect(wrong).toEqual([]);
  });

  it('say nothing twice', () => {
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
  });

  it('are at least 400, and two of five are held out', () => {
    expect(all.length).toBeGreaterThanOrEqual(400);
    expect(heldOut.length / all.length).toBeGreaterThanOrEqual(0.4);
  });

  it('are in another language than English one time in seven or so', () => {
    const share = all.filter(({ lang }) => lang !== undefined).length / all.length;
    expect(share).toBeGreaterThan(0.12);
    expect(new Set(all.flatMap(({ lang = [] }) => lang)).size).toBe(11);
  });

  it('hold out nothing that is worded like a sentence for tuning', () => {
    const words = new Map(all.map(({ text }) => [text, wordsOf(text)]));
    const of = (text: string): ReadonlySet<string> => words.get(text) ?? new Set();
    const alone = heldOut.filter(({ thread }) => thread === undefined);
    // Only the sentence that everybody may read is shown.
    const twins = alone.flatMap(({ text, intent }) =>
      tuning
        .filter((other) => other.intent === intent && likeness(of(text), of(other.text)) > 0.7)
        .map((other) => other.text),
    );
    expect(twins).toEqual([]);
  });
});

/** A little below what `npm run bench:language` measured last; they rise with it. */
const FLOORS = {
  tuning: { intent: 0.92, both: 0.88, confidentlyWrong: 0.03 },
  'held-out': { intent: 0.67, both: 0.55, confidentlyWrong: 0.1 },
} as const;

describe.each(['tuning', 'held-out'] as const)('sentences of the set "%s"', (set) => {
  const figures = score(results(readSentences(set), createReader(CONTEXT)));

  it('have the right intent no less often than before', () => {
    expect(figures.intent).toBeGreaterThanOrEqual(FLOORS[set].intent);
  });

  it('have the right intent and slots no less often than before', () => {
    expect(figures.both).toBeGreaterThanOrEqual(FLOORS[set].both);
  });

  it('are not misunderstood with confidence more often than before', () => {
    expect(figures.confidentlyWrong).toBeLessThanOrEqual(FLOORS[set].confidentlyWrong);
  });
});
