import type { Command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import { type ReadingContext, readArguments } from '../core/parameters.ts';
import type { Word } from '../core/words.ts';
import { readBareSite, readSites } from './read-sites.ts';
import type { Site } from './site.ts';

/** A command as one site has it. */
export interface SiteCommand {
  readonly site: Site;
  readonly command: Command;
}

/** What words ask of which sites. */
export interface AskedSites {
  /** The names of the sites that were named; undefined where none was. */
  readonly sites?: readonly string[];
  /** The other words, as they were written. */
  readonly words: string;
  /** What the command of each site, by its name, makes of them. */
  readonly readings: Readonly<Record<string, SiteReading>>;
  /** What is meant where the last word was the name of a site after all: `robots north`. */
  readonly otherwise?: AskedSites;
}

type SiteReading = { readonly args: Record<string, unknown> } | { readonly error: UserError };

interface Reader {
  readonly offers: readonly SiteCommand[];
  readonly sites: readonly Site[];
  readonly context: ReadingContext;
}

/** Reads words for the sites that they name, or for each that there is. Throws UserError where no site can make anything of them. */
export async function readAsked(words: readonly Word[], reader: Reader): Promise<AskedSites> {
  const { value: named, rest } = readSites(words, reader.sites);
  const asked = await readFor(named, rest, reader);
  const bare = named === undefined ? readBareSite(rest, reader.sites) : undefined;
  const otherwise = bare?.value && (await readFor(bare.value, bare.rest, reader));
  const isOther = otherwise !== undefined && errorOf(otherwise) === undefined;
  const error = errorOf(asked);
  if (error === undefined) return isOther ? { ...asked, otherwise } : asked;
  if (isOther) return otherwise;
  throw error;
}

async function readFor(
  named: readonly Site[] | undefined,
  words: readonly Word[],
  { offers, context }: Reader,
): Promise<AskedSites> {
  const meant = named === undefined ? offers : offers.filter(({ site }) => named.includes(site));
  const readings = await Promise.all(
    meant.map(async ({ site, command }): Promise<readonly [string, SiteReading]> => {
      try {
        return [site.name, { args: await readArguments(command.parameters, words, context) }];
      } catch (error) {
        if (error instanceof UserError) return [site.name, { error }];
        throw error;
      }
    }),
  );
  return {
    ...(named && { sites: named.map(({ name }) => name) }),
    words: words.map(({ text, quoted }) => (quoted ? `"${text}"` : text)).join(' '),
    readings: Object.fromEntries(readings),
  };
}

/** Why no site can make anything of the words; nothing where one can, or none is asked. */
function errorOf({ readings }: AskedSites): UserError | undefined {
  const all = Object.values(readings);
  const [first] = all;
  return first !== undefined && 'error' in first && all.every((each) => 'error' in each) ? first.error : undefined;
}
