import type { EpochMs } from '../core/reply.ts';
import { commandLineOf } from './command-line.ts';
import { followUp } from './follow-up.ts';
import { createLexicon, type Lexicon, type WordList } from './lexicon.ts';
import { createNameIndex, type NameIndex, type Names } from './name-index.ts';
import { type Mark, readMarks } from './read-marks.ts';
import { readSlots } from './read-slots.ts';
import { readThings } from './read-things.ts';
import { readTimes } from './read-times.ts';
import type { Rule, Slots } from './rule.ts';
import { createScorer, type Scored } from './score-rules.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Another thing a sentence may mean. */
export interface Alternative {
  readonly intent: string;
  readonly command?: string;
  readonly label: string;
}

/** What a sentence was taken for. */
export interface Understanding {
  readonly intent: string;
  readonly slots: Slots;
  /** The line a user could type to get the same. */
  readonly command?: string;
  /** From 0 to 1; below SURE it is a guess. */
  readonly confidence: number;
  /** The best two others. */
  readonly alternatives: readonly Alternative[];
  /** What to say where no command answers it. */
  readonly answer?: string;
  /** The other questions of the message, of which this is the first. */
  readonly also?: readonly Alternative[];
}

/** What a sentence is read against. */
export interface UnderstandingContext {
  readonly now: EpochMs;
  /** The reader's IANA zone. */
  readonly zone: string;
  readonly names: Names;
  /** What was understood before in the same conversation. */
  readonly previous?: Understanding;
}

export interface UnderstandingOptions {
  readonly rules: readonly Rule[];
  /** By language, English under `en`. */
  readonly wordLists: Readonly<Record<string, WordList>>;
}

/** From this confidence on an understanding is acted upon. */
export const SURE = 0.7;

/** A sentence cut into its questions; more are not looked at. */
const MOST_QUESTIONS = 4;

/** What is understood of one question, with the marks it was understood from. */
interface Reading {
  readonly marks: readonly Mark[];
  readonly words: readonly Mark[];
  readonly scored: readonly Scored[];
}

/** Builds the function that says what a sentence means. It is pure: the same sentence and context mean the same. */
export function createUnderstand({ rules, wordLists }: UnderstandingOptions) {
  const lexicons = Object.entries(wordLists).map(([language, list]) => createLexicon(language, list));
  const score = createScorer(rules);
  let index: NameIndex | undefined;

  function indexOf(names: Names): NameIndex {
    if (index === undefined || index.names !== names) index = createNameIndex(names);
    return index;
  }

  function read(tokens: readonly Token[], context: UnderstandingContext): Reading {
    const { ordered, cut } = inItsLanguage(tokens, lexicons);
    const words = readThings(readMarks(cut, { lexicons: ordered, names: indexOf(context.names) }));
    const marks = setApart(readTimes(words, context.now, context.zone));
    return { marks, words, scored: score(marks) };
  }

  function understandReading(reading: Reading, context: UnderstandingContext): Understanding {
    const { marks, words, scored } = reading;
    const candidates = scored.slice(0, 6).map(({ rule, confidence: fit }) => {
      // One mistyped word is more likely a command that is to be shown than a question.
      const confidence = marks.length === 1 && marks[0]?.guessed ? fit * 0.6 : fit;
      const slots = readSlots({ marks, words, rule });
      const command = commandLineOf(rule, slots);
      const { intent, label, answer } = rule;
      return {
        intent,
        label,
        slots,
        confidence,
        ...(command !== undefined && { command }),
        ...(command === undefined && answer !== undefined && { answer }),
      };
    });
    const [best] = candidates;
    const followed = context.previous && followUp({ marks, words, previous: context.previous, rules, best });
    if (followed) return { ...followed, alternatives: alternativesOf(candidates, followed) };
    if (best === undefined) {
      const confidence = isGibberish(marks) && marks.length > 2 ? 0.75 : 0.4;
      return { intent: 'out_of_scope', slots: {}, confidence, alternatives: GUESSES, answer: NOT_UNDERSTOOD };
    }
    const { label: _, ...understood } = best;
    return { ...understood, alternatives: alternativesOf(candidates, best) };
  }

  return (sentence: string, context: UnderstandingContext): Understanding => {
    const questions = questionsOf(tokensOf(sentence));
    const readings = questions.map((tokens) => read(tokens, context));
    const whole = readings.length > 1 ? read(questions.flat(), context) : undefined;
    const first = readings.findIndex(({ scored }) => isQuestion(scored[0]));
    const [only] = readings;
    if (only === undefined)
      return { intent: 'help', slots: {}, command: 'help', confidence: 0.5, alternatives: GUESSES };
    const chosen = readings[Math.max(0, first)] ?? only;
    const together = whole && isBetter(whole.scored[0], chosen.scored[0]) ? whole : chosen;
    const understood = understandReading(together, context);
    const others = together === whole ? [] : readings.slice(first + 1).filter(({ scored }) => isQuestion(scored[0]));
    const asked = others
      .map((reading) => understandReading(reading, context))
      .map((other) => alternativeOf(other, rules));
    const also = asked.filter(({ command }) => command !== undefined && command !== understood.command);
    return {
      ...understood,
      alternatives: [...asked, ...understood.alternatives].slice(0, 2),
      ...(also.length > 0 && { also }),
    };
  };
}

