import type { Bot, Log } from '../../core/bot.ts';
import type { Message } from '../../core/message.ts';
import type { Reply } from '../../core/reply.ts';
import { renderHome } from './render.ts';
import type { SlackApi } from './slack-api.ts';

/** App Home: the page of the bot that each user has. */
export interface Home {
  /** The words whose answer fills it. */
  readonly command: string;
  /** Asks the bot and shows the answer. */
  fill(message: Message): Promise<void>;
  /** Shows a reply to one user; logs where Slack does not take it. */
  publish(user: string, reply: Reply): Promise<void>;
}

export interface HomeOptions {
  readonly bot: Bot;
  readonly api: SlackApi;
  readonly command: string;
  readonly log: Log;
}

/** Builds App Home. */
export function createHome({ bot, api, command, log }: HomeOptions): Home {
  const publish = async (user: string, reply: Reply): Promise<void> => {
    try {
      await api.call('views.publish', { user_id: user, view: renderHome(reply) });
    } catch (error) {
      log.error({ user, err: error }, 'could not fill App Home');
    }
  };
  return {
    command,
    publish,
    async fill(message) {
      const { reply } = await bot.answer(message);
      await publish(message.sender.id, reply);
    },
  };
}
