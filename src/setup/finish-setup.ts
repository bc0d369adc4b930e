import { readConfig } from '../settings/config.ts';
import { attempt } from '../settings/setting-error.ts';
import type { Environment } from '../settings/setting-values.ts';
import { notEnough } from '../settings/start-problem.ts';
import { type Changes, changeEnvFile, readEnvFile } from './env-file.ts';
import { Cancelled, type Prompts } from './prompts.ts';

export interface FinishOptions {
  readonly prompts: Prompts;
  /** What stands in the file of settings. */
  readonly text: string;
  readonly changes: Changes;
  /** What is set outside of the file; it goes before. */
  readonly outside: Environment;
  readonly save: (text: string) => void;
}

/** Looks at all settings together, writes them once that is wanted, and says what comes next. Rejects with Cancelled where it is not. */
export async function finishSetup({ prompts, text, changes, outside, save }: FinishOptions): Promise<void> {
  const changed = changeEnvFile(text, changes);
  const [before, after] = [readEnvFile(text), readEnvFile(changed)];
  const names = Object.keys(changes).filter((name) => before[name] !== after[name]);
  if (names.length === 0) {
    prompts.good('All of that stands in .env already.');
    return;
  }
  for (const name of names.filter((each) => outside[each] !== undefined && outside[each] !== after[each]))
    prompts.bad(`${name} is set outside of .env too, which goes before: remove it there.`);
  const wrong = problemsOf({ ...after, ...outside });
  if (wrong.length > 0) prompts.say('Still to be put right before npm start', wrong);
  const told = names.map((name) => `${after[name] === undefined ? 'takes out' : 'sets     '}  ${name}`);
  prompts.say('What this changes in .env', told);
  if (!(await prompts.confirm('Write it?', true))) throw new Cancelled();
  save(changed);
  prompts.say('Written, for your eyes only', [
    'npm run --silent ask -- health   asks Scout alone, without a chat',
    'npm start                        starts the bot',
    'npm run --silent check-config    shows what is set',
  ]);
}

function problemsOf(environment: Environment): readonly string[] {
  const read = attempt(() => {
    const lacking = notEnough(readConfig(environment));
    if (lacking) throw lacking;
  });
  return 'wrong' in read ? read.wrong.map(({ message }) => message) : [];
}
