import type { types as slack } from '@slack/bolt';
import { countCodePoints, indexOfCodePoint, isLonger, sliceUnits } from '../../core/cut-text.ts';
import type { Table, Text } from '../../core/reply.ts';
import { tame } from '../../core/tame.ts';
import { LIMITS } from './limits.ts';
import { isVisible, richElements, richTextBlock, sizeOf } from './rich-text.ts';

type Cell = slack.RawTextElement | slack.RichTextBlock;
type Row = { readonly cells: Cell[]; readonly size: number };

/** A table block and how many characters its cells hold. */
export interface SizedTable {
  readonly block: slack.TableBlock;
  readonly size: number;
}

/** A table as table blocks under the same header: several where it has more rows, columns or characters than one may have. */
export function tableBlocks(table: Table): readonly SizedTable[] {
  const width = table.rows.reduce((most, row) => Math.max(most, row.length), table.columns.length);
  const tables: SizedTable[] = [];
  for (let from = 0; from < width; from += LIMITS.tableColumns) {
    tables.push(...tablesOfColumns(table, from, Math.min(width, from + LIMITS.tableColumns)));
  }
  return tables;
}

function tablesOfColumns(table: Table, from: number, to: number): readonly SizedTable[] {
  const columns = Array.from({ length: to - from }, (_, i) => table.columns[from + i]);
  // A header and one row always fit together.
  const cellLimit = Math.min(LIMITS.cellText, Math.floor(LIMITS.tableCharacters / 2 / columns.length));
  const header = rowOf(columns.map((column) => rawCell(column?.title ?? '', cellLimit)));
  const settings = columns.map((column) => ({ align: column?.align ?? 'left', is_wrapped: true }) as const);
  const tables: SizedTable[] = [];
  let rows = [header];
  let size = header.size;
  const finish = (): void => {
    tables.push({
      block: { type: 'table', column_settings: settings, rows: rows.map((row) => row.cells) },
      size: size + rows.length * columns.length * LIMITS.elementWeight,
    });
    rows = [header];
    size = header.size;
  };
  for (const cells of table.rows) {
    const row = rowOf(columns.map((_, i) => tableCell(cells[from + i] ?? [], cellLimit)));
    if (rows.length === LIMITS.tableRows || isFull(size + row.size, (rows.length + 1) * columns.length)) {
      if (rows.length > 1) finish();
    }
    rows.push(row);
    size += row.size;
  }
  finish();
  return tables;
}

/** Whether so many characters in so many cells are too many for a table, or for a message that holds nothing else. */
function isFull(characters: number, cells: number): boolean {
  return characters > LIMITS.tableCharacters || characters + cells * LIMITS.elementWeight > LIMITS.messageCharacters;
}

function rowOf(cells: Cell[]): Row {
  return { cells, size: cells.reduce((sum, cell) => sum + cellSize(cell), 0) };
}

function cellSize(cell: Cell): number {
  if (cell.type === 'raw_text') return cell.text.length;
  const [section] = cell.elements;
  return section?.type === 'rich_text_section'
    ? section.elements.reduce((sum, element) => sum + sizeOf(element), 0)
    : 0;
}

/** Slack refuses an empty cell; a blank is shown instead. */
function rawCell(text: string, limit: number): slack.RawTextElement {
  return { type: 'raw_text', text: text.trim() === '' ? ' ' : shorten(tame(text), limit) };
}

function tableCell(text: Text, limit: number): Cell {
  const [first] = text;
  if (text.length === 0) return rawCell('', limit);
  if (typeof first === 'string' && text.length === 1) return rawCell(first, limit);
  const elements = richElements(text);
  if (!isVisible(elements)) return rawCell('', limit);
  return richTextBlock(shortenElements(elements, limit));
}

/** Cuts what a cell can't hold and says how much that is. */
function shorten(text: string, limit: number): string {
  if (!isLonger(text, limit)) return text;
  const kept = limit - SUFFIX_ROOM;
  return `${text.slice(0, indexOfCodePoint(text, kept))}${moreSuffix(countCodePoints(text) - kept)}`;
}

const SUFFIX_ROOM = 32;

function moreSuffix(characters: number): string {
  return `… (${characters} more characters)`;
}

function shortenElements(elements: slack.RichTextElement[], limit: number): slack.RichTextElement[] {
  if (elements.reduce((sum, element) => sum + sizeOf(element), 0) <= limit) return elements;
  const kept: slack.RichTextElement[] = [];
  let left = limit - SUFFIX_ROOM;
  let cut = 0;
  for (const element of elements) {
    const size = sizeOf(element);
    if (cut === 0 && size <= left) {
      kept.push(element);
      left -= size;
    } else if (cut === 0 && element.type === 'text' && left > 0) {
      const text = sliceUnits(element.text, left);
      if (text !== '') kept.push({ ...element, text });
      cut += countCodePoints(element.text.slice(text.length));
    } else cut += size;
  }
  return [...kept, { type: 'text', text: moreSuffix(cut) }];
}
