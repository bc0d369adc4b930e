import { existsSync } from 'node:fs';
import { listNames } from './answers/quantities.ts';
import { examineFloor, type Finding } from './clients/floor/examine.ts';
import { createFloorApi } from './clients/floor/floor-api.ts';
import { messageOf } from './core/errors.ts';
import { simplify } from './core/names.ts';
import { createLog } from './log.ts';
import { readConfig } from './settings/config.ts';
import type { FloorSettings } from './settings/floor-settings.ts';
import { SettingError } from './settings/setting-error.ts';
import { SETTINGS } from './settings/settings.ts';
import { startProblem } from './settings/start-problem.ts';

/** How sure a path is. */
const BASIS = {
  known: 'public',
  named: 'its name is public, its path is guessed',
  guess: 'guessed, so not asked before FLOOR_FILE names its path',
  set: 'set in FLOOR_FILE',
} as const;

type Heard = { readonly path: string; readonly status: number; readonly mediaType: string };

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await examine();
} catch (error) {
  const line = startProblem(error);
  if (line === undefined) throw error;
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}

async function examine(): Promise<void> {
  const floor = chosenFloor(process.argv[2]);
  let heard: Heard | undefined;
  const api = createFloorApi({
    ...floor,
    now: Date.now,
    random: Math.random,
    log: createLog('silent'),
    onAnswer: (answer) => {
      heard = answer;
    },
  });
  const take = (): Heard | undefined => {
    const last = heard;
    heard = undefined;
    return last;
  };
  try {
    const status = await api.tryRenewal().catch((error: unknown) => {
      write(`Log-in: ${messageOf(error)}\n  ${writeHeard(take())}`);
    });
    if (status === undefined) {
      // Without a token there is nothing more to ask.
      process.exitCode = 1;
      return;
    }
    write(`Log-in and Renew Token: ${writeHeard(take())}`);
    for await (const finding of examineFloor({ api, dialect: floor.dialect, now: Date.now })) {
      write(writeFinding(finding, take()));
    }
    const { used, limit } = api.quota();
    write(`${used} of ${limit} calls of a week were made for this.`);
  } finally {
    await api.close();
  }
}

/** The floor of the site that was named, or the only one. */
function chosenFloor(wanted: string | undefined): FloorSettings {
  // The chat's settings do not matter here; the zone is that of times without one, and a file refers to variables that are no settings.
  const environment = Object.entries(process.env).filter(
    ([name]) => /^(FLOOR_.*|TIME_ZONE|SCOUT_CONFIG)$/.test(name) || !(name in SETTINGS),
  );
  const { sites } = readConfig(Object.fromEntries(environment));
  const floors = sites.flatMap(({ name, aliases, floor }) => (floor ? [{ names: [name, ...aliases], floor }] : []));
  const [only, ...others] = floors;
  if (only === undefined)
    throw new SettingError('FLOOR_URL is missing: set it to the address of the API to be examined.');
  if (wanted === undefined && others.length === 0) return only.floor;
  const found = floors.find(({ names }) => names.some((name) => simplify(name) === simplify(wanted ?? '')));
  if (found) return found.floor;
  const known = floors.map(({ names: [name = ''] }) => name);
  throw new SettingError(`Which floor? Write one of them behind "--": ${listNames(known, known.length)}.`);
}

function writeFinding(
  { operation, records, found, missing, unread, unmapped, problem }: Finding,
  last: Heard | undefined,
): string {
  const lines = [
    `${operation.name}: ${operation.method} ${operation.path} (${BASIS[operation.basis]})`,
    problem === undefined ? `${writeHeard(last)}, ${records} ${records === 1 ? 'record' : 'records'}` : problem,
    ...(problem !== undefined && last ? [writeHeard(last)] : []),
    ...(found.length > 0 ? [`found: ${found.map(({ field, form }) => `${field} (${form})`).join(', ')}`] : []),
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(unread.length > 0 ? [`in the answer, and not read: ${unread.join(', ')}`] : []),
    ...(unmapped.length > 0 ? [`statuses that mean nothing to the bot: ${unmapped.join(', ')}`] : []),
  ];
  return lines.join('\n  ');
}

function writeHeard(heard: Heard | undefined): string {
  return heard === undefined ? 'no answer' : `status ${heard.status}, ${heard.mediaType}`;
}

function write(text: string): void {
  process.stdout.write(`${text}\n`);
}
