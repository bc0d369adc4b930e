import { readFileSync } from 'node:fs';
import { COMMAND_QUESTIONS } from './commands/questions/all-questions.ts';
import type { SentenceReader } from './language/conversations.ts';
import type { Weights } from './language/intents/evidence.ts';
import type { Rule } from './language/rule.ts';
import { RULES_WITHOUT_COMMAND } from './language/rules/all-rules.ts';
import { createUnderstand } from './language/understand.ts';
import { readWordLists } from './word-lists.ts';

const WEIGHTS = new URL('language/intents/weights.json', import.meta.url);

/** The rules of all questions. */
export const RULES: readonly Rule[] = [...COMMAND_QUESTIONS, ...RULES_WITHOUT_COMMAND];

/** Says what sentences mean, by the rules of all questions, the words of all languages and weights: those learned, unless others are given. */
export const createSentenceReader = (weights = readWeights()): SentenceReader =>
  createUnderstand({ rules: RULES, wordLists: readWordLists(), weights });

const readWeights = (): Weights => JSON.parse(readFileSync(WEIGHTS, 'utf8')) as Weights;
