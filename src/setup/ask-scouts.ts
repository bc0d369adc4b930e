import { readFileSync } from 'node:fs';
import { readFloor } from '../settings/floor-settings.ts';
import { readScout } from '../settings/scout-settings.ts';
import { attempt } from '../settings/setting-error.ts';
import { readSettings, type SettingValues } from '../settings/setting-values.ts';
import { askCertificate, type ScoutKind } from './ask-certificate.ts';
import { askSetting, askSettings, askUntilRight, type Setup } from './ask-setting.ts';
import type { Checked } from './checks.ts';
import type { Changes } from './env-file.ts';

/** Asks for the Scout or Orbit of the robots, and logs in there. */
export async function askRobots(setup: Setup): Promise<Changes> {
  const place = await askPlace(setup, 'SCOUT', {
    question: 'What is the address of your Scout or Orbit?',
    example: 'https://scout.example',
  });
  return askUntilRight(
    setup,
    'Logging in',
    async (asking) => ({ ...place, ...(await askAccount(asking)) }),
    (answers) =>
      tryWith(
        setup,
        'SCOUT',
        answers,
        (values) => readScout(values, readText),
        (settings) => setup.checks.scout(settings),
      ),
  );
}

async function askAccount(setup: Setup): Promise<Changes> {
  const way = await setup.prompts.choose(
    'How does the bot log in?',
    [
      { value: 'token', label: 'With an API token', hint: 'Orbit 4.0 and later' },
      { value: 'account', label: 'With an account', hint: 'a name and a password' },
    ],
    setup.known['SCOUT_USERNAME'] === undefined ? 'token' : 'account',
  );
  if (way === 'token') {
    const token = await askSettings(setup, [{ name: 'SCOUT_API_TOKEN', question: 'What is the API token?' }]);
    return { ...token, SCOUT_USERNAME: undefined, SCOUT_PASSWORD: undefined };
  }
  const account = await askSettings(setup, [
    { name: 'SCOUT_USERNAME', question: 'What is the name of the account? A viewer will do.' },
    { name: 'SCOUT_PASSWORD', question: 'What is its password?' },
  ]);
  return { ...account, SCOUT_API_TOKEN: undefined };
}

/** Asks for the API of a shop floor, and logs in there. */
export async function askFloor(setup: Setup): Promise<Changes> {
  const place = await askPlace(setup, 'FLOOR', {
    question: "What is the address of the shop floor's API, with its version?",
    example: 'https://api.scout.systems/v1',
  });
  return askUntilRight(
    setup,
    'Logging in',
    async (asking) => ({
      ...place,
      ...(await askSettings(asking, [
        { name: 'FLOOR_USERNAME', question: 'Which HQ user with API permission does the bot log in as?' },
        { name: 'FLOOR_PASSWORD', question: 'What is the password of that user?' },
        {
          name: 'FLOOR_SUBSCRIPTION_KEY',
          question: "What is the key of the vendor's API portal? Leave it empty where there is none.",
          isOptional: true,
        },
      ])),
    }),
    (answers) =>
      tryWith(
        setup,
        'FLOOR',
        answers,
        (values) => readFloor(values, 'UTC', readText),
        (settings) => setup.checks.floor(settings),
      ),
  );
}

/** Where it is, and by what it is known to be that. */
async function askPlace(
  setup: Setup,
  kind: ScoutKind,
  asked: { readonly question: string; readonly example: string },
): Promise<Changes> {
  for (let known = setup.known; ; ) {
    const url = (await askSetting({ ...setup, known }, { name: `${kind}_URL`, ...asked })) ?? '';
    const trusted = await askCertificate(setup, kind, url);
    if (trusted !== undefined) return { [`${kind}_URL`]: url, ...trusted };
    known = { ...known, [`${kind}_URL`]: url };
  }
}

/** Tries the settings as the bot would have them from the file. */
async function tryWith<S>(
  { known }: Setup,
  kind: ScoutKind,
  answers: Changes,
  read: (values: SettingValues) => S,
  check: (settings: S) => Promise<Checked>,
): Promise<Checked> {
  const own = Object.entries({ ...known, ...answers }).filter(([name]) => name.startsWith(kind));
  const result = attempt(() => readSettings(Object.fromEntries(own), read));
  return 'value' in result ? check(result.value) : { problem: result.wrong.map(({ message }) => message).join('\n') };
}

const readText = (file: string): string => readFileSync(file, 'utf8');
