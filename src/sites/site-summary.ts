import type { Log } from '../core/bot.ts';
import { UserError } from '../core/errors.ts';
import { button, buttons } from '../core/reply.ts';
import type { Wait } from '../core/within.ts';
import type { BuiltSummary, Summary, SummaryRequest } from '../summaries/summary.ts';
import { askSites } from './ask-sites.ts';
import { replyAtSite } from './at-site.ts';
import { mergeReplies } from './merge-replies.ts';
import { type Site, siteNames, siteWords } from './site.ts';
import { joinErrors } from './site-errors.ts';
import { failuresOf, troublesOf } from './site-troubles.ts';

/** A summary as one site gives it. */
export interface SiteSummary {
  readonly site: Site;
  readonly summary: Summary;
}

export interface SiteSummaryOptions {
  /** All sites, also those that do not give it. */
  readonly sites: readonly Site[];
  /** What a button types for the summary. */
  readonly commandName: string;
  /** What that button is called. */
  readonly askLabel: string;
  readonly log: Log;
  readonly wait?: Wait | undefined;
}

/** Nobody waits for what comes by itself. */
const GRACE_MS = 20_000;

/** One summary of several sites, or of the one that is asked for; a site that is down costs its part only. Over one site it is that site's. */
export function acrossSiteSummaries(
  summaries: readonly SiteSummary[],
  { sites: all, commandName, askLabel, log, wait }: SiteSummaryOptions,
): Summary | undefined {
  const [first, ...others] = summaries;
  if (first === undefined || all.length === 1) return first?.summary;
  const bySite = new Map(summaries.map(({ site, summary }) => [site, summary]));
  const takesSite = (): boolean => true;
  const lineOf = (site: Pick<Site, 'name'>): string => `${commandName} ${siteWords([site])}`;

  async function buildAt(site: Site, request: SummaryRequest): Promise<BuiltSummary> {
    const summary = bySite.get(site);
    if (summary === undefined) throw new Error('a site lacks the summary that it was asked for');
    await refuseStrangers(site, request.robots);
    return await summary.build(request);
  }

  async function buildAll(sites: readonly Site[], request: SummaryRequest): Promise<BuiltSummary> {
    const outcomes = await askSites(sites, (site) => buildAt(site, request), { graceMs: GRACE_MS, wait });
    const built = outcomes.flatMap((each) => (each.kind === 'answered' ? [{ ...each, ...each.value }] : []));
    if (built.length === 0) throw joinErrors(failuresOf(outcomes), takesSite);
    const troubles = troublesOf(outcomes, commandName, log);
    const isEmpty = troubles.length === 0 && built.every((each) => each.isEmpty);
    const scope = ' all sites';
    const isAskable = built.some(({ reply }) => reply.blocks.some(({ kind }) => kind === 'buttons'));
    const again = isAskable ? button(askLabel, `${commandName}${scope}`) : undefined;
    return { isEmpty, reply: mergeReplies({ answered: built, troubles, again, lineOf, scope, takesSite }) };
  }

  return {
    name: first.summary.name,
    async build(request) {
      const { site } = request;
      const sites = [...bySite.keys()];
      if (site === undefined && others.length > 0) return buildAll(sites, request);
      const meant = sites.find(({ name }) => site === undefined || name === site);
      if (meant === undefined) throw notThere(site ?? '', sites);
      const { reply, isEmpty } = await buildAt(meant, request);
      return { isEmpty, reply: replyAtSite(reply, meant, takesSite) };
    },
  };
}

/** A summary of some robots is not about a site that has none of them. */
async function refuseStrangers({ name, fleet }: Site, robots: readonly string[]): Promise<void> {
  if (robots.length === 0) return;
  const known = await fleet?.robots();
  if (known?.value.some((robot) => robots.includes(robot.name))) return;
  throw new UserError(`There is no robot of that name at ${name}.`);
}

const notThere = (wanted: string, sites: readonly Site[]): UserError =>
  new UserError(
    `There is no such summary of ${wanted} any more, but of ${siteNames(sites)}: change the subscription.`,
    {
      details: [buttons(button('Subscriptions', 'subscriptions'))],
    },
  );
