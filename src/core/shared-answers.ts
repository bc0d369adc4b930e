import type { Answer } from './bot.ts';
import type { EpochMs } from './reply.ts';

/** Answers that everybody who asks the same within one second shares. */
export interface SharedAnswers {
  find(question: string): Promise<Answer> | undefined;
  keep(question: string, command: string, answer: Promise<Answer>): void;
}

interface Shared {
  readonly command: string;
  readonly answer: Promise<Answer>;
  times: number;
}

const SECOND = 1_000;

/**
 * Keeps answers until the clock's next second: a shared answer is never older than it says. Who shares one is counted, and `tell` hears the count
 * when the next question comes: a line in the log for each would cost more than the answer.
 */
export function createSharedAnswers(
  now: () => EpochMs,
  tell: (shared: { readonly command: string; readonly times: number }) => void,
): SharedAnswers {
  const answers = new Map<string, Shared>();
  let second = 0;

  function forget(): void {
    for (const { command, times } of answers.values()) if (times > 0) tell({ command, times });
    answers.clear();
  }

  return {
    find(question) {
      const current = Math.floor(now() / SECOND);
      if (current !== second) forget();
      second = current;
      const shared = answers.get(question);
      if (shared === undefined) return undefined;
      shared.times++;
      return shared.answer;
    },
    keep: (question, command, answer) => void answers.set(question, { command, answer, times: 0 }),
  };
}
