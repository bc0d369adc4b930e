import { createReader } from './engine.ts';
import { type LabelledSentence, readSentences } from './labelled-sentences.ts';
import { results, score } from './score.ts';
import { INTENTS, SLOTS, VALUES } from './vocabulary.ts';

const learned = [...readSentences('learning'), ...readSentences('tuning')];
const heldOut = readSentences('held-out');
const all = [...learned, ...heldOut];

const keyOf = ({ text, thread = [] }: LabelledSentence): string => [...thread, text].join('\n').toLowerCase();

describe('labelled sentences', () => {
  it('know only the intents of the vocabulary', () => {
    expect(all.map(({ intent }) => intent).filter((intent) => !INTENTS.has(intent))).toEqual([]);
  });

  it('cover every intent in both sets', () => {
    const missing = [learned, heldOut].map((set) => {
      const met = new Set(set.map(({ intent }) => intent));
      return [...INTENTS].filter((intent) => !met.has(intent));
    });
    expect(missing).toEqual([[], []]);
  });

  it('know only the slots of the vocabulary, and their values', () => {
    const wrong = all
      .flatMap(({ slots }) => Object.entries(slots))
      .filter(
        ([name, value]) =>
          !SLOTS.has(name) || [value].flat().some((each) => VALUES[name]?.includes(String(each)) === false),
      );
    expect(wrong).toEqual([]);
  });

  it('say nothing twice', () => {
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
  });

  it('are at least 400, and of those for tuning and scoring two of five are held out', () => {
    const scored = readSentences('tuning').length + heldOut.length;
    expect(scored).toBeGreaterThanOrEqual(400);
    expect(heldOut.length / scored).toBeGreaterThanOrEqual(0.4);
  });

  it.each([
    ['learned', learned],
    ['held out', heldOut],
  ])('are in another language than English one time in eight or so: %s', (_, sentences) => {
    const others = sentences.flatMap(({ lang = [] }) => lang);
    expect(others.length / sentences.length).toBeGreaterThan(0.1);
    expect(new Set(others).size).toBe(11);
  });

  it('hold out nothing that is learned', () => {
    const known = new Set(learned.map(keyOf));
    expect(heldOut.map(keyOf).filter((key) => known.has(key))).toEqual([]);
  });
});

/** A little below what `npm run bench:language` measured last; they rise with it. */
const FLOORS = {
  tuning: { intent: 0.97, both: 0.94, confidentlyWrong: 0.01 },
  'held-out': { intent: 0.94, both: 0.91, confidentlyWrong: 0.02 },
} as const;

describe.each(['tuning', 'held-out'] as const)('sentences of the set "%s"', (set) => {
  const figures = score(results(readSentences(set), createReader()));

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
