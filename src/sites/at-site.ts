import { UserError } from '../core/errors.ts';
import type { Block, Button, Reply } from '../core/reply.ts';
import { splitWords } from '../core/words.ts';
import { type Site, siteWords } from './site.ts';

/** Whether a command, by its name, can be told a site. */
export type TakesSite = (commandName: string) => boolean;

/** A command line, asked of one site or some. */
export function atSites(line: string, sites: readonly Pick<Site, 'name'>[], takesSite: TakesSite): string {
  const [name] = splitWords(line);
  return name !== undefined && takesSite(name.lower) ? `${line} ${siteWords(sites)}` : line;
}

/** The answer of one of several sites: its buttons ask that site. */
export const replyAtSite = (reply: Reply, site: Site, takesSite: TakesSite): Reply => ({
  ...reply,
  blocks: blocksAtSite(reply.blocks, site, takesSite),
});

/** The error of one of several sites: its buttons ask that site. */
export function errorAtSite(error: UserError, site: Site, takesSite: TakesSite): UserError {
  const { message, isCertain, cause } = error;
  if (error.name !== 'UserError') return error;
  return new UserError(message, { details: blocksAtSite(error.details, site, takesSite), isCertain, cause });
}

const blocksAtSite = (blocks: readonly Block[], site: Site, takesSite: TakesSite): readonly Block[] =>
  blocks.map((block) =>
    block.kind === 'buttons'
      ? { ...block, buttons: block.buttons.map((button) => buttonAtSite(button, site, takesSite)) }
      : block,
  );

/** A button that asks one site. */
export const buttonAtSite = (button: Button, site: Site, takesSite: TakesSite): Button =>
  'command' in button ? { ...button, command: atSites(button.command, [site], takesSite) } : button;
