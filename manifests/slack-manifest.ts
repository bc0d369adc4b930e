import * as v from 'valibot';
import { parse, stringify } from 'yaml';
import type { Words } from './words.ts';

// As much of a manifest as is filled in; the rest passes through.
const Manifest = v.looseObject({
  display_information: v.looseObject({ description: v.string(), long_description: v.string() }),
  features: v.looseObject({
    slash_commands: v.array(v.looseObject({ description: v.string(), usage_hint: v.string() })),
  }),
  oauth_config: v.looseObject({}),
  settings: v.looseObject({ event_subscriptions: v.looseObject({ bot_events: v.array(v.string()) }) }),
});

const HOST_TO_FILL = 'scout-bot.example.com';
const PRIVACY =
  'Type /scout help to begin. Help and errors are shown to you alone; answers to everyone in the conversation.';

/** A manifest of the repository with the words for what the bot can be asked, and with its host where one is given. */
export function fillSlackManifest(text: string, { short, long, about, usageHint }: Words, publicUrl?: string): string {
  const hosted = publicUrl === undefined ? text : text.replaceAll(HOST_TO_FILL, new URL(publicUrl).host);
  const manifest: unknown = parse(hosted);
  v.assert(Manifest, manifest);
  const { display_information: shown, features } = manifest;
  return stringify({
    ...manifest,
    display_information: { ...shown, description: short, long_description: `${long} ${PRIVACY}` },
    features: {
      ...features,
      slash_commands: features.slash_commands.map((each) => ({ ...each, description: about, usage_hint: usageHint })),
    },
  });
}

/** By which Slack tells that a workspace has the app no more. */
const UNINSTALL_EVENTS = ['app_uninstalled', 'tokens_revoked'];

/** A filled manifest for an app that several workspaces install: with where Slack sends them back, and the events of an uninstall. */
export function withInstalls(text: string, publicUrl: string): string {
  const manifest: unknown = parse(text);
  v.assert(Manifest, manifest);
  const { oauth_config, settings } = manifest;
  const { event_subscriptions: events } = settings;
  return stringify({
    ...manifest,
    oauth_config: { redirect_urls: [new URL('/slack/oauth_redirect', publicUrl).href], ...oauth_config },
    settings: {
      ...settings,
      event_subscriptions: { ...events, bot_events: [...events.bot_events, ...UNINSTALL_EVENTS].toSorted() },
    },
  });
}
