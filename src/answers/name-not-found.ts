import { clip } from '../core/cut-text.ts';
import { UserError } from '../core/errors.ts';
import { type Buttons, button, buttons } from '../core/reply.ts';
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
  /** A further sentence. */
  readonly remark?: string;
  /** Further questions. */
  readonly next?: Buttons;
}

/** So much of a name is said again, in characters. */
const LONGEST_SHOWN = 60;

/** The error that nothing bears a name, with what is known of it. */
export class NoSuchName extends UserError {
  readonly facts: NameNotFound;

  constructor(facts: NameNotFound) {
    const { what, wanted, nearest, all, commandName, remark, next } = facts;
    const hint =
      nearest.length > 0
        ? `Nearest: ${nearest.join(', ')}.`
        : `There ${all.length === 1 ? 'is' : 'are'} ${listNames(all, 6) || 'none'}.`;
    const near = buttons(...nearest.map((name) => button(name, `${commandName} ${quoteName(name)}`)));
    super(
      [`No ${what} is called ${clip(wanted, LONGEST_SHOWN)}.`, hint, remark]
        .filter((part) => part !== undefined)
        .join(' '),
      {
        details: [...(nearest.length > 0 ? [near] : []), ...(next === undefined ? [] : [next])],
      },
    );
    this.facts = facts;
  }
}

/** The answer where nothing bears a name: the nearest as buttons, else some of those that there are. */
export const nameNotFound = (facts: NameNotFound): NoSuchName => new NoSuchName(facts);
