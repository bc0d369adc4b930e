import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { fillSlackManifest, withInstalls } from '../../manifests/slack-manifest.ts';
import { wordsFor } from '../../manifests/words.ts';
import { BOT_SCOPES, REDIRECT_PATH } from '../../src/platforms/slack/install-door.ts';

const SOURCES = 'src/platforms/slack';

// What Slack's schema for version 2 of the manifest says of the parts used here (github.com/slackapi/manifest-schema).
const address = v.pipe(v.string(), v.regex(/^https:\/\/[^\s]+$/), v.maxLength(3_000));
const Manifest = v.strictObject({
  _metadata: v.strictObject({ major_version: v.literal(2) }),
  display_information: v.strictObject({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(35)),
    description: v.pipe(v.string(), v.minLength(1), v.maxLength(140)),
    long_description: v.pipe(v.string(), v.minLength(175), v.maxLength(4_000)),
    background_color: v.pipe(v.string(), v.regex(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/)),
  }),
  features: v.strictObject({
    app_home: v.strictObject({
      home_tab_enabled: v.literal(true),
      messages_tab_enabled: v.literal(true),
      messages_tab_read_only_enabled: v.literal(false),
    }),
    bot_user: v.strictObject({
      display_name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
      always_online: v.boolean(),
    }),
    slash_commands: v.pipe(
      v.array(
        v.strictObject({
          command: v.pipe(v.string(), v.startsWith('/'), v.minLength(2), v.maxLength(32)),
          description: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)),
          usage_hint: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
          // Without it, a channel chosen from Slack's list comes without its id.
          should_escape: v.literal(true),
          url: v.optional(address),
        }),
      ),
      v.length(1),
    ),
  }),
  oauth_config: v.strictObject({
    redirect_urls: v.optional(v.pipe(v.array(address), v.maxLength(1_000))),
    scopes: v.strictObject({ bot: v.array(v.string()) }),
  }),
  settings: v.strictObject({
    event_subscriptions: v.strictObject({ request_url: v.optional(address), bot_events: v.array(v.string()) }),
    interactivity: v.strictObject({ is_enabled: v.literal(true), request_url: v.optional(address) }),
    org_deploy_enabled: v.literal(true),
    socket_mode_enabled: v.boolean(),
    token_rotation_enabled: v.literal(false),
  }),
});

/** What each method that the code calls needs of the bot token, from the methods' reference pages. */
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  // In channels it needs channels:history or groups:history, which are left to the owner.
  'conversations.history': ['im:history'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  // It needs usergroups:read, which is left to the owner.
  'usergroups.users.list': [],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
};

interface Heard {
  /** What to subscribe to: messages by the kind of conversation. */
  readonly subscription: string;
  readonly scopes: readonly string[];
  /** Whether it is of use only where several workspaces install the app. */
  readonly isOfInstalls?: boolean;
}

/** What each event that the code hears needs. */
const EVENT_SCOPES: Readonly<Record<string, Heard>> = {
  app_home_opened: { subscription: 'app_home_opened', scopes: [] },
  app_mention: { subscription: 'app_mention', scopes: ['app_mentions:read'] },
  app_uninstalled: { subscription: 'app_uninstalled', scopes: [], isOfInstalls: true },
  message: { subscription: 'message.im', scopes: ['im:history'] },
  tokens_revoked: { subscription: 'tokens_revoked', scopes: [], isOfInstalls: true },
};

const files = ['manifests/slack.yaml', 'manifests/slack-socket.yaml'];
const [http, socket] = files.map((file): unknown => parse(readFileSync(file, 'utf8')));
const code = readdirSync(SOURCES)
  .map((file) => readFileSync(`${SOURCES}/${file}`, 'utf8'))
  .join('\n');

