// Draws the icons and makes the packages that Teams takes: `npm run manifests`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fillManifest, readDeployment, withSlashCommands, zipApp } from './app-package.ts';
import { drawColorIcon, drawOutlineIcon } from './icons.ts';

const here = (name: string): URL => new URL(name, import.meta.url);

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const icons = { color: drawColorIcon(), outline: drawOutlineIcon() };
  writeFileSync(here('color.png'), icons.color);
  writeFileSync(here('outline.png'), icons.outline);
  const manifest = fillManifest(readFileSync(here('manifest.json'), 'utf8'), readDeployment(process.env));
  writeFileSync(here('scout-teams.zip'), zipApp(manifest, icons));
  writeFileSync(here('scout-teams-slash.zip'), zipApp(withSlashCommands(manifest), icons));
  process.stdout.write(
    'manifests/teams/scout-teams.zip: the app, schema 1.28\n' +
      'manifests/teams/scout-teams-slash.zip: the same with commands behind a slash, schema 1.29\n',
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
