import { type Command, type CommandContext, command } from '../core/command.ts';
import { UserError } from '../core/errors.ts';
import type { Conversation } from '../core/message.ts';
import { rest } from '../core/parameters.ts';
import { bold, button, buttons, code, note, type Reply, reply, text, time } from '../core/reply.ts';
import { quoteName } from '../core/words.ts';
import type { DefaultSites } from '../sites/default-sites.ts';
import { noSuchSite } from '../sites/read-sites.ts';
import { findSite, type Site, siteNames, siteWords } from '../sites/site.ts';
import type { SiteChoice } from '../storage/store.ts';

const MOST_OFFERED = 8;
const ALL = ['all', 'every', 'each', 'none'];

/** `use`: which site a conversation means where none is named; without words, which that is. */
export function use(sites: readonly Site[], defaults: DefaultSites): Command {
  const [first] = sites;
  return command({
    name: 'use',
    summary: 'the site that is meant here where none is named; without words, which that is',
    changes: true,
    parameters: {
      wanted: rest('site or all', `one of ${siteNames(sites, 20)}, or \`all\` for all of them`, [
        'site',
        'sites',
        'the',
      ]),
    },
    examples: ['use', ...(first === undefined ? [] : [`use ${quoteName(first.name)}`]), 'use all'],
    async run({ wanted }, context) {
      const { message } = context;
      const { conversation } = message;
      const before = await defaults.of(message);
      if (wanted === undefined) return tell(before, sites, conversation);
      if (ALL.includes(wanted.toLowerCase())) {
        await defaults.set(message, undefined);
        return reply(
          text(bold(`${placeOf(conversation)} now means all sites`), ` where none is named: ${siteNames(sites)}.`),
          note('One is asked by its name, for example ', code(`summary ${siteWords(sites.slice(0, 1))}`)),
          backButtons(before, 'all'),
        );
      }
      return choose(wanted, before, { sites, defaults, context });
    },
  });
}

interface Choosing {
  readonly sites: readonly Site[];
  readonly defaults: DefaultSites;
  readonly context: CommandContext;
}

async function choose(
  wanted: string,
  before: SiteChoice | undefined,
  { sites, defaults, context: { message, now } }: Choosing,
): Promise<Reply> {
  const { conversation, sender } = message;
  const site = findSite(wanted, sites);
  if (site === undefined) throw notOne(wanted, sites);
  await defaults.set(message, {
    site: site.name,
    by: { id: sender.id, name: await sender.name() },
    at: now,
  });
  const [other] = sites.filter((each) => each !== site);
  return reply(
    text(bold(`${placeOf(conversation)} now means ${site.name}`), ' where no site is named.'),
    note(
      'Others are asked by their names, for example ',
      code(`summary ${siteWords(other ? [other] : [])}`),
      ', or all with ',
      code('summary all sites'),
    ),
    backButtons(before, site.name),
  );
}

/** What is meant, and who said so. */
function tell(choice: SiteChoice | undefined, sites: readonly Site[], conversation: Conversation): Reply {
  const place = placeOf(conversation);
  const isThere = choice !== undefined && sites.some(({ name }) => name === choice.site);
  const others = sites.filter(({ name }) => !isThere || name !== choice.site);
  const offered = [
    ...others.slice(0, MOST_OFFERED).map(({ name }) => button(name, `use ${quoteName(name)}`)),
    ...(isThere ? [button('All sites', 'use all')] : []),
  ];
  if (!isThere) {
    const gone = choice === undefined ? [] : [note(`It was ${choice.site}, which is no site any more.`)];
    return reply(
      text(bold(`${place} means all sites`), ` where none is named: ${siteNames(sites, 20)}.`),
      ...gone,
      buttons(...offered),
    );
  }
  return reply(
    text(bold(`${place} means ${choice.site}`), ' where no site is named.'),
    note(`Said by ${choice.by.name}, `, time(choice.at, 'date-time'), `. There are also ${siteNames(others, 20)}.`),
    buttons(...offered),
  );
}

const placeOf = ({ kind }: Conversation): string => (kind === 'channel' ? 'This channel' : 'This conversation');

/** What to press next, and to have it as it was. */
function backButtons(before: SiteChoice | undefined, now: string) {
  const was = before?.site ?? 'all';
  const back = was === 'all' ? button('All sites', 'use all') : button(`Back to ${was}`, `use ${quoteName(was)}`);
  return buttons(button('Summary', 'summary'), ...(was === now ? [] : [back]));
}

function notOne(wanted: string, sites: readonly Site[]): UserError {
  const parts = wanted.split(/,|\band\b|&/).map((part) => part.trim());
  const isSeveral = parts.length > 1 && parts.every((part) => findSite(part, sites) !== undefined);
  if (!isSeveral) return noSuchSite(wanted, sites);
  return new UserError('A conversation means one site or all of them. Write `use` and one name, or `use all`.', {
    details: [
      buttons(
        ...parts.slice(0, MOST_OFFERED).map((part) => button(part, `use ${part}`)),
        button('All sites', 'use all'),
      ),
    ],
  });
}
