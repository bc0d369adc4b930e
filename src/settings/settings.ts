import * as v from 'valibot';
import { isPrivateHost } from '../clients/assistant/private-host.ts';
import { TTL_SECONDS } from '../clients/fleet/freshness.ts';
import {
  fingerprint,
  GUID,
  guid,
  isAddress,
  isThisMachine,
  listOf,
  people,
  port,
  positive,
  rate,
  readTtls,
  secretKey,
  text,
  url,
  zone,
} from './setting-shapes.ts';

/** Every setting: its shape, and what it means in one line. The table in docs/settings.md is compared with this. */
export const SETTINGS = {
  SCOUT_CONFIG: {
    schema: text,
    help: 'YAML file that tells several sites, in place of SCOUT_…, FLOOR_…, SHIFTS and SITE_MAP_FILE; none',
  },
  SCOUT_URL: { schema: url(['https:']), help: 'Address of the Scout or Orbit' },
  SCOUT_NAME: { schema: text, help: 'How people call that site; its host name where not set' },
  SCOUT_USERNAME: { schema: text, help: 'Account of the bot, with SCOUT_PASSWORD' },
  SCOUT_PASSWORD: { schema: text, help: 'Its password', secret: true },
  SCOUT_API_TOKEN: { schema: text, help: 'Instead of an account: an API token (Orbit 4.0 and later)', secret: true },
  SCOUT_CA_FILE: { schema: text, help: 'PEM file of the authority that signed its certificate' },
  SCOUT_FINGERPRINT: {
    schema: fingerprint,
    help: 'SHA-256 fingerprint of its certificate, as an alternative',
  },
  SCOUT_TLS_INSECURE: {
    schema: v.picklist(['true', 'false'], 'true or false'),
    help: '`true` accepts any certificate; logged at every start',
  },
  SCOUT_ZONE: { schema: zone, help: "Zone in which it counts its calendar's blackouts; UTC where not set" },
  SCOUT_CONNECT_TIMEOUT_SECONDS: { schema: positive(60), help: 'Time to connect; 3' },
  SCOUT_DEADLINE_SECONDS: { schema: positive(300), help: 'Time for a whole request; 10' },
  SCOUT_SESSION_HOURS: { schema: positive(8_760), help: 'How long a log-in is good; 336 (two weeks)' },
  SCOUT_TTL_SECONDS: {
    schema: v.pipe(
      v.string(),
      v.transform(readTtls),
      v.record(v.string(), v.number(), `a list like robots=30,runs=10 of ${Object.keys(TTL_SECONDS).join(', ')}`),
    ),
    help: 'How long answers are fresh, by resource',
  },
  SCOUT_MAX_ITEMS: { schema: positive(1_000_000), help: 'How much of a long list is read; 5000' },
  SCOUT_CACHE_MB: { schema: positive(4_096), help: 'How much may be kept in memory; 64' },
  SCOUT_ACTION_COUNT: {
    schema: v.picklist(['planned', 'done'], 'planned or done'),
    help: "What its `actionCount` counts: all of a run's actions (`planned`), or those done; planned",
  },
  FLOOR_URL: {
    schema: v.pipe(
      v.string(),
      v.trim(),
      v.check(
        (address) => isAddress(address, isThisMachine),
        'an address like https://api.scout.systems/v1, its version included; http:// only on this machine',
      ),
    ),
    help: "Address of the shop floor's API (Scout Systems), its version included",
  },
  FLOOR_NAME: { schema: text, help: 'How people call that plant; its host name where not set' },
  FLOOR_USERNAME: { schema: text, help: 'HQ user with API permission, with FLOOR_PASSWORD' },
  FLOOR_PASSWORD: { schema: text, help: 'Its password', secret: true },
  FLOOR_SUBSCRIPTION_KEY: {
    schema: text,
    help: "Key of the vendor's API portal, where the API asks for one",
    secret: true,
  },
  FLOOR_FILE: {
    schema: text,
    help: 'JSON file that corrects what is not public of that API: paths, names of fields, limits; none',
  },
  FLOOR_ZONE: {
    schema: zone,
    help: "Zone of the plant: its shifts, and its API's times that come without one; TIME_ZONE",
  },
  SHIFTS: {
    schema: listOf(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'times of day such as 06:00,14:00,22:00'),
    help: 'When the shifts of the plant begin, by FLOOR_ZONE, with commas between them; 06:00,14:00,22:00',
  },
  FLOOR_NAMES_IN: {
    schema: listOf(/^[\w:.@-]{2,200}$/, 'all, direct, or ids of conversations, with commas between them'),
    help: "Where names of operators may be told: `all`, `direct` (conversations with one person), or conversations by the platforms' ids, with commas between them; nowhere",
  },
  FLOOR_PERSON_HOURS: {
    schema: v.picklist(['true', 'false'], 'true or false'),
    help: '`true` lets hours of one person be told where names may be; false',
  },
  SITE_MAP_FILE: {
    schema: text,
    help: 'JSON file that tells which stations stand by which assets and missions of the robots; none',
  },
  FLOOR_CA_FILE: { schema: text, help: 'PEM file of the authority that signed its certificate' },
  FLOOR_FINGERPRINT: {
    schema: fingerprint,
    help: 'SHA-256 fingerprint of its certificate, as an alternative',
  },
  SLACK_BOT_TOKEN: {
    schema: v.pipe(v.string(), v.startsWith('xoxb-', 'a token that starts with xoxb-')),
    help: 'Bot token of the Slack app',
    secret: true,
  },
  SLACK_SIGNING_SECRET: { schema: text, help: 'For HTTP mode: its signing secret', secret: true },
  SLACK_APP_TOKEN: {
    schema: v.pipe(v.string(), v.startsWith('xapp-', 'a token that starts with xapp-')),
    help: 'For Socket Mode: its app-level token',
    secret: true,
  },
  SLACK_CLIENT_ID: {
    schema: text,
    help: 'Instead of a bot token, where several workspaces install the app: its client id',
  },
  SLACK_CLIENT_SECRET: { schema: text, help: 'Its client secret', secret: true },
  SLACK_MORE_SCOPES: {
    schema: listOf(
      /^(channels:history|groups:history|usergroups:read)$/,
      'scopes of channels:history, groups:history and usergroups:read, with commas between them',
    ),
    help: 'Scopes to ask for at an install beside those of the manifest: channels:history, groups:history, usergroups:read, with commas between them; none',
  },
  SLACK_API_URL: { schema: url(['https:', 'http:']), help: "Another address for Slack's Web API, for tests" },
  TEAMS_APP_ID: { schema: guid, help: "Application (client) id of the Azure bot's registration" },
  TEAMS_APP_TYPE: {
    schema: v.picklist(['SingleTenant', 'UserAssignedMSI'], 'SingleTenant or UserAssignedMSI'),
    help: 'Its type: `SingleTenant`, or `UserAssignedMSI` for a managed identity; SingleTenant',
  },
  TEAMS_TENANT_ID: { schema: guid, help: 'Id of its tenant (directory)' },
  TEAMS_APP_PASSWORD: { schema: text, help: 'A client secret of it', secret: true },
  TEAMS_CERTIFICATE_FILE: {
    schema: text,
    help: 'Instead of a secret: PEM file with a private key, and the certificate that was uploaded to the registration',
  },
  TEAMS_CERTIFICATE_THUMBPRINT: {
    schema: v.pipe(v.string(), v.regex(/^([0-9a-f]{2}:?){20}$/i, 'a SHA-1 thumbprint: 40 hexadecimal digits')),
    help: "The certificate's thumbprint, where the file holds the key alone",
  },
  TEAMS_ALLOWED_TENANTS: {
    schema: listOf(GUID, 'tenant ids with commas between them'),
    help: 'Tenants whose people may ask, with commas between them; TEAMS_TENANT_ID',
  },
  TEAMS_SERVICE_HOSTS: {
    schema: listOf(/^[a-z0-9.-]+(:\d{1,5})?$/i, 'host names with commas between them'),
    help: "Hosts to which answers may go beside those of Teams' public cloud, with commas between them",
  },
  TEAMS_ANONYMOUS: {
    schema: v.picklist(['true', 'false'], 'true or false'),
    help: '`true` takes everything from this machine without asking who it is, to try the bot out; logged at every start',
  },
  PUBLIC_URL: {
    schema: v.pipe(
      v.string(),
      v.check(
        (address) => isAddress(address, isThisMachine) && new URL(address).pathname === '/',
        'an address that starts with https://, without a path',
      ),
      v.transform((address) => new URL(address).origin),
    ),
    help: 'Address by which the internet reaches the bot: Teams fetches pictures there, and installs of the Slack app come back there',
  },
  DATA_DIR: { schema: text, help: 'Folder of the embedded database; `data`' },
  DATABASE_URL: {
    schema: url(['postgres:', 'postgresql:']),
    help: 'PostgreSQL instead of the embedded database, for several processes',
    secret: true,
  },
  SECRET_KEY: {
    schema: secretKey,
    help: 'Key by which tokens in the database are encrypted: 32 bytes in base64',
    secret: true,
  },
  SECRET_KEY_PREVIOUS: { schema: secretKey, help: 'The key before, while tokens are encrypted anew', secret: true },
  SUMMARY_MAX_LATE_HOURS: { schema: positive(168), help: 'Later than this a summary is not sent any more; 6' },
  SUMMARY_POLICY: {
    schema: v.picklist(['never-twice', 'at-least-once'], 'never-twice or at-least-once'),
    help: 'What to do with a summary of which nobody knows whether it arrived: never-twice or at-least-once; never-twice',
  },
  OUTAGE_NOTICES: {
    schema: v.picklist(['on', 'off'], 'on or off'),
    help: 'Whether conversations with a subscription are told when a Scout does not answer for three minutes, and when it answers again: on or off; on',
  },
  SUBSCRIPTION_EDITORS: {
    schema: v.picklist(['members', 'creator'], 'members or creator'),
    help: 'Who may change a subscription beside its creator and admins: everybody in the conversation (members), or nobody (creator); members',
  },
  ADMINS: {
    schema: listOf(/^[\w:.-]{2,200}$/, 'user ids with commas between them'),
    help: "Users who may change every subscription, by the platforms' ids, with commas between them",
  },
  ALLOWED_WORKSPACES: {
    schema: listOf(
      /^T[A-Z0-9]+$/,
      'ids of Slack workspaces like T0123ABCD, with commas between them; of an organisation (E…), its workspaces',
    ),
    help: 'Slack workspaces whose people may ask, by their ids, with commas between them; all where the app is installed',
  },
  ALLOWED_CHANNELS: {
    schema: listOf(/^[\w:.@-]{2,200}$/, 'direct, or ids of conversations, with commas between them'),
    help: "Where the bot answers and writes: `direct` (conversations with one person), or conversations by the platforms' ids, with commas between them; everywhere",
  },
  ROLE_VIEWERS: {
    schema: people,
    help: 'Who may ask: ids of people, of Slack user groups or of groups of Entra (`group:` before the id), with commas between them; everybody',
  },
  ROLE_SUBSCRIBERS: {
    schema: people,
    help: 'Who may make and change subscriptions, in the same way; all members, but not guests',
  },
  ROLE_ADMINS: { schema: people, help: 'Who may change every subscription, in the same way, beside ADMINS; nobody' },
  CONTACT: {
    schema: text,
    help: 'Whom people ask for what they may not do, as it is told them: `#ops-help or ada@example.com`; whoever runs this bot',
  },
  ASK_LIMIT_USER: { schema: rate, help: 'How much one person may ask: `20/min`, `200/hour` or `off`; 20/min' },
  ASK_LIMIT_CHANNEL: { schema: rate, help: 'How much may be asked in one channel, in the same way; 60/min' },
  AUDIT_DAYS: {
    schema: positive(3_650),
    help: 'How long the audit log keeps who changed something and who was refused; 400',
  },
  PERSONAL_DATA: {
    schema: v.picklist(['on', 'off'], 'on or off'),
    help: '`off` leaves names of people out of every answer, whatever FLOOR_NAMES_IN says; on',
  },
  ASSISTANT_URL: {
    schema: v.pipe(
      v.string(),
      v.trim(),
      v.check(
        (address) => isAddress(address, isPrivateHost),
        'an address like https://models.example/v1, without account and query; http:// only on this machine or in a private network',
      ),
    ),
    help: 'An OpenAI-compatible endpoint, up to the version, whose model chooses where a sentence is not understood; none',
  },
  ASSISTANT_MODEL: { schema: text, help: 'The name of the model there' },
  ASSISTANT_KEY: { schema: text, help: 'Its key, where it asks for one', secret: true },
  PORT: {
    schema: port,
    help: 'HTTP port; 3000. In Socket Mode alone, which needs none, it is opened only where this is set',
  },
  HOST: { schema: text, help: 'Address to listen on; 0.0.0.0 (the demo listens on this machine only)' },
  METRICS_PORT: { schema: port, help: 'Port on which Prometheus finds `/metrics`; none' },
  METRICS_HOST: { schema: text, help: 'Address that METRICS_PORT listens on; 127.0.0.1' },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: v.pipe(
      v.string(),
      v.trim(),
      v.check(
        (address) => isAddress(address, () => true),
        'an address like http://127.0.0.1:4318, without account and query',
      ),
    ),
    help: 'Where an OpenTelemetry collector takes traces, over HTTP; none',
  },
  TIME_ZONE: { schema: zone, help: "Zone for readers whose own is not known; the machine's" },
  LOG_LEVEL: {
    schema: v.picklist(['debug', 'info', 'warn', 'error', 'silent'], 'debug, info, warn, error or silent'),
    help: 'How much is logged; info',
  },
} as const;
