import type { Log } from '../../core/bot.ts';
import type { PlatformAdapter } from '../../core/platform-adapter.ts';
import type { EpochMs, Reply } from '../../core/reply.ts';
import { createAnnouncements } from './announcements.ts';
import { createListener } from './listener.ts';
import { readPageFiles } from './page-files.ts';
import type { PreviewControls } from './preview-controls.ts';
import { createRoutes } from './routes.ts';
import { createSlackPane, type SlackMessage } from './slack-pane.ts';
import { createTeamsPane, type RenderTeams } from './teams-pane.ts';

export interface PreviewOptions {
  /** The Slack adapter's own rendering. */
  readonly renderSlack: (reply: Reply) => readonly SlackMessage[];
  /** The Teams adapter's own rendering. */
  readonly renderTeams: RenderTeams;
  /** Without it the page has no control strip. */
  readonly controls?: PreviewControls;
  /** Lines to try, as a user would type them. */
  readonly suggestions: readonly string[];
  /** The clock of the answers. */
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** A page on this machine that shows what the bot answers, drawn as the chat platforms would. */
export function createPreviewAdapter({ renderSlack, renderTeams, now, log, ...page }: PreviewOptions): PlatformAdapter {
  const announcements = createAnnouncements(now);
  return {
    name: 'preview',
    async connect(bot) {
      const [files, slack] = await Promise.all([readPageFiles(), createSlackPane(renderSlack, now)]);
      const panes = [slack, createTeamsPane(renderTeams)];
      return createListener(createRoutes({ ...page, bot, panes, announcements, now, log }), files, log);
    },
    async send(conversation, reply) {
      return { conversation, id: announcements.add(reply).id };
    },
    async update(message, reply) {
      announcements.replace(message.id, reply);
    },
    async close() {
      announcements.close();
    },
  };
}
