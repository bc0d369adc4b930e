import { clip, countCodePoints, indexOfCodePoint } from '../../core/cut-text.ts';
import { pack } from '../../core/pack.ts';
import { bold, type Inline, type Table, type Text } from '../../core/reply.ts';
import { bytesOf, type CardTable, type Look, type TableRow } from './card.ts';
import { linkAddress } from './inert-markdown.ts';
import { LIMITS } from './limits.ts';
import { lineBlock } from './text-blocks.ts';

/** A table as tables under the same titles: several where it has more rows, columns or bytes than one may have. */
export function tableBlocks(table: Table): readonly CardTable[] {
  const width = table.rows.reduce((most, row) => Math.max(most, row.length), table.columns.length);
  const tables: CardTable[] = [];
  for (let from = 0; from < width; from += LIMITS.tableColumns) {
    tables.push(...tablesOfColumns(table, from, Math.min(width, from + LIMITS.tableColumns)));
  }
  return tables;
}

function tablesOfColumns(table: Table, from: number, to: number): readonly CardTable[] {
  const titles = Array.from({ length: to - from }, (_, i) => table.columns[from + i]);
  const texts = table.rows.map((row) => titles.map((_, i) => shorten(row[from + i] ?? [])));
  const columns = titles.map((column, i) => ({
    width: widthOf([bold(column?.title ?? '')], ...texts.map((row) => row[i] ?? [])),
    ...(column?.align === 'right' && ({ horizontalCellContentAlignment: 'Right' } as const)),
  }));
  const header = rowOf(
    titles.map((column) => [clip(inOneLine(column?.title ?? ''), LIMITS.tableTitle)]),
    { weight: 'Bolder' },
  );
  const frame: CardTable = { type: 'Table', firstRowAsHeader: true, columns, rows: [header] };
  const room = LIMITS.cardBytes - LIMITS.frameBytes - bytesOf(frame);
  const groups = pack(
    texts.map((row) => rowOf(row)),
    [
      { most: LIMITS.tableRows, of: () => 1 },
      { most: room, of: bytesOf },
    ],
  );
  if (groups.length === 0) return [frame];
  return groups.map((rows) => ({ ...frame, rows: [header, ...rows] }));
}

function rowOf(cells: readonly Text[], look: Look = {}): TableRow {
  return { type: 'TableRow', cells: cells.map((cell) => ({ type: 'TableCell', items: [lineBlock(cell, look)] })) };
}

/** What the edges of a cell take, in letters. */
const EDGES = 2;
const NARROWEST = 7;
const WIDEST = 26;

/** A column's share of the width: that of its longest cell, within reason; so a word in a narrow one is not cut in two. */
function widthOf(...cells: readonly Text[]): number {
  const longest = cells.reduce(
    (most, cell) =>
      Math.max(
        most,
        cell.reduce((sum, each) => sum + shownLength(each), 0),
      ),
    0,
  );
  return Math.min(WIDEST, Math.max(NARROWEST, longest + EDGES));
}

function shownLength(inline: Inline): number {
  if (typeof inline === 'string') return inline.length;
  if (inline.kind === 'time') return { time: 8, date: 16, 'date-time': 24 }[inline.show];
  // Fixed-width letters are wider, and so are bold ones.
  return Math.ceil(inline.text.length * { code: 1.5, bold: 1.2, link: 1 }[inline.kind]);
}

/** Cuts what a cell can't hold and says how much that is; a cell is one line. */
function shorten(cell: Text): Text {
  const text = cell.map(oneLine);
  if (text.reduce((sum, inline) => sum + weightOf(inline), 0) <= LIMITS.cellWeight) return text;
  const kept: Inline[] = [];
  let left = LIMITS.cellWeight - 2 * LIMITS.inlineWeight;
  let cut = 0;
  for (const inline of text) {
    if (cut === 0 && weightOf(inline) <= left) {
      kept.push(inline);
      left -= weightOf(inline);
      continue;
    }
    const words = wordsOf(inline);
    const end = cut === 0 && isCuttable(inline) ? indexOfCodePoint(words, Math.max(0, left - LIMITS.inlineWeight)) : 0;
    if (end > 0) kept.push(words.slice(0, end));
    cut += countCodePoints(words.slice(end));
  }
  return [...kept, `… (${cut} more characters)`];
}

function isCuttable(inline: Inline): boolean {
  return typeof inline === 'string' || inline.kind !== 'time';
}

function weightOf(inline: Inline): number {
  const address =
    typeof inline !== 'string' && inline.kind === 'link' ? (linkAddress(inline.url) ?? inline.url).length : 0;
  return countCodePoints(wordsOf(inline)) + LIMITS.inlineWeight + address;
}

function wordsOf(inline: Inline): string {
  if (typeof inline === 'string') return inline;
  return inline.kind === 'time' ? '' : inline.text;
}

function oneLine(inline: Inline): Inline {
  if (typeof inline === 'string') return inOneLine(inline);
  return inline.kind === 'time' ? inline : { ...inline, text: inOneLine(inline.text) };
}

function inOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