/** Nothing in it means anything here. */
const isGibberish = (marks: readonly Mark[]): boolean =>
  marks.length > 0 &&
  marks.every(({ signs }) => signs.every((sign) => sign === '@unknown' || sign === 'filler' || sign === 'what'));

/** Names behind "except" are not those that are asked for. */
function setApart(marks: readonly Mark[]): readonly Mark[] {
  const at = marks.findIndex(({ signs }) => signs.includes('except'));
  if (at < 0) return marks;
  return marks.map((mark, i) => {
    if (i < at || i > at + 3) return mark;
    const signs = mark.signs.map((sign) =>
      sign === '@robot' ? '@left_robot' : sign === '@mission' ? '@left_mission' : sign,
    );
    return { ...mark, signs };
  });
}

const NOT_UNDERSTOOD = 'I understood nothing of that. I know the robots, their missions, runs, pictures and anomalies.';

const GUESSES: readonly Alternative[] = [
  { intent: 'fleet_status', command: 'robots', label: 'All robots' },
  { intent: 'help', command: 'help', label: 'Help' },
];
const SMALL_TALK = ['greeting', 'thanks', 'out_of_scope'];

const isQuestion = (best: Scored | undefined): boolean =>
  best !== undefined && !SMALL_TALK.includes(best.rule.intent) && best.confidence >= 0.45;

const isBetter = (whole: Scored | undefined, part: Scored | undefined): boolean =>
  whole !== undefined && (part === undefined || whole.confidence > part.confidence + 0.02 || whole.rule === part.rule);

function alternativeOf(other: Understanding, rules: readonly Rule[]): Alternative {
  const label = rules.find(({ intent }) => intent === other.intent)?.label ?? other.intent;
  return { intent: other.intent, label, ...(other.command !== undefined && { command: other.command }) };
}

function alternativesOf(
  candidates: readonly (Alternative & { readonly slots: Slots })[],
  best: { readonly intent: string; readonly command?: string },
): readonly Alternative[] {
  const seen = new Set([best.command ?? best.intent]);
  const others: Alternative[] = [];
  for (const { intent, label, command } of [...candidates, ...GUESSES]) {
    const key = command ?? intent;
    if (seen.has(key) || intent === best.intent) continue;
    seen.add(key);
    others.push({ intent, label, ...(command !== undefined && { command }) });
  }
  return others.slice(0, 2);
}

/** Words that begin another question behind "and". */
const ASKING = new Set('what whats how hows when whens where wheres why which who whos are any show give'.split(' '));

/** Sentences of a message, by their ends and by "and what …". */
function questionsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const questions: Token[][] = [[]];
  for (const [i, token] of tokens.entries()) {
    const begun = questions.at(-1) ?? [];
    const isNew = token.plain === 'and' && begun.length > 1 && ASKING.has(tokens[i + 1]?.plain ?? '');
    if (isNew && questions.length < MOST_QUESTIONS) questions.push([token]);
    else begun.push(token);
    if (token.ends && i < tokens.length - 1 && questions.length < MOST_QUESTIONS) questions.push([]);
  }
  return questions.filter((question) => question.length > 0);
}

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HAN = /\p{Script=Han}/u;
const HANGUL = /\p{Script=Hangul}/u;

/** The word lists that fit a sentence, the best first, English always among them; texts without spaces cut into words. */
function inItsLanguage(
  tokens: readonly Token[],
  lexicons: readonly Lexicon[],
): { ordered: readonly Lexicon[]; cut: readonly Token[] } {
  const english = lexicons.find(({ language }) => language === 'en');
  const text = tokens.map((token) => token.text).join(' ');
  const script = KANA.test(text) ? 'ja' : HANGUL.test(text) ? 'ko' : HAN.test(text) ? 'zh' : undefined;
  if (script !== undefined) {
    const own = lexicons.find(({ language }) => language === script);
    if (own === undefined) return { ordered: english ? [english] : [], cut: tokens };
    const isOwn = (word: string): boolean => KANA.test(word) || HANGUL.test(word) || HAN.test(word);
    const cut = tokens.flatMap((token) =>
      token.quoted || !isOwn(token.text)
        ? [token]
        : own.cut(token.plain).map((part, i, parts) => ({
            ...token,
            text: part,
            plain: part,
            ends: token.ends && i === parts.length - 1,
          })),
    );
    return { ordered: english ? [own, english] : [own], cut };
  }
  const known = (lexicon: Lexicon): number => {
    let letters = lexicon.language === 'en' ? 2 : 0;
    for (let at = 0; at < tokens.length; ) {
      const found = lexicon.find(tokens, at);
      for (let i = at; found && i < at + found.count; i++) letters += tokens[i]?.plain.length ?? 0;
      at += found?.count ?? 1;
    }
    return letters;
  };
  const [best] = lexicons
    .map((lexicon) => ({ lexicon, letters: known(lexicon) }))
    .toSorted((a, b) => b.letters - a.letters);
  const ordered = [best?.lexicon, english].filter((lexicon) => lexicon !== undefined);
  return { ordered: [...new Set(ordered)], cut: tokens };
}
