import type { Log } from '../../core/bot.ts';
import type { PlatformAdapter } from '../../core/platform-adapter.ts';
import type { Chart, EpochMs, Image, Reply } from '../../core/reply.ts';
import { createAnnouncements } from './announcements.ts';
import { createDrawing } from './drawing.ts';
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
  /** Draws charts where a pane cannot; without it they are tables there. */
  readonly drawChart?: (chart: Chart) => Promise<Image>;
  /** Without it the page has no control strip. */
  readonly controls?: PreviewControls;
  /** Lines to try, as a user would type them. */
  readonly suggestions: readonly string[];
  /** The clock of the answers. */
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** A page on this machine that shows what the bot answers, drawn as the chat platforms would. */
export function createPreviewAdapter(options: PreviewOptions): PlatformAdapter {
  const { renderSlack, renderTeams, drawChart, now, log, ...page } = options;
  const announcements = createAnnouncements(now);
  const drawing = createDrawing({ drawChart, log });
  return {
    name: 'preview',
    async connect(bot) {
      const [files, slack] = await Promise.all([readPageFiles(), createSlackPane(renderSlack, now)]);
      const panes = [slack, createTeamsPane(renderTeams)];
      return createListener(createRoutes({ ...page, bot, panes, announcements, now, drawing }), files, log);
    },
    async send(conversation, reply, mark) {
      const said = await drawing.prepare(reply);
      return { conversation, id: announcements.add(said, conversation.kind === 'direct', mark).id };
    },
    find: async (_, mark, since) => announcements.has(mark, since),
    async update(message, reply) {
      announcements.replace(message.id, await drawing.prepare(reply));
    },
    async close() {
      announcements.close();
    },
  };
}
