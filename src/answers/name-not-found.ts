import { UserError } from '../core/errors.ts';
import { button, buttons } from '../core/reply.ts';
import { quoteName } from '../core/words.ts';
import { listNames } from './quantities.ts';

/** A name that nothing bears, the nearest ones, and all that there are. */
export interface NameNotFound {
  /** What was looked for: `robot`, `station`. */
  readonly what: string;
  readonly wanted: string;
  readonly nearest: readonly string[];
  readonly all: readonly string[];
  /** What a button types before a name. */
  readonly commandName: string;
}

/** The answer where nothing bears a name: the nearest as buttons, else some of those that there are. */
export function nameNotFound({ what, wanted, nearest, all, commandName }: NameNotFound): UserError {
  const hint =
    nearest.length > 0
      ? `Nearest: ${nearest.join(', ')}.`
      : `There ${all.length === 1 ? 'is' : 'are'} ${listNames(all, 6) || 'none'}.`;
  return new UserError(`No ${what} is called ${wanted}. ${hint}`, {
    details:
      nearest.length > 0 ? [buttons(...nearest.map((name) => button(name, `${commandName} ${quoteName(name)}`)))] : [],
  });
}
