import type { RequestListener, ServerResponse } from 'node:http';
import {
  AuthorizationError,
  type Installation,
  InstallProvider,
  InvalidStateError,
  MissingCodeError,
  MissingStateError,
} from '@slack/oauth';
import type { Logger } from '@slack/web-api';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import { type InstallPage, installedPage, installPage, notInstalledPage, PAGE_HEADERS } from './install-pages.ts';
import { UnfitInstallation } from './installations.ts';
import { createOneTimeState, INSTALL_SECONDS } from './one-time-state.ts';
import { errorCode, webClientOptions } from './slack-api.ts';

/** The Slack app whose installs the bot takes. */
export interface InstallOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what goes to Slack and back with an install; the same in all processes. */
  readonly stateSecret: string;
  /** Where the bot's paths are on the internet, for example https://scout-bot.example.com. */
  readonly publicUrl: string;
  /** Scopes to ask for beside those that the bot needs. */
  readonly moreScopes: readonly string[];
}

export interface InstallDoorOptions {
  readonly install: InstallOptions;
  readonly apiUrl: string | undefined;
  /** Keeps an installation. Throws UnfitInstallation for one that is of no use. */
  readonly save: (installation: Installation) => Promise<void>;
  /** Whether any of these keys was met before, by any process; all of them are from now on. */
  readonly remember: (keys: readonly string[]) => Promise<boolean>;
  readonly log: Log;
  readonly logger: Logger;
}

/** Where people begin an install. */
const INSTALL_PATH = '/slack/install';
/** Where Slack sends them back. */
export const REDIRECT_PATH = '/slack/oauth_redirect';

/** What the bot asks for, as the manifest does. */
export const BOT_SCOPES: readonly string[] = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'files:write',
  'im:history',
  'im:write',
  'users:read',
];

/** By which Slack says that a code is of no use; whoever came with it can fetch another. */
const USED_CODE: ReadonlySet<string> = new Set(['invalid_code', 'code_already_used']);

/** Builds what answers browsers, by path: the page to begin an install, and the end of it. */
export function createInstallDoor(options: InstallDoorOptions): ReadonlyMap<string, RequestListener> {
  const { install, apiUrl, save, remember, log, logger } = options;
  const { clientId, clientSecret, stateSecret, publicUrl, moreScopes } = install;
  const beginning = new URL(INSTALL_PATH, publicUrl).href;
  const { logger: _, ...clientOptions } = webClientOptions(apiUrl, logger);
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateStore: createOneTimeState(stateSecret, remember),
    stateCookieExpirationSeconds: INSTALL_SECONDS,
    installationStore: {
      storeInstallation: save,
      // The provider would ask for it to act in a workspace, which it is not used for.
      fetchInstallation: () => Promise.reject(new Error('installations are not found here')),
    },
    installUrlOptions: { scopes: [...BOT_SCOPES, ...moreScopes], redirectUri: new URL(REDIRECT_PATH, publicUrl).href },
    renderHtmlForInstallPath: installPage,
    clientOptions,
    // What anybody on the internet can make fail is no error of the program; what matters is logged here.
    logger: { ...logger, error() {}, warn() {} },
    ...(apiUrl !== undefined && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
  });

  function fail(error: unknown, response: ServerResponse): void {
    const { page, isOurs } = failurePage(error, beginning);
    const values = { error: messageOf(error), code: errorCode(error) };
    if (isOurs) log.error(values, 'could not finish an install');
    else log.info(values, 'an install was not finished');
    send(response, page);
  }

  return new Map<string, RequestListener>([
    [
      INSTALL_PATH,
      (request, response) => {
        for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
        provider.handleInstallPath(request, response).catch((error: unknown) => fail(error, response));
      },
    ],
    [
      REDIRECT_PATH,
      (request, response) => {
        // The provider reads the address with whatever host a request names, and stumbles over one that is none.
        request.headers.host = new URL(publicUrl).host;
        const success = (installation: Installation): void => send(response, successPage(installation));
        const failure = (error: Error): void => fail(error, response);
        provider
          .handleCallback(request, response, { success, failure })
          .catch((error: unknown) => fail(error, response));
      },
    ],
  ]);
}

function send(response: ServerResponse, { status, html }: InstallPage): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, PAGE_HEADERS).end(html);
}

function successPage({ team, enterprise, enterpriseUrl, appId, isEnterpriseInstall }: Installation): InstallPage {
  if (!isEnterpriseInstall) return installedPage(team?.name ?? 'your workspace', undefined);
  const path = `manage/organization/apps/profile/${appId}/workspaces/add`;
  const address = URL.canParse(path, enterpriseUrl) ? new URL(path, enterpriseUrl) : undefined;
  const next = address?.protocol === 'https:' ? { label: 'Choose the workspaces', url: address.href } : undefined;
  return installedPage(enterprise?.name ?? 'your organisation', next);
}

/** What to tell of a failed install, and whether the fault may lie with the bot or its settings. */
function failurePage(error: unknown, again: string): { readonly page: InstallPage; readonly isOurs: boolean } {
  const theirs = (words: string) => ({ page: notInstalledPage(400, words, again), isOurs: false });
  if (error instanceof AuthorizationError) return theirs('It was not allowed in Slack. Nothing has changed.');
  if (error instanceof InvalidStateError)
    return theirs(
      'This install was begun in another browser, was finished before, or took more than ten minutes. Begin again, and finish in the same browser.',
    );
  if (error instanceof MissingStateError)
    return theirs('An install begins at the page of this bot, so that nobody can slip one in. Begin there.');
  if (error instanceof MissingCodeError) return theirs('Slack did not say that it was allowed. Begin again.');
  if (USED_CODE.has(errorCode(error) ?? '')) return theirs('Slack did not take its own code any more. Begin again.');
  if (error instanceof UnfitInstallation)
    return { page: notInstalledPage(400, error.message, undefined), isOurs: true };
  const what = errorCode(error) === undefined ? 'Slack or the store of this bot did not answer.' : 'Slack refused it.';
  const words = `${what} Begin again in a minute; if it stays so, whoever runs the bot finds the reason in its log.`;
  return { page: notInstalledPage(503, words, again), isOurs: true };
}
