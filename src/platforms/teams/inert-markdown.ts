import type { Inline, Text, Time } from '../../core/reply.ts';
import { tame } from '../../core/tame.ts';
import { isShowable, writeUtc } from '../../core/utc.ts';
import { LIMITS } from './limits.ts';

/*
 * The date functions act in TextBlock and FactSet only: in a TextRun the Teams clients show them as they are written (msteams-docs#4489
 * and #8030). Text with a time must therefore be markdown, and its literals be made inert. A backslash is understood by the clients for
 * emphasis; what else could act needs two characters beside each other (`](`, `<at`, `&lt`, `{{`, `:/`), and a space without width between them
 * stops it in every client, whatever it knows of backslashes.
 */
const APART = '\u200B';
const STARTS_PAIR = /[\]<&{@]|:(?=\/|$)|www(?=\.|$)/gi;
// An underscore within a word is only an underscore, and most names have no other.
const EMPHASIS = /[\\*`~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
// A list, heading, quote, rule, table or code at the beginning of a line; a date function may become "21. October".
const STARTS_BLOCK = /^(?:\d+[.)]|[-+#>=|:\s]|\{\{)/;
// Invisible, and each six bytes in JSON.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;
const WORDS_AMONG_SIGNS = /^([^\p{L}\p{N}]*)([\p{L}\p{N}](?:.*[\p{L}\p{N}])?)([^\p{L}\p{N}]*)$/su;

/** A literal without what is invisible or would disorder its neighbours. */
export function clean(literal: string): string {
  return tame(literal.replace(CONTROLS, ''));
}

/** A literal for a TextRun, where there is no markdown; some clients would follow date functions. */
export function inertRun(literal: string): string {
  return clean(literal).replaceAll('{', `{${APART}`);
}

/** A literal for markdown: shown as it stands. */
function inertMarkdown(literal: string): string {
  return clean(literal).replace(EMPHASIS, '\\$&').replace(STARTS_PAIR, `$&${APART}`);
}

/** Whether a literal is inert in markdown without backslashes, which some clients may show. */
export function isPlain(literal: string): boolean {
  return literal.search(EMPHASIS) === -1 && !/[\r\n]/.test(literal);
}

/** Parts of a line as markdown. */
export function joinMarkdown(parts: readonly string[]): string {
  const line = parts.join('');
  return STARTS_BLOCK.test(line) ? `${APART}${line}` : line;
}

/** A part of running text as markdown; there is no code in Teams' markdown. */
export function markdownOf(inline: Inline): string {
  if (typeof inline === 'string') return inertMarkdown(inline);
  switch (inline.kind) {
    case 'bold':
      return boldMarkdown(inline.text);
    case 'code':
      return inertMarkdown(inline.text);
    case 'link': {
      const { text, url } = inline;
      const address = linkAddress(url);
      if (address === undefined || !isPlain(text) || !/^[^[\]<>]*[^[\]<>\s][^[\]<>]*$/.test(text)) {
        return inertMarkdown(writeLink(text, url));
      }
      return `[${inertMarkdown(text)}](${address})`;
    }
    case 'time':
      return dateFunction(inline) ?? inertMarkdown(writeUtc(inline.at, inline.show));
  }
}

/** Bold from the first letter or digit to the last, because markdown knows no emphasis with signs or blanks at its edges. */
function boldMarkdown(text: string): string {
  const [, before = '', words, after = ''] = WORDS_AMONG_SIGNS.exec(text) ?? [];
  if (words === undefined || !isPlain(text)) return inertMarkdown(text);
  // Side by side the marks of two would be read as one.
  return `${inertMarkdown(before)}${APART}**${inertMarkdown(words)}**${APART}${inertMarkdown(after)}`;
}

/** A link that cannot be one, as words. */
export function writeLink(text: string, url: string): string {
  return text.trim() === '' ? url : `${text} (${url})`;
}

/** A moment as Teams writes it in each reader's zone and language; nothing where it cannot. */
function dateFunction({ at, show }: Time): string | undefined {
  if (!isShowable(at)) return undefined;
  // With a fraction of a second the function is not understood.
  const moment = `${new Date(at).toISOString().slice(0, 19)}Z`;
  const date = `{{DATE(${moment}, SHORT)}}`;
  const clock = `{{TIME(${moment})}}`;
  return show === 'time' ? clock : show === 'date' ? date : `${date} ${clock}`;
}

/** Whether the text has a time that Teams can show. */
export function hasTime(text: Text): boolean {
  return text.some((inline) => typeof inline !== 'string' && inline.kind === 'time' && isShowable(inline.at));
}

/** An address that can be a link's, written so that it can stand in markdown; nothing where it is not one. */
export function linkAddress(url: string): string | undefined {
  if (!/^https?:\/\//i.test(url) || /\s/.test(url) || !URL.canParse(url)) return undefined;
  const address = new URL(url).href.replace(
    /[()<>[\]{}*~`\\^|"';]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return address.length <= LIMITS.url ? address : undefined;
}
