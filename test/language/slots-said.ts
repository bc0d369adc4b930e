import { chooseRule } from '../../src/language/intents/choose-rule.ts';
import { createQuestionReader } from '../../src/language/reading/read-questions.ts';
import type { Slots } from '../../src/language/rule.ts';
import { readSlots } from '../../src/language/slots/read-slots.ts';
import { RULES } from '../../src/sentence-reader.ts';
import { readWordLists } from '../../src/word-lists.ts';
import { CONTEXT } from './engine.ts';

const read = createQuestionReader(readWordLists());

/** The slots that a sentence fills when it is taken for an intent; some of them where they are named. */
export function slotsSaid(intent: string, sentence: string, ...names: readonly string[]): Slots {
  const question = read(sentence, CONTEXT)?.whole;
  const rule = question && chooseRule(RULES, intent, question.marks);
  if (question === undefined || rule === undefined) throw new Error(`nothing is read in "${sentence}"`);
  const slots = readSlots({ marks: question.marks, words: question.words, rule });
  return Object.fromEntries(Object.entries(slots).filter(([name]) => names.length === 0 || names.includes(name)));
}
