import type { types as slack } from '@slack/bolt';
import { splitText } from '../../core/cut-text.ts';
import { pack } from '../../core/pack.ts';
import type { Inline, Text } from '../../core/reply.ts';
import { tame } from '../../core/tame.ts';
import { isShowable, writeUtc } from '../../core/utc.ts';
import { LIMITS } from './limits.ts';
import { DATE_FORMATS } from './moment.ts';
import { isLink } from './slack-text.ts';

type Element = slack.RichTextElement;

/** Running text as rich text elements: literals are inert there, whatever markup, mention or emoji code they look like. */
export function richElements(text: Text): Element[] {
  const elements: Element[] = [];
  for (const inline of text) {
    const element = richElement(inline);
    if (element !== undefined) elements.push(element);
  }
  return elements;
}

function richElement(inline: Inline): Element | undefined {
  if (typeof inline === 'string') return literal(inline);
  switch (inline.kind) {
    case 'bold':
      return literal(inline.text, { bold: true });
    case 'code':
      return literal(inline.text, { code: true });
    case 'link': {
      const text = tame(inline.text);
      const fits = text.length + inline.url.length <= LIMITS.richText;
      if (!fits || !isLink(inline.url)) return literal(`${inline.text} (${inline.url})`);
      return { type: 'link', url: inline.url, ...(text !== '' && { text }) };
    }
    case 'time': {
      const fallback = writeUtc(inline.at, inline.show);
      if (!isShowable(inline.at)) return literal(fallback);
      const timestamp = Math.floor(inline.at / 1000);
      return { type: 'date', timestamp, format: DATE_FORMATS[inline.show], fallback };
    }
  }
}

/** A literal as an element; Slack refuses empty ones. */
function literal(text: string, style?: slack.RichTextText['style']): slack.RichTextText | undefined {
  if (text === '') return undefined;
  return style === undefined ? { type: 'text', text: tame(text) } : { type: 'text', text: tame(text), style };
}

/** The characters an element shows and carries. */
export function sizeOf(element: Element): number {
  switch (element.type) {
    case 'text':
      return element.text.length;
    case 'link':
      return (element.text?.length ?? 0) + element.url.length;
    case 'date':
      return (element.fallback?.length ?? 0) + element.format.length;
    default:
      return LIMITS.elementWeight;
  }
}

/** What an element counts for in a message. */
export function weightOf(element: Element): number {
  return sizeOf(element) + LIMITS.elementWeight;
}

/** Whether something of it can be seen; Slack refuses text that is empty. */
export function isVisible(elements: readonly Element[]): boolean {
  return elements.some((element) => element.type !== 'text' || element.text.trim() !== '');
}

/** Rich text blocks that hold the elements, several where one would be too long. */
export function richTextBlocks(elements: readonly Element[]): readonly slack.RichTextBlock[] {
  if (!isVisible(elements)) return [];
  const groups = pack(elements.flatMap(splitElement), [{ most: LIMITS.richText, of: weightOf }]);
  return groups.filter(isVisible).map(richTextBlock);
}

/** One section of rich text as a block; it must not be empty. */
export function richTextBlock(elements: Element[]): slack.RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

function splitElement(element: Element): readonly Element[] {
  if (element.type !== 'text' || element.text.length <= LIMITS.richText) return [element];
  return splitText(element.text, LIMITS.richText).map((text) => ({ ...element, text }));
}
