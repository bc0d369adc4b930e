import type { Prompts } from '../../src/setup/prompts.ts';

/** A question, by some of its words, and the answer to it: the text that is typed, the value that is chosen, yes or no. */
export type Script = readonly (readonly [question: RegExp, answer: string | boolean])[];

/** Somebody who answers by a script, in its order, and what was shown to them. */
export interface ScriptedPrompts extends Prompts {
  /** All that was shown: titles, explanations, questions with what stood there already, outcomes. */
  readonly shown: readonly string[];
  /** What of the script was not asked for. */
  readonly left: () => Script;
}

/** Answers that cannot be are refused as a terminal would, and the next line of the script answers again. */
export function createScriptedPrompts(script: Script): ScriptedPrompts {
  const shown: string[] = [];
  let next = 0;

  function take(question: string): string | boolean {
    shown.push(`? ${question}`);
    const [expected, answer] = script[next] ?? [];
    if (expected === undefined || answer === undefined || !expected.test(question))
      throw new Error(`asked "${question}", and the script has ${String(expected)} now:\n${shown.join('\n')}`);
    next += 1;
    return answer;
  }

  function type(question: string, problem: (answer: string) => string | undefined): string {
    const answer = String(take(question));
    const wrong = problem(answer);
    if (wrong === undefined) return answer;
    shown.push(`! ${wrong}`);
    return type(question, problem);
  }

  return {
    shown,
    left: () => script.slice(next),
    say: (title, lines) => void shown.push(`# ${title}`, ...lines),
    good: (text) => void shown.push(`+ ${text}`),
    bad: (text) => void shown.push(`- ${text}`),
    confirm: async (question) => Boolean(take(question)),
    async choose(question, choices) {
      const answer = take(question);
      const choice = choices.find(({ value }) => value === answer);
      if (choice === undefined) throw new Error(`${String(answer)} is not among the answers to "${question}"`);
      return choice.value;
    },
    text: async (question, { initial, problem }) => type(initial ? `${question} [${initial}]` : question, problem),
    secret: async (question, { problem }) => type(question, problem),
    during: (_, work) => work(),
  };
}
