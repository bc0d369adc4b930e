import type { Log } from '../../core/bot.ts';
import type { Reply } from '../../core/reply.ts';
import { renderHome } from './render.ts';
import type { SlackApi } from './slack-api.ts';

/** App Home: the page of the bot that each user has. */
export interface Home {
  /** Shows a reply to one user; logs where Slack does not take it. */
  publish(user: string, reply: Reply): Promise<void>;
}

/** Builds App Home of one workspace. */
export function createHome({ api, log }: { readonly api: SlackApi; readonly log: Log }): Home {
  return {
    async publish(user, reply) {
      try {
        await api.call('views.publish', { user_id: user, view: renderHome(reply) });
      } catch (error) {
        log.error({ user, err: error }, 'could not fill App Home');
      }
    },
  };
}
