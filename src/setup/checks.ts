import type { Log } from '../core/bot.ts';
import type { EpochMs } from '../core/reply.ts';
import type { FloorSettings } from '../settings/floor-settings.ts';
import type { ScoutSettings } from '../settings/scout-settings.ts';
import { type SeenCertificate, seeCertificate } from './certificate.ts';
import { checkFloor } from './check-floor.ts';
import { checkScout } from './check-scout.ts';
import { checkAppToken, checkBotToken } from './check-slack.ts';
import { checkTeamsApp } from './check-teams.ts';

/** What came of trying settings: what was found, or why they do not work. */
export type Checked = { readonly found: string } | { readonly problem: string };

/** Tries settings with those that they are about. None rejects but `certificate`, with Unreachable. */
export interface Checks {
  certificate(url: string, ca?: string): Promise<SeenCertificate>;
  scout(settings: ScoutSettings): Promise<Checked>;
  floor(settings: FloorSettings): Promise<Checked>;
  botToken(token: string, apiUrl: string | undefined): Promise<Checked>;
  appToken(token: string, apiUrl: string | undefined): Promise<Checked>;
  teamsApp(app: TeamsApp): Promise<Checked>;
}

/** An Azure bot's registration and its client secret. */
export interface TeamsApp {
  readonly appId: string;
  readonly tenant: string;
  readonly password: string;
}

export interface CheckOptions {
  /** Scopes that a bot token has to have. */
  readonly scopes: readonly string[];
  /** Where Microsoft gives tokens; its own address where left out. */
  readonly loginUrl?: string;
  readonly now: () => EpochMs;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** How long a server may take to shake hands. */
const CONNECT_MS = 5_000;

/** Checks over the network. */
export function createChecks(options: CheckOptions): Checks {
  const { scopes, loginUrl = 'https://login.microsoftonline.com', log } = options;
  return {
    certificate: (url, ca) => seeCertificate(url, ca, CONNECT_MS),
    scout: (settings) => checkScout(settings, options),
    floor: (settings) => checkFloor(settings, options),
    botToken: (token, apiUrl) => checkBotToken(token, { apiUrl, scopes, log }),
    appToken: (token, apiUrl) => checkAppToken(token, { apiUrl, log }),
    teamsApp: (app) => checkTeamsApp(app, loginUrl, options.random),
  };
}
