import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bot } from '../../../src/core/bot.ts';
import type { Message } from '../../../src/core/message.ts';
import type { PlatformAdapter } from '../../../src/core/platform-adapter.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { createPreviewAdapter, type PreviewOptions } from '../../../src/platforms/preview/adapter.ts';
import { renderCards } from '../../../src/platforms/teams/render.ts';

/** Wednesday, 2026-10-21 14:20 UTC. */
export const NOW = Date.UTC(2026, 9, 21, 14, 20);

/** A preview on a loopback port, over a bot that the test makes up. */
export interface PreviewServer {
  readonly adapter: PlatformAdapter;
  readonly origin: string;
  readonly port: number;
  /** What the bot was asked. */
  readonly asked: readonly Message[];
  /** What was logged as an error. */
  readonly errors: readonly string[];
  post(path: string, body: unknown): Promise<Response>;
  close(): Promise<void>;
}

export async function startPreview(
  answer: (text: string) => Reply | Promise<Reply>,
  options: Partial<PreviewOptions> = {},
): Promise<PreviewServer> {
  const asked: Message[] = [];
  const errors: string[] = [];
  const bot: Bot = {
    async answer(message) {
      asked.push(message);
      return { reply: await answer(message.text), failed: false };
    },
  };
  const adapter = createPreviewAdapter({
    renderSlack,
    renderTeams: (reply, pictureUrl) => renderCards(reply, { pictureUrl }),
    suggestions: ['/scout robots', '/scout last'],
    now: () => NOW,
    log: { info() {}, warn() {}, error: (_, message) => errors.push(message) },
    ...options,
  });
  const server = createServer(await adapter.connect(bot));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    adapter,
    origin,
    port,
    asked,
    errors,
    post: (path, body) =>
      fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await adapter.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}

/** As much of Block Kit as these tests need: texts as sections, buttons as actions. */
function renderSlack(reply: Reply): readonly { readonly text: string; readonly blocks: readonly unknown[] }[] {
  const blocks = reply.blocks.flatMap((block): object[] => {
    if (block.kind === 'text') {
      return [{ type: 'section', text: { type: 'plain_text', text: block.text.join('') } }];
    }
    if (block.kind !== 'buttons') return [];
    const elements = block.buttons.map((button) => ({
      type: 'button',
      text: { type: 'plain_text', text: button.label },
      ...('url' in button ? { url: button.url } : { value: button.command }),
    }));
    return [{ type: 'actions', elements }];
  });
  return [{ text: '', blocks }];
}
