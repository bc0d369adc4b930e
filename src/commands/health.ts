import { type HealthReport, momentText } from '../answers/health-text.ts';
import { listNames } from '../answers/quantities.ts';
import { type Command, command } from '../core/command.ts';
import {
  type Block,
  bold,
  button,
  type EpochMs,
  type Fields,
  heading,
  inPlaceButton,
  reply,
  type Text,
  text,
} from '../core/reply.ts';
import type { Wait } from '../core/within.ts';
import { fleetHealth } from '../fleet/fleet-health.ts';
import { floorHealth } from '../floor/floor-health.ts';
import type { Scouts } from '../floor/scouts.ts';
import { askSites, type SiteOutcome } from '../sites/ask-sites.ts';
import { replyAtSite } from '../sites/at-site.ts';
import { type Site, siteWords } from '../sites/site.ts';
import { sitesNamed } from '../sites/sites-named.ts';

/** The bot's own facts. */
export interface BotFacts {
  readonly version: string;
  readonly startedAt: EpochMs;
}

/** `health`: whether each Scout answers, how old is what the bot knows, and how its sessions stand. */
export function health({ fleet, plant }: Scouts, bot: BotFacts): Command {
  return command({
    name: 'health',
    summary: 'whether Scout answers, how old our facts are, session and versions',
    parameters: {},
    examples: ['health'],
    shared: true,
    async run(_, { now }) {
      const reports = await reportsOf({ ...(fleet && { fleet }), ...(plant && { plant }) }, now);
      const own = ownField(bot, now);
      return reply(text(...headline(reports)), ...reportBlocks(reports, own), {
        kind: 'buttons',
        buttons: [
          inPlaceButton('Refresh', 'health'),
          ...(fleet === undefined ? [] : [button('Robots', 'robots')]),
          ...(plant === undefined ? [] : [button('Stations', 'stations')]),
        ],
      });
    },
  });
}

/** The same over several sites: a row for each Scout, the worst first; of one site that is named, as if it were the only one. */
export function healthOfSites(sites: readonly Site[], bot: BotFacts, wait?: Wait): Command {
  return command({
    name: 'health',
    summary:
      'whether the Scouts of each site answer, the worst first; of one site with how old our facts are, session and versions',
    parameters: { sites: sitesNamed(sites) },
    examples: ['health', ...sites.slice(0, 1).map((site) => `health ${siteWords([site])}`)],
    shared: true,
    async run({ sites: named }, context) {
      const [only, ...more] = named ?? sites;
      if (only !== undefined && more.length === 0)
        return replyAtSite(await health(only, bot).run({}, context), only, () => true);
      const { now } = context;
      const outcomes = await askSites(named ?? sites, (site) => reportsOf(site, now), { wait });
      const rows = outcomes.flatMap(rowsOf).toSorted((a, b) => b.trouble - a.trouble);
      const again = named === undefined ? 'health' : `health ${siteWords(named)}`;
      return reply(
        text(...headlineOfSites(rows, outcomes.length)),
        {
          kind: 'table',
          columns: [{ title: 'Site' }, { title: 'Of' }, { title: 'State' }],
          rows: rows.map(({ site, of, line }) => [[bold(site.name)], [of], line]),
        },
        { kind: 'fields', fields: [ownField(bot, now)] },
        {
          kind: 'buttons',
          buttons: [
            inPlaceButton('Refresh', again),
            ...sitesOf(rows).map((site) => button(`Health of ${site.name}`, `health ${siteWords([site])}`)),
          ],
        },
      );
    },
  });
}

const MOST_BUTTONS = 5;

/** The sites of the first rows. */
const sitesOf = (rows: readonly SiteRow[]): readonly Site[] =>
  [...new Set(rows.map(({ site }) => site))].slice(0, MOST_BUTTONS);

/** How one Scout of a site stands. */
interface SiteRow {
  readonly site: Site;
  readonly of: string;
  readonly line: Text;
  readonly trouble: number;
}

const NOT_YET = 2;

function rowsOf(outcome: SiteOutcome<readonly HealthReport[]>): readonly SiteRow[] {
  const { site } = outcome;
  if (outcome.kind === 'failed') throw outcome.error;
  if (outcome.kind === 'late')
    return [{ site, of: scoutsOf(site).join(' and '), line: [bold('has not answered yet')], trouble: NOT_YET }];
  const kinds = scoutsOf(site);
  return outcome.value.map(({ line, trouble }, i) => ({ site, of: kinds[i] ?? '', line, trouble }));
}

const scoutsOf = ({ fleet, plant }: Scouts): readonly string[] => [
  ...(fleet === undefined ? [] : ['robots']),
  ...(plant === undefined ? [] : ['floor']),
];

/** `2 of 3 sites are well; south: Scout south does not answer since …`. */
function headlineOfSites(rows: readonly SiteRow[], total: number): Text {
  const ill = new Set(rows.filter(({ trouble }) => trouble > 0).map(({ site }) => site));
  const [worst] = rows;
  if (ill.size === 0 || worst === undefined) return [bold(`All ${total} sites answer`)];
  return [bold(`${ill.size} of ${total} sites ${ill.size === 1 ? 'needs' : 'need'} a look: `), ...worst.line];
}

/** How each Scout of a site stands: of its robots, of its floor. */
const reportsOf = ({ fleet, plant }: Scouts, now: EpochMs): Promise<readonly HealthReport[]> =>
  Promise.all([
    ...(fleet === undefined ? [] : [fleetHealth(fleet, now)]),
    ...(plant === undefined ? [] : [floorHealth(plant.floor, now)]),
  ]);

const ownField = (bot: BotFacts, now: EpochMs): Fields['fields'][number] => ({
  label: 'Bot',
  value: [`version ${bot.version}, started `, ...momentText(bot.startedAt, now, '')],
});

/** The worst that there is to say. */
function headline(reports: readonly HealthReport[]): Text {
  const [worst, ...others] = reports.toSorted((a, b) => b.trouble - a.trouble);
  if (worst === undefined) throw new Error('a bot has a Scout');
  if (others.length === 0 || worst.trouble > 0) return worst.line;
  const answering = [...new Set(reports.map(({ who }) => who))];
  return [bold(`${listNames(answering)} ${answering.length === 1 ? 'answers' : 'answer'}`)];
}

/** One Scout needs no title, and says how it stands in the first line. */
function reportBlocks(reports: readonly HealthReport[], own: Fields['fields'][number]): readonly Block[] {
  const [only, ...others] = reports;
  if (only && others.length === 0) return [{ kind: 'fields', fields: [...only.fields, own] }];
  return [
    ...reports.flatMap(({ title, line, fields }): readonly Block[] => [
      heading(title),
      { kind: 'fields', fields: [{ label: 'State', value: line }, ...fields] },
    ]),
    { kind: 'fields', fields: [own] },
  ];
}
