import { setImmediate } from 'node:timers/promises';
import { createSlackAdapter, type SeveralWorkspacesOptions } from '../../../src/platforms/slack/adapter.ts';
import { type AdapterUnderTest, startAround } from './adapter-under-test.ts';
import { SIGNING_SECRET } from './signed-request.ts';

/** A store of installations in memory, whose answers can be held back. */
export interface StoreForTests {
  readonly rows: Map<string, string>;
  readonly store: SeveralWorkspacesOptions['installations'];
  /** How often something was looked up. */
  looked: number;
  /** What everybody waits for who looks something up or writes; rejected, it is a store that is away. */
  until: Promise<unknown>;
}

export function createStoreForTests(): StoreForTests {
  const rows = new Map<string, string>();
  const it: StoreForTests = {
    rows,
    looked: 0,
    until: Promise.resolve(),
    store: {
      async saveInstallation({ platform, team, secret }) {
        await it.until;
        rows.set(`${platform} ${team}`, secret);
      },
      async installation(platform, team) {
        it.looked += 1;
        await it.until;
        // As from a disk: not within the same turn.
        await setImmediate();
        const secret = rows.get(`${platform} ${team}`);
        return secret === undefined ? undefined : { secret };
      },
      async deleteInstallation(platform, team) {
        await it.until;
        rows.delete(`${platform} ${team}`);
      },
    },
  };
  return it;
}

/** Keys that were met, by all processes that share it. */
export function createMet(): (keys: readonly string[]) => Promise<boolean> {
  const met = new Set<string>();
  return async (keys) => {
    const wasMet = keys.some((key) => met.has(key));
    for (const key of keys) met.add(key);
    return wasMet;
  };
}

export const INSTALL = {
  clientId: '1.2',
  clientSecret: 'a client secret that only tests know',
  stateSecret: 'a state secret that only tests know',
  publicUrl: 'https://bot.plant.example',
  moreScopes: [],
};

/** The bot where workspaces install it, behind a server of its own, over a fake Slack. */
export interface Installable extends AdapterUnderTest {
  readonly kept: StoreForTests;
  /** What was told for the audit log, in order. */
  readonly noted: readonly Parameters<SeveralWorkspacesOptions['noteInstall']>[0][];
  /** What Slack gives for a code from now on. */
  grant(granted: object): void;
  /** A browser asks for a path of the bot. */
  get(path: string, cookie?: string): Promise<Response>;
  /** Begins an install in a browser of its own: what it has to bring back to finish it. */
  begin(): Promise<{ readonly state: string; readonly cookie: string }>;
  /** Installs the bot as Slack grants it. */
  install(granted: object): Promise<Response>;
}

/** Starts it; everything stops with `close`. */
export async function startInstallable(options: Partial<SeveralWorkspacesOptions> = {}): Promise<Installable> {
  const kept = createStoreForTests();
  const noted: Installable['noted'][number][] = [];
  const it = await startAround((common) =>
    createSlackAdapter({
      mode: { kind: 'http', signingSecret: SIGNING_SECRET },
      install: INSTALL,
      installations: kept.store,
      contact: '#ops-help',
      noteInstall: (event) => noted.push(event),
      remember: createMet(),
      ...common,
      ...options,
    }),
  );
  const { origin } = new URL(it.url);
  const grant = (granted: object): void => it.slack.answer('oauth.v2.access', () => granted);
  const get = (path: string, cookie = ''): Promise<Response> => fetch(`${origin}${path}`, { headers: { cookie } });
  async function begin() {
    const page = await get('/slack/install');
    const [, href = ''] = /href="([^"]*)"/.exec(await page.text()) ?? [];
    const state = new URL(href.replaceAll('&#38;', '&')).searchParams.get('state') ?? '';
    return { state, cookie: page.headers.get('set-cookie')?.split(';')[0] ?? '' };
  }
  return {
    ...it,
    kept,
    noted,
    grant,
    get,
    begin,
    async install(granted) {
      grant(granted);
      const { state, cookie } = await begin();
      return get(`/slack/oauth_redirect?code=code-1&state=${state}`, cookie);
    },
  };
}

/** What Slack grants for one workspace. */
export function workspaceGrant(team: string, token: string, fields: object = {}): object {
  return {
    access_token: token,
    token_type: 'bot',
    scope: 'chat:write,commands',
    bot_user_id: `U-BOT-${team}`,
    app_id: 'A1',
    team: { id: team, name: `Team ${team}` },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: 'U-ADMIN' },
    ...fields,
  };
}

/** What Slack grants for all of an organisation. */
export function organisationGrant(enterprise: string, token: string): object {
  return workspaceGrant('', token, {
    bot_user_id: `U-BOT-${enterprise}`,
    team: null,
    enterprise: { id: enterprise, name: `Org ${enterprise}` },
    is_enterprise_install: true,
  });
}

/** Who was called, where, and with which token, without what belongs to installs. */
export function callsOf({ slack }: Installable): readonly (readonly [string, unknown, string])[] {
  return slack.calls
    .filter(({ method }) => !['oauth.v2.access', 'auth.test'].includes(method))
    .map(({ method, args, token }) => [method, args['channel'] ?? args['user_id'], token.replace('Bearer ', '')]);
}

/** Waits until what was acknowledged, and asks nobody outside of the program, is done. */
export const quiet = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
};

/** Waits until something is true, whatever it comes from. */
export async function eventually(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await setImmediate();
}
