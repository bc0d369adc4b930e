import { type Environment, isSecret, namesIn, readSetting, type SettingName } from '../settings/setting-values.ts';
import type { Checked, Checks } from './checks.ts';
import type { Changes } from './env-file.ts';
import type { Prompts } from './prompts.ts';

/** Whom to ask, how to try what is answered, and what is there already. */
export interface Setup {
  readonly prompts: Prompts;
  readonly checks: Checks;
  /** What the file of settings says so far. */
  readonly known: Environment;
}

export interface Question {
  readonly name: SettingName;
  readonly question: string;
  readonly example?: string;
  /** It may be left empty. */
  readonly isOptional?: boolean;
}

/** Asks for one setting until it can be one; what is there already is offered, of a secret only that it is there. */
export async function askSetting({ prompts, known }: Setup, asked: Question): Promise<string | undefined> {
  const { name, question, example, isOptional = false } = asked;
  const before = known[name];
  const problem = (answer: string): string | undefined => {
    if (answer === '') return isOptional ? undefined : 'This is needed.';
    const read = readSetting(name, answer);
    return 'expected' in read ? `It has to be ${read.expected}.` : undefined;
  };
  if (!isSecret(name)) {
    const answer = await prompts.text(question, {
      initial: before,
      ...(example !== undefined && { example }),
      problem,
    });
    return answer === '' ? undefined : answer;
  }
  const isThere = before !== undefined && before !== '' && problem(before) === undefined;
  if (isThere && (await prompts.confirm(`${name} is set already. Keep it?`, true))) return before;
  const answer = await prompts.secret(question, { problem });
  return answer === '' ? undefined : answer;
}

/** Asks for several, one after the other. */
export async function askSettings(setup: Setup, questions: readonly Question[]): Promise<Changes> {
  const answers: Record<string, string | undefined> = {};
  for (const question of questions) answers[question.name] = await askSetting(setup, question);
  return answers;
}

/** Asks and tries until it works, or until it is to be kept as it is. What did not work is asked anew, with the answers of the time before. */
export async function askUntilRight(
  setup: Setup,
  work: string,
  ask: (setup: Setup) => Promise<Changes>,
  check: (answers: Changes) => Promise<Checked>,
): Promise<Changes> {
  const { prompts } = setup;
  let known = setup.known;
  for (;;) {
    const answers = await ask({ ...setup, known });
    const checked = await prompts.during(work, () => check(answers));
    if ('found' in checked) {
      prompts.good(checked.found);
      return answers;
    }
    prompts.bad(checked.problem);
    if (!(await isAskedAgain(prompts))) return answers;
    known = { ...known, ...answers, ...forgotten(answers) };
  }
}

/** Secrets that do not work are typed again, not kept. */
function forgotten(answers: Changes): Changes {
  return Object.fromEntries(
    namesIn(Object.keys(answers).join(' '))
      .filter(isSecret)
      .map((name) => [name, undefined]),
  );
}

/** Whether something that did not work is to be asked again. */
export async function isAskedAgain(prompts: Prompts): Promise<boolean> {
  const choice = await prompts.choose('What now?', [
    { value: 'again', label: 'Answer again' },
    { value: 'keep', label: 'Keep it as it is', hint: 'it can be put right later in .env' },
  ]);
  return choice === 'again';
}
