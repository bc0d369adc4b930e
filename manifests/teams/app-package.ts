import { strToU8, zipSync } from 'fflate';
import * as v from 'valibot';
import type { Words } from '../words.ts';

/** What an administrator's tenant decides: the bot's own id and address. */
export interface Deployment {
  /** The application (client) id of the bot's app registration. */
  readonly appId: string;
  /** The bot's public address, https. */
  readonly publicUrl: string;
}

const DEPLOYMENT = v.object({
  TEAMS_APP_ID: v.pipe(v.string(), v.trim(), v.uuid()),
  PUBLIC_URL: v.pipe(v.string(), v.trim(), v.url(), v.startsWith('https://')),
});

const WANTED: Readonly<Record<string, string>> = {
  TEAMS_APP_ID: 'the application (client) id of your app registration, 00000000-0000-…',
  PUBLIC_URL: 'the address at which Teams reaches the bot, https://…',
};

/** The deployment of some environment variables. Throws an error whose message names the first that is missing or wrong. */
export function readDeployment(environment: Readonly<Record<string, string | undefined>>): Deployment {
  const read = v.safeParse(DEPLOYMENT, environment);
  if (read.success) return { appId: read.output.TEAMS_APP_ID, publicUrl: read.output.PUBLIC_URL };
  const name = v.getDotPath(read.issues[0]) ?? '';
  throw new Error(`${name} is ${environment[name] ? 'not right' : 'missing'}: set it to ${WANTED[name]}.`);
}

// As much of a manifest as is filled in or changed; the rest passes through.
const Manifest = v.looseObject({
  description: v.looseObject({ short: v.string(), full: v.string() }),
  name: v.looseObject({ short: v.string(), full: v.string() }),
  bots: v.array(v.looseObject({ botId: v.string(), commandLists: v.array(v.looseObject({})) })),
});
type Manifest = v.InferOutput<typeof Manifest>;

const ID_TO_FILL = '00000000-0000-0000-0000-000000000000';
const HOST_TO_FILL = 'scout-bot.example.com';

/** The manifest with the deployment's id and host in place of those that stand for them. */
export function fillManifest(text: string, { appId, publicUrl }: Deployment): Manifest {
  const filled = text.replaceAll(ID_TO_FILL, appId).replaceAll(HOST_TO_FILL, new URL(publicUrl).host);
  return v.parse(Manifest, JSON.parse(filled));
}

/** The manifest with the words for what the bot can be asked. */
export function withWords(manifest: Manifest, { short, long, title, menu }: Words): Manifest {
  return {
    ...manifest,
    name: { ...manifest.name, full: title },
    description: { short, full: `${long} It hears only what is written to it.` },
    bots: manifest.bots.map((bot) => ({
      ...bot,
      commandLists: bot.commandLists.map((list) => ({ ...list, commands: menu })),
    })),
  };
}

/** The same manifest for schema 1.29, which shows the commands behind a slash too. */
export function withSlashCommands(manifest: Manifest): Manifest {
  return {
    ...manifest,
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json',
    manifestVersion: '1.29',
    bots: manifest.bots.map((bot) => ({
      ...bot,
      supportsTargetedMessages: true,
      commandLists: bot.commandLists.map((list) => ({ triggers: ['mention', 'slash'], ...list })),
    })),
  };
}

/** The zip that Teams takes: the manifest and its two icons, at the root. */
export function zipApp(
  manifest: Manifest,
  icons: { readonly color: Uint8Array; readonly outline: Uint8Array },
): Uint8Array {
  return zipSync({
    'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    'color.png': icons.color,
    'outline.png': icons.outline,
  });
}
