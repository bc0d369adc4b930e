import type { types as slack } from '@slack/bolt';
import { chartTable, chartTitle, isEmptyChart } from '../../core/chart.ts';
import { clip, isLonger } from '../../core/cut-text.ts';
import { firstWords } from '../../core/first-words.ts';
import { type Budget, pack } from '../../core/pack.ts';
import type { Block, Chart, Form, Reply, Table, Text } from '../../core/reply.ts';
import { tame } from '../../core/tame.ts';
import { buttonBlocks, buttonWeight } from './button-blocks.ts';
import { chartBlock, chartWeight, type DataVisualizationBlock } from './chart-block.ts';
import { contextBlocks } from './context-block.ts';
import { LIMITS } from './limits.ts';
import { isVisible, richElements, richTextBlocks, weightOf } from './rich-text.ts';
import { escapeText } from './slack-text.ts';
import { tableBlocks } from './table-block.ts';
import { typedForm } from './typed-form.ts';

/** A block of a message or a home view. */
export type SlackBlock =
  | slack.ActionsBlock
  | slack.ContextBlock
  | DataVisualizationBlock
  | slack.DividerBlock
  | slack.HeaderBlock
  | slack.RichTextBlock
  | slack.TableBlock;

/** A message as Slack takes it; `text` stands in the notification and is not shown beside the blocks. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** App Home as Slack takes it. */
export interface SlackHomeView {
  readonly type: 'home';
  readonly blocks: readonly SlackBlock[];
}

interface Piece {
  readonly block: SlackBlock;
  /** What it counts for in a message, in characters. */
  readonly size: number;
}

const MESSAGE_BUDGETS: readonly Budget<Piece>[] = [
  { most: LIMITS.messageBlocks, of: () => 1 },
  { most: LIMITS.messageCharacters, of: (piece) => piece.size },
  { most: LIMITS.tablesPerMessage, of: (piece) => (piece.block.type === 'table' ? 1 : 0) },
  { most: LIMITS.chartsPerMessage, of: (piece) => (piece.block.type === 'data_visualization' ? 1 : 0) },
];

type Place = 'message' | 'home';

/** What has been rendered: several who ask the same get the same reply. */
const rendered = new WeakMap<Reply, readonly SlackMessage[]>();

/** Renders a reply within Slack's limits: as one message, or as several where it would not fit. */
export function renderMessages(reply: Reply): readonly SlackMessage[] {
  const known = rendered.get(reply);
  if (known !== undefined) return known;
  const messages = renderAnew(reply);
  rendered.set(reply, messages);
  return messages;
}

function renderAnew(reply: Reply): readonly SlackMessage[] {
  const groups = pack(piecesOf(reply, 'message'), MESSAGE_BUDGETS);
  const line = notificationOf(reply);
  return groups.map((group, i) => ({
    text: groups.length === 1 ? line : `${line} (${i + 1} of ${groups.length})`,
    blocks: group.map(({ block }) => block),
  }));
}

/** Renders a reply for App Home, where there are no tables, and only so many blocks: what goes beyond is counted and said. */
export function renderHome(reply: Reply): SlackHomeView {
  const blocks = piecesOf(reply, 'home').map((piece) => piece.block);
  if (blocks.length <= LIMITS.homeBlocks) return { type: 'home', blocks };
  const shown = blocks.slice(0, LIMITS.homeBlocks - 1);
  const left = `${blocks.length - shown.length} more parts don't fit here: ask in the messages tab.`;
  return { type: 'home', blocks: [...shown, ...contextBlocks([left])] };
}

function piecesOf(reply: Reply, place: Place): readonly Piece[] {
  const pieces: Piece[] = [];
  let buttons = 0;
  for (const block of reply.blocks.flatMap((each) => (each.kind === 'form' ? typedForm(each) : [each]))) {
    pieces.push(...renderBlock(block, place, buttons));
    if (block.kind === 'buttons') buttons += block.buttons.length;
  }
  return pieces.length > 0 ? pieces : textPieces(['Nothing to show.']);
}

