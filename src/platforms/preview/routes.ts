import * as v from 'valibot';
import type { Bot, Log } from '../../core/bot.ts';
import type { Conversation } from '../../core/message.ts';
import type { EpochMs, Reply } from '../../core/reply.ts';
import type { Announcements } from './announcements.ts';
import type { Outcome, Routes } from './listener.ts';
import type { Pane } from './pane.ts';
import { changeControls, type PreviewControls, readControls } from './preview-controls.ts';
import { type Reader, readerEntries } from './reader.ts';

export interface RoutesOptions {
  readonly bot: Bot;
  readonly panes: readonly Pane[];
  readonly announcements: Announcements;
  readonly controls?: PreviewControls;
  readonly suggestions: readonly string[];
  readonly now: () => EpochMs;
  readonly log: Log;
}

const CONVERSATION: Conversation = { platform: 'preview', team: 'demo', channel: 'robots', kind: 'channel' };

const Question = v.object({ text: v.string(), ...readerEntries });
const Follower = v.object({
  ...readerEntries,
  hour12: v.pipe(
    v.picklist(['true', 'false']),
    v.transform((word) => word === 'true'),
  ),
});

/** What the page asks for: its state, an answer, a change of the simulated world, and what the bot says unasked. */
export function createRoutes(options: RoutesOptions): Routes {
  const { bot, panes, announcements, controls, suggestions, now } = options;
  let count = 0;
  return {
    'GET /preview/state'() {
      const names = panes.map((pane) => pane.name);
      return ok({ panes: names, suggestions, ...(controls && { controls: readControls(controls) }) });
    },

    async 'POST /preview/messages'({ body }) {
      const question = v.safeParse(Question, body);
      if (!question.success) return problem(400, 'Send { text, zone, hour12 }.');
      const { text, ...reader } = question.output;
      const { reply } = await bot.answer({
        id: `preview-${++count}`,
        text: withoutAddress(text),
        sender: { id: 'you', zone: async () => reader.zone },
        conversation: CONVERSATION,
      });
      return ok(drawReply(reply, now(), reader, options));
    },

    'POST /preview/controls'({ body }) {
      if (!controls) return problem(404, 'There is nothing to control.');
      if (!changeControls(controls, body)) return problem(400, 'Send { moveMs } or { fault, on }.');
      return ok(readControls(controls));
    },

    'GET /preview/announcements'({ query }) {
      const reader = v.safeParse(Follower, Object.fromEntries(query));
      if (!reader.success) return problem(400, 'Ask with ?zone=…&hour12=….');
      return (response) =>
        announcements.follow(response, ({ id, at, reply }) => ({
          id,
          ...drawReply(reply, at, reader.output, options),
        }));
    },
  };
}

/** The words without `/scout` or `@Scout` before them, which a chat platform takes off too. */
function withoutAddress(text: string): string {
  return text.replace(/^\s*[/@]scout(?:\s+|$)/i, '').trim();
}

function drawReply(reply: Reply, at: EpochMs, reader: Reader, { panes, log }: RoutesOptions): object {
  const drawn = panes.map((pane) => {
    try {
      return pane.draw(reply, reader);
    } catch (err) {
      log.error({ err, pane: pane.name }, 'failed to draw a reply');
      return '<p class="problem">This answer could not be drawn; the log of the bot says why.</p>';
    }
  });
  return { at, audience: reply.audience, panes: drawn };
}

const ok = (content: object): Outcome => ({ status: 200, content });
const problem = (status: number, words: string): Outcome => ({ status, content: { problem: words } });
