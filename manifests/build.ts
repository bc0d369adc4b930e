// Fills the manifests for the bot's own settings: `npm run manifests`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readConfig } from '../src/settings/config.ts';
import { fillSlackManifest, withInstalls } from './slack-manifest.ts';
import { fillManifest, readDeployment, withSlashCommands, withWords, zipApp } from './teams/app-package.ts';
import { drawColorIcon, drawOutlineIcon } from './teams/icons.ts';
import { type Asked, type Words, wordsFor } from './words.ts';

const here = (name: string): URL => new URL(name, import.meta.url);

function writeSlack(words: Words, publicUrl: string | undefined, isInstalled: boolean): void {
  mkdirSync(here('own/'), { recursive: true });
  const fill = (name: string): string => fillSlackManifest(readFileSync(here(name), 'utf8'), words, publicUrl);
  const http = fill('slack.yaml');
  const forInstalls = isInstalled && publicUrl !== undefined;
  writeFileSync(here('own/slack.yaml'), forInstalls ? withInstalls(http, publicUrl) : http);
  writeFileSync(here('own/slack-socket.yaml'), fill('slack-socket.yaml'));
  process.stdout.write(
    `manifests/own/slack.yaml: for Slack over HTTP${forInstalls ? ', to be installed by several workspaces' : ''}\nmanifests/own/slack-socket.yaml: for Socket Mode\n`,
  );
}

function writeTeams(words: Words, environment: NodeJS.ProcessEnv): void {
  const icons = { color: drawColorIcon(), outline: drawOutlineIcon() };
  writeFileSync(here('teams/color.png'), icons.color);
  writeFileSync(here('teams/outline.png'), icons.outline);
  const text = readFileSync(here('teams/manifest.json'), 'utf8');
  const manifest = withWords(fillManifest(text, readDeployment(environment)), words);
  writeFileSync(here('teams/scout-teams.zip'), zipApp(manifest, icons));
  writeFileSync(here('teams/scout-teams-slash.zip'), zipApp(withSlashCommands(manifest), icons));
  process.stdout.write(
    'manifests/teams/scout-teams.zip: the app for Teams, schema 1.28\n' +
      'manifests/teams/scout-teams-slash.zip: the same with commands behind a slash, schema 1.29\n',
  );
}

/** What the bot can be asked with these settings; of settings that are not complete yet as much as they tell. */
function readAsked(environment: NodeJS.ProcessEnv): Asked {
  const { SCOUT_CONFIG, SCOUT_URL, FLOOR_URL, SITE_MAP_FILE } = environment;
  if (SCOUT_CONFIG) {
    const { sites } = readConfig(environment);
    return {
      robots: sites.some(({ scout }) => scout !== undefined),
      floor: sites.some(({ floor }) => floor !== undefined),
      map: sites.some(({ scout, floor }) => scout !== undefined && floor?.siteMap !== undefined),
    };
  }
  const floor = Boolean(FLOOR_URL);
  const robots = Boolean(SCOUT_URL) || !floor;
  return { robots, floor, map: robots && floor && Boolean(SITE_MAP_FILE) };
}

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { PUBLIC_URL, TEAMS_APP_ID, SLACK_CLIENT_ID } = process.env;
  const words = wordsFor(readAsked(process.env));
  writeSlack(words, PUBLIC_URL, Boolean(SLACK_CLIENT_ID));
  if (TEAMS_APP_ID) writeTeams(words, process.env);
  else process.stdout.write('No app package for Teams: set TEAMS_APP_ID and PUBLIC_URL, and run this again.\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
