import { type Block, type Button, button, buttons } from '../core/reply.ts';
import { buttonAtSite, type TakesSite } from './at-site.ts';
import type { ReplyParts } from './reply-parts.ts';
import type { SiteAnswers } from './site-answers.ts';

const MOST_LATE = 3;
const MOST_COMMON = 3;
/** Buttons of the sites together, and of each. */
const MOST_OF_SITES = 9;
const MOST_OF_ONE = 3;

/** A few buttons of several sites: one that asks all again, those that ask who is late, those of each site with its name, and those all have. */
export function jointButtons(parts: readonly ReplyParts[], answers: SiteAnswers): readonly Block[] {
  const { troubles, again, lineOf, scope, takesSite } = answers;
  const isAgain = ({ label }: Button): boolean => label === again?.label;
  const common = commonButtons(parts).filter((each) => !isAgain(each));
  const ofOne = Math.max(1, Math.min(MOST_OF_ONE, Math.floor(MOST_OF_SITES / Math.max(1, parts.length))));
  const own = parts.flatMap(({ site, buttons: all }) =>
    all
      .filter((each) => !isAgain(each) && !common.some((other) => isSame(each, other)))
      .slice(0, ofOne)
      .map((each) => ({ ...buttonAtSite(each, site, takesSite), label: `${site.name}: ${each.label}` })),
  );
  const list: readonly Button[] = [
    ...(again === undefined ? [] : [again]),
    ...troubles
      .filter(({ isLate }) => isLate)
      .slice(0, MOST_LATE)
      .map(({ site }) => button(`Ask ${site.name}`, lineOf(site))),
    ...own.slice(0, MOST_OF_SITES),
    ...common.slice(0, MOST_COMMON).map((each) => withScope(each, scope, takesSite)),
  ];
  return list.length === 0 ? [] : [buttons(...list)];
}

/** What all sites would have asked next. */
function commonButtons(parts: readonly ReplyParts[]): readonly Button[] {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return [];
  return first.buttons.filter((each) => others.every((other) => other.buttons.some((theirs) => isSame(each, theirs))));
}

const isSame = (a: Button, b: Button): boolean =>
  a.label === b.label && 'command' in a && 'command' in b && a.command === b.command;

const withScope = (each: Button, scope: string, takesSite: TakesSite): Button => {
  if (!('command' in each)) return each;
  const [name = ''] = each.command.split(' ');
  return takesSite(name) ? { ...each, command: `${each.command}${scope}` } : each;
};
