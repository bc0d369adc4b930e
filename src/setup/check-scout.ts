import { count } from '../answers/quantities.ts';
import { createScoutClient } from '../clients/fleet/scout-client.ts';
import { createHttp } from '../clients/http.ts';
import { logIn } from '../clients/log-in.ts';
import { messageOf } from '../core/errors.ts';
import type { ScoutSettings } from '../settings/scout-settings.ts';
import type { Checked, CheckOptions } from './checks.ts';

/** Whether the bot gets into a Scout with these settings, and what it sees there. Never rejects. */
export async function checkScout(
  settings: ScoutSettings,
  options: Pick<CheckOptions, 'now' | 'random' | 'log'>,
): Promise<Checked> {
  try {
    const refused = await tryLogIn(settings, options.random);
    return refused === undefined ? { found: await lookAround(settings, options) } : { problem: refused };
  } catch (error) {
    // When the bot would try again does not matter to whoever sits in front of it.
    return { problem: messageOf(error).replace(/ The bot tries again in [^.]+\./, '') };
  }
}

/** Once, without the client's pauses: whoever types a password tries again at once. */
async function tryLogIn(settings: ScoutSettings, random: () => number): Promise<string | undefined> {
  const { name, credentials } = settings;
  const who = `Scout ${name}`;
  const http = createHttp({ ...settings, who, retries: 0, answerBytes: 1_048_576, random });
  try {
    const result = await logIn(credentials, http, who);
    if ('access' in result) return undefined;
    return `${who} ${result.refusedWith} (status ${result.status}).`;
  } finally {
    await http.close();
  }
}

async function lookAround(
  settings: ScoutSettings,
  options: Pick<CheckOptions, 'now' | 'random' | 'log'>,
): Promise<string> {
  const { name, url, zone, credentials, tls } = settings;
  const fleet = createScoutClient({ site: { name, url, zone }, credentials, tls, timing: settings, ...options });
  try {
    const version = (await fleet.version()).value;
    const robots = (await fleet.robots()).value;
    const server = version === undefined ? 'The server does not tell its version' : `Version ${version}`;
    return `The bot can log in. ${server}, ${count(robots.length, 'robot')}.`;
  } finally {
    await fleet.close();
  }
}
