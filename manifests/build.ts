// Fills the manifests for the bot's own settings: `npm run manifests`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fillSlackManifest } from './slack-manifest.ts';
import { fillManifest, readDeployment, withSlashCommands, withWords, zipApp } from './teams/app-package.ts';
import { drawColorIcon, drawOutlineIcon } from './teams/icons.ts';
import { type Words, wordsFor } from './words.ts';

const here = (name: string): URL => new URL(name, import.meta.url);

function writeSlack(words: Words, publicUrl: string | undefined): void {
  mkdirSync(here('own/'), { recursive: true });
  for (const name of ['slack.yaml', 'slack-socket.yaml'])
    writeFileSync(here(`own/${name}`), fillSlackManifest(readFileSync(here(name), 'utf8'), words, publicUrl));
  process.stdout.write(
    'manifests/own/slack.yaml: for Slack over HTTP\nmanifests/own/slack-socket.yaml: for Socket Mode\n',
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

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { SCOUT_URL, FLOOR_URL, SITE_MAP_FILE, PUBLIC_URL, TEAMS_APP_ID } = process.env;
  const floor = Boolean(FLOOR_URL);
  const robots = Boolean(SCOUT_URL) || !floor;
  const words = wordsFor({ robots, floor, map: robots && floor && Boolean(SITE_MAP_FILE) });
  writeSlack(words, PUBLIC_URL);
  if (TEAMS_APP_ID) writeTeams(words, process.env);
  else process.stdout.write('No app package for Teams: set TEAMS_APP_ID and PUBLIC_URL, and run this again.\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
