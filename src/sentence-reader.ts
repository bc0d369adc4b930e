import { COMMAND_QUESTIONS } from './commands/questions/all-questions.ts';
import type { SentenceReader } from './language/conversations.ts';
import { RULES_WITHOUT_COMMAND } from './language/rules/all-rules.ts';
import { createUnderstand } from './language/understand.ts';
import { readWordLists } from './word-lists.ts';

/** The rules of all questions with the words of all languages. */
export const createSentenceReader = (): SentenceReader =>
  createUnderstand({ rules: [...COMMAND_QUESTIONS, ...RULES_WITHOUT_COMMAND], wordLists: readWordLists() });
