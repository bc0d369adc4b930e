import { followUp } from './follow-up.ts';
import { chooseQuestion } from './intents/choose-question.ts';
import { chooseRule } from './intents/choose-rule.ts';
import { behindThat, createEvidence, evidenceIn, type Likelihoods, sameAs, type Weights } from './intents/evidence.ts';
import { leavesOut } from './intents/left-over.ts';
import { type Lined, lineOf } from './line-of.ts';
import type { WordList } from './reading/lexicon.ts';
import type { Mark } from './reading/mark.ts';
import { createQuestionReader } from './reading/read-questions.ts';
import type { Reading, ReadingContext } from './reading/reading.ts';
import type { Rule, Slots } from './rule.ts';
import { withPlantNames } from './slots/plant-names.ts';
import { readSlots } from './slots/read-slots.ts';
import type { SlotSource } from './slots/slot-reader.ts';

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
  /** The same where there are no robots: "how is it going" may be about anything. */
  readonly withoutRobots?: string;
  /** The line nearest to it, where it tells not all that was asked and an answer is given instead. */
  readonly offer?: string;
  /** How likely it is meant, from 0 to 1; below SURE it is a guess. */
  readonly confidence: number;
  /** The best two others. */
  readonly alternatives: readonly Alternative[];
  /** What to say where no command answers it. */
  readonly answer?: string;
  /** The other questions of the message, of which this is the first. */
  readonly also?: readonly Alternative[];
}

/** What a sentence is understood against. */
export interface UnderstandingContext extends ReadingContext {
  /** What was understood before in the same conversation. */
  readonly previous?: Understanding;
}

export interface UnderstandingOptions {
  readonly rules: readonly Rule[];
  /** By language, English under `en`. */
  readonly wordLists: Readonly<Record<string, WordList>>;
  readonly weights: Weights;
}

/** From this confidence on an understanding is acted upon. */
export const SURE = 0.7;

/** How likely something is that is a slip, or that leaves out what was said, for how likely it seems. */
const DOUBT = 0.6;

/** How many intents are looked at. */
const MOST_CANDIDATES = 6;
/** Less likely intents are none. */
const LEAST_LIKELY = 0.005;

type Candidate = Omit<Understanding, 'alternatives'> & {
  readonly label: string;
  /** By what its likelihood was lessened. */
  readonly doubt: number;
};

/** A question and how likely its intents are. */
interface Question extends Reading {
  readonly likelihoods: Likelihoods;
  /** The same is asked as before, with other words in it. */
  readonly isSame: boolean;
}

/** Builds the function that says what a sentence means. It is pure: the same sentence and context mean the same. */
export function createUnderstand({ rules, wordLists, weights }: UnderstandingOptions) {
  const read = createQuestionReader(wordLists);
  const weigh = createEvidence(weights);

  function understandQuestion(
    { marks, words, plant, severalSites, likelihoods, isSame }: Question,
    previous: Understanding | undefined,
  ): Understanding {
    const likely = likelihoods.filter(({ likelihood }) => likelihood > LEAST_LIKELY).slice(0, MOST_CANDIDATES);
    const candidates = likely.flatMap(({ intent, likelihood }): readonly Candidate[] => {
      const rule = chooseRule(rules, intent, marks);
      if (rule === undefined) return [];
      // One mistyped word is more likely a command that is to be shown than a question.
      const isSlip = marks.length === 1 && marks[0]?.guessed;
      const source = { marks, words, rule, plant, severalSites };
      const meant = previous ? followUp({ ...source, previous, rules, isSame }) : standing(source, rules);
      const doubt =
        isSlip || (meant.command !== undefined && leavesOut(marks, meant.slots, rule.command?.told)) ? DOUBT : 1;
      const confidence = Math.round(Math.min(0.99, likelihood * doubt) * 100) / 100;
      return [{ intent, label: rule.label, confidence, doubt, ...meant }];
    });
    const [best] = candidates;
    if (best === undefined)
      return { intent: 'out_of_scope', slots: {}, confidence: 0.4, alternatives: GUESSES, answer: NOT_UNDERSTOOD };
    const { label: _, doubt: __, ...meant } = { ...best, confidence: togetherLikely(best, candidates) };
    const understood =
      isNothingKnown(marks) && meant.intent === 'out_of_scope' ? { ...meant, answer: NOT_UNDERSTOOD } : meant;
    return { ...understood, alternatives: alternativesOf(candidates, best) };
  }

  return (sentence: string, context: UnderstandingContext): Understanding => {
    const { previous } = context;
    const questions = read(sentence, context);
    if (questions === undefined)
      return { intent: 'help', slots: {}, command: 'help', confidence: 0.5, alternatives: GUESSES };
    const weighed = (reading: Reading): Question => ({
      ...reading,
      ...behindThat(
        weigh(evidenceIn(reading.marks, previous?.intent)),
        previous?.intent,
        sameAs(previous?.intent, reading.marks),
      ),
    });
    const whole = weighed(questions.whole);
    // Most messages are one question: then the whole is its only part.
    const parts = questions.parts.length === 1 ? [whole] : questions.parts.map(weighed);
    const { first, others } = chooseQuestion({ parts, whole });
    const understood = understandQuestion(first, previous);
    const asked = others
      .map((question) => understandQuestion(question, previous))
      .map((other) => alternativeOf(other, rules));
    const also = asked.filter(({ command }) => command !== undefined && command !== understood.command);
    return {
      ...understood,
      alternatives: [...asked, ...understood.alternatives].slice(0, 2),
      ...(also.length > 0 && { also }),
    };
  };
}

/** How likely a line is meant: of several questions that it answers, any; what is in doubt stays so. */
function togetherLikely({ command, confidence, doubt }: Candidate, candidates: readonly Candidate[]): number {
  if (command === undefined) return confidence;
  const same = candidates.filter((each) => each.command === command);
  const sum = same.reduce((all, each) => all + each.confidence / each.doubt, 0);
  return Math.round(Math.min(0.99, sum) * doubt * 100) / 100;
}

/** What a sentence means by itself. */
function standing(source: SlotSource, rules: readonly Rule[]): Lined & { readonly slots: Slots } {
  const slots = withPlantNames(readSlots(source), source.plant);
  return { slots, ...lineOf({ ...source, rules }, slots) };
}

/** No word of it means anything here. */
const isNothingKnown = (marks: readonly Mark[]): boolean =>
  marks.every(({ signs }) => signs.every((sign) => sign === '@unknown' || sign === 'filler'));

const NOT_UNDERSTOOD = 'I understood nothing of that; `help` shows what I can be asked.';

const GUESSES: readonly Alternative[] = [
  { intent: 'fleet_status', command: 'robots', label: 'All robots' },
  { intent: 'help', command: 'help', label: 'Help' },
];

function alternativeOf(other: Understanding, rules: readonly Rule[]): Alternative {
  const label = rules.find(({ intent }) => intent === other.intent)?.label ?? other.intent;
  return { intent: other.intent, label, ...(other.command !== undefined && { command: other.command }) };
}

function alternativesOf(
  candidates: readonly Candidate[],
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
