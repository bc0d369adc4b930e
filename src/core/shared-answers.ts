import type { Answer } from './bot.ts';
import type { EpochMs } from './reply.ts';

/** Answers that everybody who asks the same within one second shares. */
export interface SharedAnswers {
  find(question: string): Promise<Answer> | undefined;
  keep(question: string, answer: Promise<Answer>): void;
}

const SECOND = 1_000;

/** Keeps answers until the clock's next second: a shared answer is never older than it says. */
export function createSharedAnswers(now: () => EpochMs): SharedAnswers {
  const answers = new Map<string, Promise<Answer>>();
  let second = 0;
  return {
    find(question) {
      const current = Math.floor(now() / SECOND);
      if (current !== second) answers.clear();
      second = current;
      return answers.get(question);
    },
    keep: (question, answer) => void answers.set(question, answer),
  };
}
