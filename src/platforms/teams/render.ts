import { clip } from '../../core/cut-text.ts';
import { firstWords } from '../../core/first-words.ts';
import { pack } from '../../core/pack.ts';
import type { Block, Reply } from '../../core/reply.ts';
import { buttonBlocks } from './button-blocks.ts';
import { type AdaptiveCard, bytesOf, type CardElement } from './card.ts';
import { chartBlocks } from './chart-blocks.ts';
import { fieldBlocks } from './field-blocks.ts';
import { formBlocks } from './form-blocks.ts';
import { imageBlocks, type PictureUrl } from './image-blocks.ts';
import { clean } from './inert-markdown.ts';
import { LIMITS } from './limits.ts';
import { tableBlocks } from './table-blocks.ts';
import { textBlocks } from './text-blocks.ts';

/** A message as Teams takes it: a card, and the text of its notification. */
export interface TeamsMessage {
  readonly summary: string;
  readonly card: AdaptiveCard;
}

export interface CardOptions {
  /** The address of a picture that Teams can fetch, http or https. */
  readonly pictureUrl?: PictureUrl;
}

/** What has been rendered: several who ask the same get the same reply. Not with pictures, whose addresses expire. */
const rendered = new WeakMap<Reply, readonly TeamsMessage[]>();

/** Renders a reply as one Adaptive Card, or as several where it would not fit into one. */
export function renderCards(reply: Reply, { pictureUrl = () => undefined }: CardOptions): readonly TeamsMessage[] {
  const known = rendered.get(reply);
  if (known !== undefined) return known;
  const messages = renderAnew(reply, pictureUrl);
  if (!reply.blocks.some((block) => block.kind === 'image')) rendered.set(reply, messages);
  return messages;
}

function renderAnew(reply: Reply, pictureUrl: PictureUrl): readonly TeamsMessage[] {
  const elements = elementsOf(reply.blocks, pictureUrl);
  const shown = elements.length > 0 ? elements : textBlocks(['Nothing to show.']);
  const bodies = pack(shown, [{ most: LIMITS.cardBytes - LIMITS.frameBytes, of: bytesOf }]);
  const line = clip(clean(firstWords(reply) ?? 'Here is the answer.'), LIMITS.summary);
  return bodies.map((body, i) => ({
    summary: bodies.length === 1 ? line : `${line} (${i + 1} of ${bodies.length})`,
    card: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      msteams: { width: 'Full' },
      body,
    },
  }));
}

/** The blocks as elements; a divider is a line above the element after it. */
function elementsOf(blocks: readonly Block[], pictureUrl: PictureUrl): readonly CardElement[] {
  const elements: CardElement[] = [];
  const hasForm = blocks.some((block) => block.kind === 'form');
  let isDivided = false;
  for (const [number, block] of blocks.entries()) {
    const [first, ...others] = renderBlock(block, { pictureUrl, number, hasForm });
    if (block.kind === 'divider') isDivided = true;
    if (first === undefined) continue;
    elements.push(isDivided ? { ...first, separator: true, spacing: 'Medium' } : first, ...others);
    isDivided = false;
  }
  return elements;
}

interface Surroundings {
  readonly pictureUrl: PictureUrl;
  /** The block's place among the others. */
  readonly number: number;
  readonly hasForm: boolean;
}

function renderBlock(block: Block, { pictureUrl, number, hasForm }: Surroundings): readonly CardElement[] {
  switch (block.kind) {
    case 'heading':
      return textBlocks([block.text], { size: 'Medium', weight: 'Bolder' });
    case 'text':
      return textBlocks(block.text);
    case 'fields':
      return fieldBlocks(block.fields);
    case 'table':
      return tableBlocks(block);
    case 'chart':
      return chartBlocks(block);
    case 'image':
      return imageBlocks(block, pictureUrl);
    case 'note':
      return textBlocks(block.text, { size: 'Small', isSubtle: true });
    case 'buttons':
      return buttonBlocks(block.buttons, hasForm);
    case 'form':
      return formBlocks(block, number);
    case 'divider':
      return [];
  }
}
