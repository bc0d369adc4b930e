import type { Block as SlackBlock } from 'slack-blocks-to-jsx';
import { escapeMarkup } from '../../core/escape-markup.ts';
import type { EpochMs, Image, Reply } from '../../core/reply.ts';
import { repairBlock, revealLiterals } from './block-kit-repair.ts';
import { repairChart } from './chart-repair.ts';
import { drawForm } from './form-panel.ts';
import { isRecord, type JsonRecord } from './json-record.ts';
import type { Pane } from './pane.ts';
import type { Reader } from './reader.ts';
import { connectButtons, numberButtons } from './slack-buttons.ts';

/** A message of Slack's Web API, as far as it is drawn. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

// The library gives every message the same id and theme; the page has them once, on the element around all messages.
const WRAPPER = ' id="slack_blocks_to_jsx" data-theme="light"';

/** Draws replies as Slack would show them. Loads React and the drawing library, which a bot without a preview never needs. */
export async function createSlackPane(
  renderSlack: (reply: Reply) => readonly SlackMessage[],
  now: () => EpochMs,
): Promise<Pane> {
  const [{ createElement }, { renderToStaticMarkup }, { Message }] = await Promise.all([
    import('react'),
    import('react-dom/server'),
    import('slack-blocks-to-jsx'),
  ]);

  function drawBlock(block: unknown, reader: Reader): string {
    try {
      // The library takes blocks on trust, and draws nothing for those it does not know.
      const blocks = [repairBlock(block, reader, now())] as SlackBlock[];
      const message = { blocks, name: 'Scout', logo: '', theme: 'light', withoutWrapper: true } as const;
      const html = renderToStaticMarkup(createElement(Message, message));
      if (html.includes('slack_blocks_to_jsx--block_wrapper')) {
        return revealLiterals(repairChart(html.replace(WRAPPER, '')));
      }
    } catch {
      // One block that cannot be drawn must not hide the others: it is shown as its JSON.
    }
    return drawJson(block);
  }

  return {
    name: 'Slack',
    draw(reply, reader) {
      const known = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
      const forms = reply.blocks.filter((block) => block.kind === 'form');
      const others = { ...reply, blocks: reply.blocks.filter((block) => block.kind !== 'form') };
      const isOnlyForms = forms.length > 0 && others.blocks.length === 0;
      const drawn = isOnlyForms ? [] : renderSlack(others).flatMap((message) => message.blocks);
      const { blocks, buttons } = numberButtons(drawn, known);
      const html = blocks.map((block) => drawBlock(block, reader)).join('');
      const pictures = reply.blocks.flatMap((block) => (block.kind === 'image' ? drawPicture(block) : []));
      return [connectButtons(html, buttons), ...forms.map(drawForm), ...pictures].join('');
    },
  };
}

function drawJson(block: unknown): string {
  const { type }: JsonRecord = isRecord(block) ? block : {};
  const json = escapeMarkup(JSON.stringify(block, undefined, 2));
  return `<details class="not-drawn"><summary>Not drawn here: ${escapeMarkup(String(type))}</summary><pre>${json}</pre></details>`;
}

/** Slack shows a shared file's picture below the message. */
function drawPicture(image: Image): string {
  const alt = escapeMarkup(image.alt);
  const source = `data:${image.mediaType};base64,${Buffer.from(image.bytes).toString('base64')}`;
  return `<figure><img src="${source}" alt="${alt}"><figcaption>${alt}</figcaption></figure>`;
}
