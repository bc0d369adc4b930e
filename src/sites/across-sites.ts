import type { Log } from '../core/bot.ts';
import { type Command, type CommandContext, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import type { Parameter, Parameters } from '../core/parameters.ts';
import { button, buttons, inPlaceButton, type Reply } from '../core/reply.ts';
import type { Wait } from '../core/within.ts';
import { askSites } from './ask-sites.ts';
import { type AskedSites, readAsked, type SiteCommand } from './asked-sites.ts';
import { atSites, errorAtSite, replyAtSite, type TakesSite } from './at-site.ts';
import type { DefaultSites } from './default-sites.ts';
import { mergeReplies } from './merge-replies.ts';
import { type Site, siteNames, siteWords } from './site.ts';
import { isOfWords, joinErrors } from './site-errors.ts';
import { failuresOf, troublesOf } from './site-troubles.ts';
import { sitesHelp } from './sites-named.ts';

/** What commands over several sites share. */
export interface SiteWorld {
  /** All of them, also those that lack a command. */
  readonly sites: readonly Site[];
  readonly defaults: Pick<DefaultSites, 'of'>;
  readonly takesSite: TakesSite;
  readonly log: Log;
  readonly wait?: Wait;
}

/** One command of several sites: asks those that are named, else the one that the conversation means, else all that have it, and tells their answers together. */
export function acrossSites(offers: readonly SiteCommand[], world: SiteWorld): Command {
  const fullest = fullestOf(offers);
  const { name, summary, examples } = fullest;
  const bySite = new Map(offers.map((offer) => [offer.site, offer.command]));
  const having = [...bySite.keys()];
  const asking = createAsking(name, bySite, world);
  return command({
    name,
    summary,
    parameters: { ...standing(fullest.parameters), sites: sitesParameter(offers, world.sites) },
    examples: [...examples, ...having.slice(-1).map((site) => `${examples[0]} ${siteWords([site])}`)],
    // Where no site is named, the answer depends on the conversation.
    shared: ({ sites: { sites } }) => fullest.shared !== undefined && sites !== undefined,
    run: ({ sites }, context) => asking(sites, context),
  });
}

/** The one that can be told most. */
function fullestOf(offers: readonly SiteCommand[]): Command {
  const [first, ...others] = offers.map((offer) => offer.command);
  if (first === undefined) throw new Error('no site has the command');
  const sizeOf = ({ parameters, summary }: Command): number => Object.keys(parameters).length * 1_000 + summary.length;
  return others.reduce((most, each) => (sizeOf(each) > sizeOf(most) ? each : most), first);
}

/** Parameters as they stand in the usage and the help; their words are read by each site's own command. */
const standing = (parameters: Parameters): Readonly<Record<string, Parameter<undefined>>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([key, parameter]) => [
      key,
      { ...parameter, read: (words) => ({ value: undefined, rest: words }) } satisfies Parameter<undefined>,
    ]),
  );

const sitesParameter = (offers: readonly SiteCommand[], sites: readonly Site[]): Parameter<AskedSites> => ({
  usage: '[site NAME]',
  help: sitesHelp(sites),
  words: ['site', 'sites'],
  read: async (words, context) => ({ value: await readAsked(words, { offers, sites, context }), rest: [] }),
});

type Asking = (asked: AskedSites, context: CommandContext) => Promise<Reply>;

function createAsking(name: string, bySite: ReadonlyMap<Site, Command>, world: SiteWorld): Asking {
  const { sites, defaults, takesSite, log, wait } = world;
  const having = [...bySite.keys()];

  /** The sites that are meant, and whether only because the conversation means it. */
  async function choose(asked: AskedSites, context: CommandContext) {
    if (asked.sites !== undefined) {
      const named = having.filter((site) => asked.sites?.includes(site.name));
      if (named.length === 0) throw notThere(name, asked.sites, having);
      return { meant: named, isDefault: false };
    }
    const choice = await defaults.of(context.message);
    const own = having.find((site) => site.name === choice?.site);
    return own === undefined ? { meant: having, isDefault: false } : { meant: [own], isDefault: true };
  }

  const ask = (asked: AskedSites, context: CommandContext) => async (site: Site) => {
    const reading = asked.readings[site.name];
    if (reading === undefined || 'error' in reading) throw reading?.error ?? new Error('a site was not asked');
    const own = bySite.get(site);
    if (own === undefined) throw new Error('a site lacks the command that it was asked');
    return await own.run(reading.args, context);
  };

  async function askOne(site: Site, asked: AskedSites, context: CommandContext, isDefault: boolean): Promise<Reply> {
    try {
      return replyAtSite(await ask(asked, context)(site), site, takesSite);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (isOfWords(error) && asked.otherwise) return asking(asked.otherwise, context);
      const atSite = errorAtSite(error, site, takesSite);
      throw isDefault && isOfWords(error) ? onlyAsked(atSite, site, lineOf(name, asked)) : atSite;
    }
  }

  async function asking(asked: AskedSites, context: CommandContext): Promise<Reply> {
    const { meant, isDefault } = await choose(asked, context);
    const [only, ...more] = meant;
    if (only !== undefined && more.length === 0) return askOne(only, asked, context, isDefault);
    const outcomes = await askSites(meant, ask(asked, context), { wait });
    const answered = outcomes.flatMap((each) => (each.kind === 'answered' ? [{ ...each, reply: each.value }] : []));
    if (answered.length === 0) {
      const failures = failuresOf(outcomes);
      if (asked.otherwise && failures.some(({ error }) => isOfWords(error))) return asking(asked.otherwise, context);
      throw joinErrors(failures, takesSite);
    }
    const troubles = troublesOf(outcomes, name, log);
    const [alone, ...others] = answered;
    if (alone !== undefined && others.length + troubles.length === 0)
      return replyAtSite(alone.reply, alone.site, takesSite);
    const line = lineOf(name, asked);
    const scope = scopeOf(asked, meant, sites.length);
    return mergeReplies({
      answered,
      troubles,
      again: inPlaceButton('Refresh', `${line}${scope}`),
      lineOf: (site) => `${line} ${siteWords([site])}`,
      scope,
      takesSite,
    });
  }

  return asking;
}

/** What has to stand behind a line for it to be asked of the same sites. */
function scopeOf({ sites }: AskedSites, meant: readonly Site[], all: number): string {
  if (sites === undefined) return '';
  return sites.length === all ? ' all sites' : ` ${siteWords(meant)}`;
}

const lineOf = (name: string, { words }: AskedSites): string => (words === '' ? name : `${name} ${words}`);

/** The conversation means one site, where there is nothing that was named: another one may have been meant. */
function onlyAsked(error: UserError, site: Site, line: string): UserError {
  const { message, details, isCertain, cause } = error;
  const all = buttons(button('Ask all sites', `${line} all sites`));
  return new UserError(`${message} I asked ${site.name} alone, which this conversation means.`, {
    details: [...details, all],
    isCertain,
    cause,
  });
}

function notThere(name: string, wanted: readonly string[], having: readonly Site[]): UserError {
  const named = wanted.map((each) => ({ name: each }));
  return new UserError(`\`${name}\` is not to be had at ${siteNames(named)}, but at ${siteNames(having)}.`, {
    details: [
      buttons(
        ...having.slice(0, 5).map((site) =>
          button(
            `${name} at ${site.name}`,
            atSites(name, [site], () => true),
          ),
        ),
      ),
    ],
    isCertain: true,
  });
}