function renderBlock(block: Exclude<Block, Form>, place: Place, buttonsBefore: number): readonly Piece[] {
  switch (block.kind) {
    case 'heading':
      return headingPieces(block.text);
    case 'text':
      return textPieces(block.text);
    case 'fields':
      return textPieces(
        joinLines(block.fields.map(({ label, value }) => [{ kind: 'bold', text: label }, ': ', ...value])),
      );
    case 'table':
      return place === 'message' ? tableBlocks(block) : textPieces(tableLines(block));
    case 'chart':
      return chartPieces(block, place);
    case 'image':
      return textPieces(['Picture: ', ...(block.caption ?? [block.alt])]);
    case 'note':
      return contextBlocks(block.text).map((context) =>
        piece(context, sumOf(context.elements.map((each) => textOf(each)))),
      );
    case 'buttons': {
      const { actions, texts } = buttonBlocks(block.buttons, buttonsBefore);
      return [...actions.map((row) => piece(row, sumOf(row.elements.map(buttonWeight)))), ...texts.flatMap(textPieces)];
    }
    case 'divider':
      return [piece({ type: 'divider' }, 0)];
  }
}

/** A heading; where Slack's header is too short for it, bold text, which may be long. */
function headingPieces(text: string): readonly Piece[] {
  if (text.trim() === '') return [];
  const shown = tame(text);
  if (isLonger(shown, LIMITS.headerText)) return textPieces([{ kind: 'bold', text }]);
  return [piece({ type: 'header', text: { type: 'plain_text', text: shown, emoji: false } }, shown.length)];
}

/** A chart; its title and numbers where there are no charts, or not such ones. */
function chartPieces(chart: Chart, place: Place): readonly Piece[] {
  if (isEmptyChart(chart)) return textPieces([chart.title]);
  const block = place === 'message' ? chartBlock(chart) : undefined;
  if (block !== undefined) return [piece(block, chartWeight(block))];
  const title: Text = [{ kind: 'bold', text: chartTitle(chart) }];
  const table = chartTable(chart);
  if (place === 'home') return textPieces(joinLines([title, tableLines(table)]));
  return [...textPieces(title), ...tableBlocks(table)];
}

function textPieces(text: Text): readonly Piece[] {
  return richTextBlocks(richElements(text)).map((block) => {
    const section = block.elements[0];
    const elements = section?.type === 'rich_text_section' ? section.elements : [];
    return piece(block, sumOf(elements.map(weightOf)));
  });
}

function joinLines(lines: readonly Text[]): Text {
  return lines.flatMap((line, i) => (i === 0 ? line : ['\n', ...line]));
}

/** A table as lines, "Robot: Rex · Now: running"; the first cell says what the line is about. */
function tableLines(table: Table): Text {
  const lines = table.rows.map((row): Text => {
    const shown = row.flatMap((cell, i) =>
      isVisible(richElements(cell)) ? [{ cell, title: table.columns[i]?.title ?? '' }] : [],
    );
    return shown.flatMap(({ cell, title }, i) => [
      i === 0 ? '' : ' · ',
      ...(title === '' ? [] : [`${title}: `]),
      ...cell,
    ]);
  });
  const titles = table.columns.map((column) => column.title).join(' · ');
  return lines.length > 0 ? joinLines(lines) : [titles];
}

function piece(block: SlackBlock, characters: number): Piece {
  return { block, size: characters + LIMITS.elementWeight };
}

function textOf(element: slack.ContextBlockElement): number {
  return 'text' in element ? element.text.length + LIMITS.elementWeight : LIMITS.elementWeight;
}

function sumOf(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The first words of a reply, escaped, for the notification. */
function notificationOf(reply: Reply): string {
  return escapeText(clip(tame(firstWords(reply) ?? 'Here is the answer.'), LIMITS.notification));
}
