import type { Token } from './tokens.ts';

/** A sentence cut into its questions; more are not looked at. */
const MOST_QUESTIONS = 4;

/** Words that begin another question behind "and". */
const ASKING = new Set('what whats how hows when whens where wheres why which who whos are any show give'.split(' '));

/** Sentences of a message, by their ends and by "and what …". */
export function questionsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
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
