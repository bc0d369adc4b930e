import type { Button, Text } from '../core/reply.ts';
import type { TakesSite } from './at-site.ts';
import type { SiteReply } from './reply-parts.ts';
import type { Site } from './site.ts';

/** A site that gave no answer, and why, to stand behind its name: ` has not answered yet`. */
export interface SiteTrouble {
  readonly site: Site;
  readonly words: Text;
  /** Whether an answer may still come, so that asking it by itself helps. */
  readonly isLate: boolean;
}

/** What became of a question to several sites. */
export interface SiteAnswers {
  readonly answered: readonly SiteReply[];
  readonly troubles: readonly SiteTrouble[];
  /** Asks all of them again, in the place of the buttons by which each would. */
  readonly again?: Button | undefined;
  /** Asks one of them. */
  readonly lineOf: (site: Pick<Site, 'name'>) => string;
  /** What has to stand behind a line for it to be asked of the same sites, ` site north, south`; nothing where all are asked anyway. */
  readonly scope: string;
  readonly takesSite: TakesSite;
}
