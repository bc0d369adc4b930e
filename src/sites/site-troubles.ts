import type { Log } from '../core/bot.ts';
import { UserError } from '../core/errors.ts';
import { withCode } from '../core/reply.ts';
import type { SiteOutcome } from './ask-sites.ts';
import type { SiteTrouble } from './site-answers.ts';
import { isOfWords, type SiteError } from './site-errors.ts';

/** What sites failed of, where none answered. Throws what is an error of the bot's own. */
export function failuresOf(outcomes: readonly SiteOutcome<unknown>[]): readonly SiteError[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind !== 'failed') return [];
    const { site, error } = outcome;
    if (!(error instanceof UserError)) throw error;
    return [{ site, error }];
  });
}

/** Why sites have no answer beside those of others; not of those that only have nothing of what was named. */
export function troublesOf(
  outcomes: readonly SiteOutcome<unknown>[],
  commandName: string,
  log: Log,
): readonly SiteTrouble[] {
  return outcomes.flatMap((outcome): readonly SiteTrouble[] => {
    const { site, kind } = outcome;
    if (kind === 'answered') return [];
    if (kind === 'late') return [{ site, words: [' has not answered yet'], isLate: true }];
    const { error } = outcome;
    if (isOfWords(error)) return [];
    if (error instanceof UserError) return [{ site, words: [': ', ...withCode(error.message)], isLate: false }];
    log.error({ command: commandName, site: site.name, err: error }, 'failed to answer for a site');
    return [{ site, words: [': something went wrong on my side; it is written in my log'], isLate: false }];
  });
}
