import type { Readable, Writable } from 'node:stream';
import { confirm, isCancel, log, note, password, select, spinner, text } from '@clack/prompts';
import { Cancelled, type Prompts, type TextOptions } from './prompts.ts';

/** Prompts in a terminal. */
export function createClackPrompts(input: Readable, output: Writable): Prompts {
  const common = { input, output };
  const validate =
    (problem: TextOptions['problem']) =>
    (answer = '') =>
      problem(answer.trim());
  return {
    say: (title, lines) => note(lines.join('\n'), title, common),
    good: (said) => log.success(said, common),
    bad: (said) => log.error(said, common),
    confirm: async (message, initialValue) => answered(await confirm({ ...common, message, initialValue })),
    async choose(message, choices, initial) {
      const options = choices.map(({ value, label, hint }) => ({ value, label, ...(hint !== undefined && { hint }) }));
      const chosen = answered(
        await select<string>({ ...common, message, options, ...(initial && { initialValue: initial }) }),
      );
      const choice = choices.find(({ value }) => value === chosen);
      if (choice === undefined) throw new Error('something was chosen that was not offered');
      return choice.value;
    },
    async text(message, { initial, example, problem }) {
      const shown = {
        ...(initial !== undefined && { initialValue: initial }),
        ...(example !== undefined && { placeholder: example }),
      };
      return trimmed(await text({ ...common, ...shown, message, validate: validate(problem) }));
    },
    secret: async (message, { problem }) =>
      trimmed(await password({ ...common, message, validate: validate(problem) })),
    async during(what, work) {
      const turning = spinner(common);
      turning.start(what);
      try {
        return await work();
      } finally {
        turning.clear();
      }
    },
  };
}

function answered<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new Cancelled();
  // The library knows one symbol, which is for giving up.
  return answer as Exclude<T, symbol>;
}

/** What was typed; nothing typed is not told by the library at all. */
function trimmed(answer: string | symbol | undefined): string {
  return (answered(answer) ?? '').trim();
}
