import * as v from 'valibot';
import type { EpochMs } from '../../core/reply.ts';
import { originOf } from './origin.ts';
import type { SlackApp } from './slack-app.ts';

export interface UninstallOptions {
  /** Deletes the installation of a workspace or organisation, unless it was made after that moment. */
  readonly uninstalled: (id: string, at: EpochMs) => Promise<void>;
  /** Keeps work that goes on after the acknowledgement. */
  readonly keep: (work: Promise<void>) => void;
}

const Timed = v.object({ event_time: v.number() });
const BotRevoked = v.object({
  event: v.object({ tokens: v.object({ bot: v.pipe(v.array(v.string()), v.minLength(1)) }) }),
});

/** Listens for the end of installations. Slack tells of it late at times, when the app may be there again. */
export function addUninstallListeners(app: SlackApp, { uninstalled, keep }: UninstallOptions): void {
  const end = (body: unknown): void => {
    const { team, enterprise, isOrgWide } = originOf(body);
    // A whole second, within which the app was still there.
    const at = v.is(Timed, body) ? (body.event_time + 1) * 1_000 : Number.POSITIVE_INFINITY;
    keep(uninstalled(isOrgWide ? (enterprise ?? team) : team, at));
  };
  app.event('app_uninstalled', async ({ body }) => end(body));
  app.event('tokens_revoked', async ({ body }) => {
    // Tokens of users end without the bot's.
    if (v.is(BotRevoked, body)) end(body);
  });
}