function foundIn(pattern: RegExp): readonly string[] {
  return [...new Set([...code.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
}

test.each(files)('%s keeps to the schema that Slack publishes', (file) => {
  const checked = v.safeParse(Manifest, parse(readFileSync(file, 'utf8')));
  expect(checked.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined();
});

test('the table of scopes has the methods and events of the code', () => {
  expect(foundIn(/call\(\s*'([a-z]+(?:\.\w+)+)'/g)).toEqual(Object.keys(METHOD_SCOPES));
  expect(foundIn(/app\.event\('(\w+)'/g)).toEqual(Object.keys(EVENT_SCOPES));
});

test('the manifest asks for the events of the code and for the scopes they and the methods need, and for no more', () => {
  const { oauth_config, settings } = v.parse(Manifest, http);
  const events = Object.values(EVENT_SCOPES).filter(({ isOfInstalls }) => !isOfInstalls);
  const scopes = [...Object.values(METHOD_SCOPES).flat(), ...events.flatMap((event) => event.scopes), 'commands'];
  expect(settings.event_subscriptions.bot_events).toEqual(events.map((event) => event.subscription).sort());
  expect(oauth_config.scopes.bot).toEqual([...new Set(scopes)].sort());
});

test('over HTTP, Slack sends everything to the path that the bot listens on', () => {
  const { features, settings } = v.parse(Manifest, http);
  const [command] = features.slash_commands;
  const urls = [command?.url, settings.event_subscriptions.request_url, settings.interactivity.request_url];
  expect(urls.map((url) => new URL(url ?? '').pathname)).toEqual(['/slack/events', '/slack/events', '/slack/events']);
  expect(settings.socket_mode_enabled).toBe(false);
});

test('for Socket Mode the manifest is the same without addresses', () => {
  const { features, settings, ...rest } = v.parse(Manifest, http);
  const [command] = features.slash_commands;
  const { url: _, ...commandWithout } = command ?? {};
  expect(socket).toEqual({
    ...rest,
    features: { ...features, slash_commands: [commandWithout] },
    settings: {
      ...settings,
      event_subscriptions: { bot_events: settings.event_subscriptions.bot_events },
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
    },
  });
});

test('the manifests in the repository are those for robots alone', () => {
  const { features, display_information: shown } = v.parse(Manifest, http);
  const words = wordsFor({ robots: true, floor: false, map: false });
  expect(features.slash_commands[0]).toMatchObject({ usage_hint: words.usageHint, description: words.about });
  expect(shown.description).toBe(words.short);
});

test.each([
  { robots: true, floor: false, map: false },
  { robots: false, floor: true, map: false },
  { robots: true, floor: true, map: true },
])(
  'filled for robots: $robots, floor: $floor, the manifest keeps to the schema and hints at every command there is',
  (asked) => {
    const words = wordsFor(asked);
    const filled = parse(
      fillSlackManifest(readFileSync('manifests/slack.yaml', 'utf8'), words, 'https://bot.plant.example'),
    );
    const { features, settings } = v.parse(Manifest, filled);
    const [command] = features.slash_commands;
    const hinted = command?.usage_hint.split(' | ').map((usage) => usage.split(' ')[0]) ?? [];
    const { robots, floor, map } = asked;
    expect(hinted.includes('robots')).toBe(robots);
    expect(hinted.includes('orders')).toBe(floor);
    expect(hinted.includes('affected')).toBe(map);
    expect(hinted).toEqual([...new Set(hinted)]);
    expect(command?.url).toBe('https://bot.plant.example/slack/events');
    expect(settings.event_subscriptions.request_url).toBe('https://bot.plant.example/slack/events');
  },
);

test('for an app that several workspaces install, the manifest says where they come back, and asks for what ends an install', () => {
  const words = wordsFor({ robots: true, floor: false, map: false });
  const text = readFileSync('manifests/slack.yaml', 'utf8');
  const filled = fillSlackManifest(text, words, 'https://bot.plant.example');
  const before = v.parse(Manifest, parse(filled));
  const { oauth_config, settings, ...rest } = v.parse(
    Manifest,
    parse(withInstalls(filled, 'https://bot.plant.example')),
  );
  const { event_subscriptions, ...others } = settings;
  const { oauth_config: scopesBefore, settings: settingsBefore, ...restBefore } = before;
  const { event_subscriptions: eventsBefore, ...othersBefore } = settingsBefore;
  expect(oauth_config).toEqual({ ...scopesBefore, redirect_urls: [`https://bot.plant.example${REDIRECT_PATH}`] });
  expect(event_subscriptions).toEqual({
    ...eventsBefore,
    bot_events: Object.values(EVENT_SCOPES)
      .map(({ subscription }) => subscription)
      .sort(),
  });
  expect([rest, others]).toEqual([restBefore, othersBefore]);
});

test('an install asks for the scopes of the manifest', () => {
  expect(BOT_SCOPES).toEqual(v.parse(Manifest, http).oauth_config.scopes.bot);
});
