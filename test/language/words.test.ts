import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { CONCEPTS, type Concept } from '../../src/language/concepts.ts';
import { tokensOf } from '../../src/language/reading/tokens.ts';
import { createSentenceReader } from '../../src/sentence-reader.ts';
import { CONTEXT } from './engine.ts';

const FOLDER = new URL('../../src/language/words/', import.meta.url);

const Example = v.strictObject({ text: v.string(), intent: v.string() });
const WordFile = v.objectWithRest(
  { examples: v.optional(v.array(Example), []) },
  v.pipe(v.array(v.string()), v.minLength(1)),
);

/** `open` says why a question is not understood yet. */
const Question = v.strictObject({
  lang: v.string(),
  text: v.string(),
  intent: v.string(),
  time: v.optional(v.string()),
  open: v.optional(v.string()),
});

const files = readdirSync(FOLDER).map((file) => {
  const { examples, ...words } = v.parse(WordFile, JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  return { language: file.replace('.json', ''), examples, words };
});
const others = files.filter(({ language }) => language !== 'en');

/** Without these the everyday questions cannot be asked in a language. */
const EVERYDAY: readonly Concept[] = [
  ...(['filler', 'what', 'which', 'how', 'where', 'when', 'why', 'how_many', 'show', 'all', 'any', 'not'] as const),
  ...(['fleet', 'robot', 'mission', 'run', 'picture', 'anomaly', 'battery', 'location', 'dock', 'schedule'] as const),
  ...(['summary', 'subscription', 'subscribe', 'unsubscribe', 'change', 'pause', 'me', 'here', 'at'] as const),
  ...(['status', 'fine', 'failed', 'succeeded', 'done', 'stopped', 'running', 'offline', 'charging', 'low'] as const),
  ...(['open', 'closed', 'problem', 'change_since', 'last', 'next', 'before_it', 'now', 'first', 'server'] as const),
  ...(['move', 'start', 'stop', 'estop', 'power', 'send', 'control', 'secret'] as const),
  ...(['today', 'yesterday', 'tomorrow', 'tonight', 'last_night', 'this_morning', 'this_week', 'last_week'] as const),
  ...([
    'this_month',
    'last_month',
    'this_weekend',
    'minute',
    'hour',
    'day',
    'week',
    'month',
    'since',
    'until',
  ] as const),
  ...(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'ago', 'between'] as const),
  ...(['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'] as const),
  ...(['october', 'november', 'december', 'daily', 'weekly', 'weekdays', 'two', 'three', 'ten', 'twelve'] as const),
  ...(['greet', 'thank', 'help', 'health'] as const),
];

/** Meanings that one word may have together: "mándame" asks to send and says to whom, "heures" follow an amount or a time of day. */
const TOGETHER = new Set([
  'filler from',
  'filler in',
  'filler onward',
  'filler until',
  'filler of',
  'filler this',
  'me subscribe',
  'send subscribe',
  'hour oclock',
  'how_many how_much',
  'how_long how_much',
  'dock station',
  'down offline',
  'due schedule',
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => `all ${day}`),
]);

/** Words of a language with two meanings, as they are without accents; what else a sentence says decides. */
const AMBIGUOUS: Readonly<Record<string, readonly string[]>> = {
  de: ['vor'],
  es: ['que'],
  fr: ['a', 'abonne', 'annule', 'arrete', 'change', 'il y a', 'ou', 'saute', 'stoppe'],
  it: ['da', 'dal', 'dalle', 'e', 'fermati', 'stati', 'stato', 'tra'],
  ja: ['前の'],
  nb: ['for', 'halv', 'min', 'siden'],
  nl: ['afgelopen'],
  pl: ['maja'],
  pt: ['as', 'e', 'ha', 'que'],
};

const lookedUp = (phrase: string): string =>
  tokensOf(phrase)
    .map(({ plain }) => plain)
    .join(' ');

function wordsWithSeveralMeanings(words: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const meanings = Object.entries(words).flatMap(([concept, phrases]) =>
    [...new Set(phrases.map(lookedUp))].map((word) => ({ word, concept })),
  );
  return [...Map.groupBy(meanings, ({ word }) => word)]
    .map(([word, said]) => ({ word, concepts: said.map(({ concept }) => concept).sort() }))
    .filter(({ concepts }) => concepts.length > 1 && !TOGETHER.has(concepts.join(' ')))
    .map(({ word }) => word)
    .sort();
}

describe.each(files)('the words of $language', ({ words }) => {
  it('mean known concepts only', () => {
    expect(Object.keys(words).filter((name) => !Object.hasOwn(CONCEPTS, name))).toEqual([]);
  });

  it('are in lower case, with single spaces, and none twice for one concept', () => {
    const wrong = Object.entries(words).flatMap(([concept, phrases]) =>
      phrases
        .filter(
          (phrase, i) =>
            phrase !== phrase.toLowerCase().normalize('NFC').trim() ||
            phrase.includes('  ') ||
            lookedUp(phrase) === '' ||
            phrases.indexOf(phrase) !== i,
        )
        .map((phrase) => `${concept}: ${phrase}`),
    );
    expect(wrong).toEqual([]);
  });

  it('are enough for everyday questions', () => {
    expect(EVERYDAY.filter((concept) => words[concept] === undefined)).toEqual([]);
  });
});

describe.each(others)('the words of $language', ({ language, words }) => {
  it('mean one thing each, but for those known to mean two', () => {
    expect(wordsWithSeveralMeanings(words)).toEqual(AMBIGUOUS[language] ?? []);
  });
});

const understand = createSentenceReader();

describe.each(others)('questions in $language', ({ language, examples }) => {
  it('of its word file are understood', () => {
    const wrong = examples
      .map(({ text, intent }) => ({ text, intent, got: understand(text, CONTEXT).intent }))
      .filter(({ intent, got }) => intent !== got);
    expect(examples.length).toBeGreaterThanOrEqual(8);
    expect(wrong).toEqual([]);
  });

  it('of every day are understood, with their times, but for those marked as open', () => {
    const asked = readFileSync(new URL('everyday.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => v.parse(Question, JSON.parse(line)))
      .filter(({ lang, open }) => lang === language && open === undefined);
    const wrong = asked
      .map((question) => ({ ...question, got: understand(question.text, CONTEXT) }))
      .filter(({ intent, time, got }) => got.intent !== intent || (time !== undefined && got.slots['time'] !== time))
      .map(({ text, got }) => ({ text, intent: got.intent, slots: got.slots }));
    expect(asked.length).toBeGreaterThan(15);
    expect(wrong).toEqual([]);
  });
});
