import * as v from 'valibot';
import type { Bot } from '../../core/bot.ts';
import type { Conversation } from '../../core/message.ts';
import type { EpochMs } from '../../core/reply.ts';
import type { Announcements } from './announcements.ts';
import type { Drawable, Drawing } from './drawing.ts';
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
  readonly drawing: Drawing;
}

const PLACE = { platform: 'preview', team: 'demo' } as const;
const CHANNEL: Conversation = { ...PLACE, channel: 'robots', kind: 'channel' };
const DIRECT: Conversation = { ...PLACE, channel: 'you', kind: 'direct' };

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
  const { bot, panes, announcements, controls, suggestions, now, drawing } = options;
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
        sender: { id: 'you', zone: async () => reader.zone, name: async () => 'You' },
        conversation: CHANNEL,
        direct: DIRECT,
        channels: [{ name: 'robots', id: CHANNEL.channel }],
      });
      return ok(drawReply(await drawing.prepare(reply), now(), reader, options));
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
        announcements.follow(response, ({ id, at, isDirect, said }) => ({
          id,
          isDirect,
          ...drawReply(said, at, reader.output, options),
        }));
    },
  };
}

/** The words without `/scout` or `@Scout` before them, which a chat platform takes off too. */
function withoutAddress(text: string): string {
  return text.replace(/^\s*[/@]scout(?:\s+|$)/i, '').trim();
}

function drawReply(said: Drawable, at: EpochMs, reader: Reader, { panes, drawing }: RoutesOptions): object {
  return { at, audience: said.reply.audience, panes: drawing.draw(said, panes, reader) };
}

const ok = (content: object): Outcome => ({ status: 200, content });
const problem = (status: number, words: string): Outcome => ({ status, content: { problem: words } });
