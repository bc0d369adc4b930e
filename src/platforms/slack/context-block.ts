import type { types as slack } from '@slack/bolt';
import { splitText } from '../../core/cut-text.ts';
import { pack } from '../../core/pack.ts';
import type { Inline, Text } from '../../core/reply.ts';
import { tame } from '../../core/tame.ts';
import { isShowable, writeUtc } from '../../core/utc.ts';
import { LIMITS } from './limits.ts';
import { DATE_FORMATS } from './moment.ts';
import { escapeText, isLink } from './slack-text.ts';

type Element = slack.MrkdwnElement | slack.PlainTextElement;

// Characters that format, emoji codes, and what quotes a line; none of them can be escaped in mrkdwn.
const FORMATS = /[*_~`]|:[^\s:]+:|^\s*(?:>|&gt;)/m;
// A literal goes in pieces, so that it fits also when every character is escaped to five.
const PIECE = LIMITS.textObject / 5;

/** A small line as context blocks: mrkdwn where it is safe (only mrkdwn shows dates and links), plain text for the rest. */
export function contextBlocks(text: Text): readonly slack.ContextBlock[] {
  const groups = pack(contextElements(text), [
    { most: LIMITS.contextElements, of: () => 1 },
    { most: LIMITS.messageCharacters / 2, of: (element) => element.text.length + LIMITS.elementWeight },
  ]);
  return groups.map((elements) => ({ type: 'context', elements }));
}

function contextElements(text: Text): readonly Element[] {
  const elements: Element[] = [];
  for (const inline of joinLiterals(text)) for (const part of contextParts(inline)) append(elements, part);
  return elements.filter((element) => element.text.trim() !== '');
}

/** Literals that follow each other as one, so that they are judged by what they are together. */
function joinLiterals(text: Text): Text {
  const joined: Inline[] = [];
  for (const inline of text) {
    const last = joined.at(-1);
    if (typeof inline === 'string' && typeof last === 'string') joined[joined.length - 1] = last + inline;
    else joined.push(inline);
  }
  return joined;
}

/** Puts a part onto the one before it where both are of a kind, because each element stands apart on the line. */
function append(elements: Element[], part: Element): void {
  const last = elements.at(-1);
  if (last?.type === part.type && last.text.length + part.text.length <= LIMITS.textObject) {
    elements[elements.length - 1] = { ...last, text: last.text + part.text };
  } else elements.push(part);
}

function contextParts(inline: Inline): readonly Element[] {
  if (typeof inline === 'string') return literals(inline);
  switch (inline.kind) {
    case 'bold':
      return marked(inline.text, '*');
    case 'code':
      return marked(inline.text, '`');
    case 'link': {
      const { text, url } = inline;
      if (!isLink(url) || FORMATS.test(text) || 5 * (text.length + url.length) > LIMITS.textObject) {
        return literals(text === '' ? url : `${text} (${url})`);
      }
      return [mrkdwn(`<${escapeText(url)}${text === '' ? '' : `|${escapeText(tame(text))}`}>`)];
    }
    case 'time': {
      const fallback = writeUtc(inline.at, inline.show);
      if (!isShowable(inline.at)) return literals(fallback);
      return [mrkdwn(`<!date^${Math.floor(inline.at / 1000)}^${DATE_FORMATS[inline.show]}|${fallback}>`)];
    }
  }
}

function literals(text: string): readonly Element[] {
  const make: (piece: string) => Element = FORMATS.test(text) ? plain : (piece: string) => mrkdwn(escapeText(piece));
  return splitText(tame(text), PIECE).map((piece) => make(piece));
}

/** Bold or code, where the text can neither end the mark nor lose it at a blank edge. */
function marked(text: string, mark: '*' | '`'): readonly Element[] {
  const safe =
    text.length <= PIECE && !FORMATS.test(text) && !text.includes('\n') && text.trim() === text && text !== '';
  return safe ? [mrkdwn(`${mark}${escapeText(tame(text))}${mark}`)] : literals(text);
}

function mrkdwn(text: string): slack.MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

function plain(text: string): slack.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}
