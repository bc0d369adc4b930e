import { chooseQuestion } from '../../src/language/intents/choose-question.ts';
import { createEvidence, evidenceIn, SAME, type Weights } from '../../src/language/intents/evidence.ts';
import { createQuestionReader } from '../../src/language/reading/read-questions.ts';
import { createUnderstand, type Understanding } from '../../src/language/understand.ts';
import { RULES } from '../../src/sentence-reader.ts';
import { readWordLists } from '../../src/word-lists.ts';
import { behindAny } from './behind-any.ts';
import { contextOf } from './engine.ts';
import type { LabelledSentence } from './labelled-sentences.ts';
import { type Lesson, learn } from './learn.ts';

const wordLists = readWordLists();

/**
 * The weights that labelled sentences and the rules' examples teach: first from whole messages without a conversation; with these the question
 * in each message is found, and what was said before it understood, and so the weights are learned again, with more that stands behind other questions.
 */
export function learnFrom(sentences: readonly LabelledSentence[]): Weights {
  const examples: readonly LabelledSentence[] = RULES.flatMap(({ intent, examples: texts }) =>
    texts.map((text) => ({ text, intent, slots: {} })),
  );
  const all = [...examples, ...sentences];
  const alone = all.filter(({ thread }) => thread === undefined);
  const first = learn(lessonsOf(alone));
  return learn([...lessonsOf(all, first), ...behindAny(alone, wordLists)]);
}

function lessonsOf(sentences: readonly LabelledSentence[], weights?: Weights): readonly Lesson[] {
  const read = createQuestionReader(wordLists);
  const weigh = weights && createEvidence(weights);
  const understand = weights && createUnderstand({ rules: RULES, wordLists, weights });
  return sentences.flatMap((sentence) => {
    const { text, intent, thread = [] } = sentence;
    const context = contextOf(sentence);
    let previous: Understanding | undefined;
    for (const earlier of thread) previous = understand?.(earlier, { ...context, ...(previous && { previous }) });
    const questions = read(text, context);
    if (questions === undefined) return [];
    const weighed = [questions.whole, ...questions.parts].map((reading) => {
      const found = evidenceIn(reading.marks, previous?.intent);
      return { found, likelihoods: weigh?.(found) ?? [] };
    });
    const [whole, ...parts] = weighed;
    if (whole === undefined) return [];
    const meant = previous?.intent === intent ? SAME : intent;
    return [{ intent: meant, found: weigh ? chooseQuestion({ whole, parts }).first.found : whole.found }];
  });
}
