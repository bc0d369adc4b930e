import type { FleetClient } from '../clients/fleet/fleet-client.ts';
import type { Log } from '../core/bot.ts';
import type { Command } from '../core/command.ts';
import type { Wait } from '../core/within.ts';
import type { Plant } from '../floor/plant.ts';
import { type MappedPlant, mappedPlant, type Scouts } from '../floor/scouts.ts';
import { acrossSites, type SiteWorld } from '../sites/across-sites.ts';
import type { SiteCommand } from '../sites/asked-sites.ts';
import type { DefaultSites } from '../sites/default-sites.ts';
import { onlySite, type Site } from '../sites/site.ts';
import type { SubscriptionTools } from '../subscriptions/subscription-tools.ts';
import { affected } from './affected.ts';
import { anomalies } from './anomalies.ts';
import { change } from './change.ts';
import { type BotFacts, health, healthOfSites } from './health.ts';
import { help } from './help.ts';
import { last } from './last.ts';
import { machines } from './machines.ts';
import { maintenance } from './maintenance.ts';
import { missions } from './missions.ts';
import { next } from './next.ts';
import { now } from './now.ts';
import { order } from './order.ts';
import { orders } from './orders.ts';
import { pause } from './pause.ts';
import { photos } from './photos.ts';
import { preview } from './preview.ts';
import { resume } from './resume.ts';
import { robot } from './robot.ts';
import { robots } from './robots.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { shift } from './shift.ts';
import { station } from './station.ts';
import { stations } from './stations.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { summary } from './summary.ts';
import { undo } from './undo.ts';
import { unit } from './unit.ts';
import { unsubscribe } from './unsubscribe.ts';
import { use } from './use.ts';

/** Everything the bot can do over one site, in the order in which help shows it; without tools nothing can be subscribed to. */
export function createCommands(scouts: Scouts, bot: BotFacts, tools?: SubscriptionTools): readonly Command[] {
  const commands: readonly Command[] = [
    ...questionGroups(scouts).flat(),
    ...(tools === undefined ? [] : subscriptionCommands([onlySite(scouts)], tools)),
    health(scouts, bot),
    help(() => commands),
  ];
  return commands;
}

/** What commands over several sites need. */
export interface SiteTools {
  readonly sites: readonly Site[];
  readonly bot: BotFacts;
  readonly defaults: DefaultSites;
  readonly log: Log;
  /** Without them nothing can be subscribed to. */
  readonly tools?: SubscriptionTools | undefined;
  readonly wait?: Wait;
}

/** Everything the bot can do over its sites; over one, as if there were no word for sites. */
export function createSiteCommands(siteTools: SiteTools): readonly Command[] {
  const { sites, bot, tools, defaults, wait } = siteTools;
  const [only, ...others] = sites;
  if (only !== undefined && others.length === 0) return createCommands(only, bot, tools);
  const taking = new Set<string>(['health']);
  const world: SiteWorld = { ...siteTools, takesSite: (name) => taking.has(name) };
  const questions = jointQuestions(sites).map((offers) => acrossSites(offers, world));
  for (const { name } of questions) taking.add(name);
  const commands: readonly Command[] = [
    ...questions,
    ...(tools === undefined ? [] : subscriptionCommands(sites, tools, defaults)),
    use(sites, defaults),
    healthOfSites(sites, bot, wait),
    help(() => commands, sites),
  ];
  return commands;
}

/** The same command of each site that has it, in the order of one that has all. */
function jointQuestions(sites: readonly Site[]): readonly (readonly SiteCommand[])[] {
  const own = sites.map((site) => ({ site, groups: questionGroups(site) }));
  const most = Math.max(...own.map(({ groups }) => groups.length));
  return Array.from({ length: most }, (_, group) =>
    own.flatMap(({ site, groups }) => (groups[group] ?? []).map((command) => ({ site, command }))),
  ).flatMap((offers) => [...Map.groupBy(offers, (offer) => offer.command.name).values()]);
}

/** What can be asked of a site: of its robots, of its floor, of both, and in short. */
function questionGroups(scouts: Scouts): readonly (readonly Command[])[] {
  const { fleet, plant } = scouts;
  const mapped = mappedPlant(scouts);
  return [
    fleet === undefined ? [] : fleetCommands(fleet, mapped),
    plant === undefined ? [] : floorCommands(plant),
    fleet === undefined || mapped === undefined ? [] : [affected(fleet, mapped)],
    [summary(scouts)],
  ];
}

const fleetCommands = (fleet: FleetClient, mapped: MappedPlant | undefined): readonly Command[] => [
  robots(fleet),
  robot(fleet),
  last(fleet),
  now(fleet),
  runs(fleet),
  run(fleet),
  photos(fleet),
  next(fleet),
  missions(fleet),
  anomalies(fleet, mapped),
];

const floorCommands = (plant: Plant): readonly Command[] => [
  orders(plant),
  order(plant),
  stations(plant),
  station(plant),
  unit(plant),
  machines(plant),
  maintenance(plant),
  shift(plant),
];

const subscriptionCommands = (
  sites: readonly Site[],
  tools: SubscriptionTools,
  defaults?: DefaultSites,
): readonly Command[] => [
  subscribe(sites, tools, defaults),
  subscriptions(sites, tools),
  change(sites, tools),
  pause(tools),
  resume(tools),
  unsubscribe(tools),
  undo(tools),
  preview(tools),
];
