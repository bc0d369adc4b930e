import { count, listNames } from '../answers/quantities.ts';
import type { AccessSettings } from './access-settings.ts';
import type { Config, StoreSettings } from './config.ts';
import type { FloorSettings } from './floor-settings.ts';
import type { ScoutSettings } from './scout-settings.ts';
import type { SiteSettings } from './site-settings.ts';
import type { SlackSettings } from './slack-settings.ts';
import type { TeamsSettings } from './teams-settings.ts';
import type { WatchingSettings } from './watching-settings.ts';

/** What was found in the settings, for whoever checks them; of secrets only that they are set. `from` names where they were looked for. */
export function writeConfig(config: Config, from: readonly string[]): string {
  const { sites, slack, teams, assistant, store, access, watching, warnings } = config;
  const chats = [...(slack ? ['Slack'] : []), ...(teams ? ['Teams'] : [])];
  const lines = [
    chats.length === 0
      ? 'No site and no chat is set: npm start is the demo.'
      : `The settings are right: ${count(sites.length, 'site')}, in ${all(chats)}.`,
    `Read from ${all(from)}; nobody was asked over the network.`,
    '',
    ...sites.flatMap(siteLines),
    ...(slack ? [row('Slack', slackWords(slack))] : []),
    ...(teams ? [row('Teams', teamsWords(teams))] : []),
    row('port', portWords(config)),
    row('time zone', `${config.zone}, for readers whose own is not known`),
    row('store', chats.length === 0 ? 'memory' : storeWords(store)),
    ...accessLines(access),
    row('watching', watchingWords(watching)),
    row(
      'model',
      assistant ? `${assistant.model} at ${assistant.url}${assistant.key === undefined ? '' : ', key set'}` : 'none',
    ),
    ...(warnings.length > 0 ? ['', ...warnings] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const all = (names: readonly string[]): string => listNames(names, names.length);
const row = (label: string, words: string): string => `${`${label}:`.padEnd(13)}${words}`;

function portWords({ slack, teams, port, host, isPortSet }: Config): string {
  if (slack === undefined && teams === undefined) return `${port} of this machine`;
  if (slack?.mode.kind === 'socket' && teams === undefined && !isPortSet) return 'none is opened';
  return `${port} at ${host}`;
}

function siteLines({ name, aliases, zone, scout, floor }: SiteSettings): readonly string[] {
  return [
    row('site', [name, ...(aliases.length > 0 ? [`also ${all(aliases)}`] : []), zone].join(', ')),
    ...(scout ? [row('  robots', scoutWords(scout))] : []),
    ...(floor ? [row('  floor', floorWords(floor))] : []),
  ];
}

function scoutWords({ url, credentials, tls }: ScoutSettings): string {
  const login =
    credentials.kind === 'token' ? 'API token set' : `account ${credentials.username} with its password set`;
  return `${url}, ${login}, ${tlsWords(tls)}`;
}

function floorWords({ site, account, subscriptionKey, tls, shifts, siteMap, late }: FloorSettings): string {
  return [
    `${site.url}, account ${account.username} with its password set`,
    ...(subscriptionKey === undefined ? [] : ['subscription key set']),
    tlsWords(tls),
    `shifts at ${all(shifts)}`,
    `late by the rule ${late.kind}`,
    siteMap === undefined
      ? 'no map'
      : `a map of ${count(Object.keys(siteMap.assets).length, 'asset')} and ${count(Object.keys(siteMap.missions).length, 'mission')}`,
  ].join(', ');
}

function tlsWords({ ca, fingerprint, insecure }: ScoutSettings['tls']): string {
  if (insecure === true) return 'ANY CERTIFICATE IS ACCEPTED';
  if (fingerprint !== undefined) return 'certificate by its fingerprint';
  return ca === undefined ? "certificate by the system's authorities" : 'certificate by your authority';
}

function slackWords({ mode, install, apiUrl }: SlackSettings): string {
  const elsewhere = apiUrl === undefined ? '' : `, Web API at ${apiUrl}`;
  if (install)
    return `several workspaces, installed at ${install.publicUrl}/slack/install, client secret and signing secret set${elsewhere}`;
  const way =
    mode.kind === 'socket' ? 'Socket Mode, bot token and app token set' : 'HTTP, bot token and signing secret set';
  return `${way}${elsewhere}`;
}

function teamsWords({ appId, tenant, credentials, allowedTenants, publicUrl }: TeamsSettings): string {
  if (credentials.kind === 'anonymous') return 'ANYBODY ON THIS MACHINE, WITHOUT ASKING WHO IT IS';
  const proof = {
    secret: 'client secret set',
    certificate: 'certificate read',
    'managed-identity': 'managed identity',
  }[credentials.kind];
  const pictures = publicUrl === undefined ? 'large pictures not shown without PUBLIC_URL' : `pictures at ${publicUrl}`;
  return `app ${appId} of tenant ${tenant}, ${proof}, for ${count(allowedTenants.length, 'tenant')}, ${pictures}`;
}

function storeWords({ place, secretKeys }: StoreSettings): string {
  const where = { sqlite: 'embedded database', postgres: 'PostgreSQL, DATABASE_URL set', memory: 'memory' }[place.kind];
  const folder = place.kind === 'sqlite' ? ` in ${place.folder}` : '';
  return `${where}${folder}, ${secretKeys.length === 0 ? 'no SECRET_KEY, so no tokens can be kept' : `${count(secretKeys.length, 'secret key')} set`}`;
}

function accessLines({ places, roles, rates, contact, auditMs, namesPeople }: AccessSettings): readonly string[] {
  const { workspaces, channels } = places;
  const listed = (ids: readonly string[] | undefined, otherwise: string) =>
    ids === undefined ? otherwise : `${ids.length} listed`;
  const rate = (each: AccessSettings['rates']['user']) =>
    each === undefined ? 'no limit' : `${each.count} ${each.perMs === 60_000 ? 'a minute' : 'an hour'}`;
  return [
    row('answers in', `workspaces: ${listed(workspaces, 'all')}; conversations: ${listed(channels, 'all')}`),
    row(
      'may ask',
      `${listed(roles.viewers, 'everybody')}; ${rate(rates.user)} from one person, ${rate(rates.channel)} out of one channel`,
    ),
    row(
      'may change',
      `subscriptions: ${listed(roles.subscribers, 'all members')}; those of others: ${listed(roles.admins.length === 0 ? undefined : roles.admins, 'nobody')}`,
    ),
    row('to ask', contact),
    row('audit log', `kept for ${count(Math.round(auditMs / 86_400_000), 'day')}`),
    row('names', namesPeople ? 'of people are told where FLOOR_NAMES_IN allows it' : 'of people are told nowhere'),
  ];
}

function watchingWords({ metrics, tracesUrl }: WatchingSettings): string {
  const parts = [
    ...(metrics ? [`metrics on port ${metrics.port} at ${metrics.host}`] : []),
    ...(tracesUrl === undefined ? [] : [`traces to ${new URL(tracesUrl).host}`]),
  ];
  return parts.length === 0 ? 'no metrics, no traces' : all(parts);
}
