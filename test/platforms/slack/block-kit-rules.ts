import type { types as slack } from '@slack/bolt';
import type { FormView } from '../../../src/platforms/slack/form-view.ts';
import { LIMITS } from '../../../src/platforms/slack/limits.ts';
import type { SlackBlock, SlackMessage } from '../../../src/platforms/slack/render.ts';

/** Everything in the message that Slack would refuse, as sentences. */
export function problemsOf({ text, blocks }: SlackMessage): readonly string[] {
  const charts = blocks.filter((block) => block.type === 'data_visualization').length;
  const tables = blocks.filter((block) => block.type === 'table').length;
  return [
    ...check(text.trim() !== '', 'the text is empty'),
    ...check(lengthOf(text) <= LIMITS.textObject, 'the text is too long'),
    ...check(blocks.length >= 1 && blocks.length <= LIMITS.messageBlocks, `${blocks.length} blocks`),
    ...check(tables <= LIMITS.tablesPerMessage, `${tables} tables`),
    ...check(charts <= LIMITS.chartsPerMessage, `${charts} charts`),
    ...check(lengthOf(shownText(blocks)) <= LIMITS.messageCharacters, 'the message is too long'),
    ...check(new Set(actionIds(blocks)).size === actionIds(blocks).length, 'two buttons have one action_id'),
    ...blocks.flatMap(problemsOfBlock),
  ];
}

/** Everything in a home view that Slack would refuse. */
export function problemsOfHome(blocks: readonly SlackBlock[]): readonly string[] {
  return [
    ...check(blocks.length >= 1 && blocks.length <= LIMITS.homeBlocks, `${blocks.length} blocks`),
    ...check(!blocks.some((block) => block.type === 'table'), 'a table outside of a message'),
    ...check(!blocks.some((block) => block.type === 'data_visualization'), 'a chart outside of a message'),
    ...blocks.flatMap(problemsOfBlock),
  ];
}

/** Everything in a modal view that Slack would refuse. */
export function problemsOfView(view: FormView): readonly string[] {
  const { title, submit, close, private_metadata = '', blocks } = view;
  const ids = blocks.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
  return [
    ...[title, submit, close].flatMap((each) => textProblems('view', each?.text ?? '', LIMITS.viewTitle)),
    ...check(private_metadata.length <= LIMITS.privateMetadata, 'private_metadata'),
    ...check(blocks.length >= 1 && blocks.length <= LIMITS.viewBlocks, `${blocks.length} blocks`),
    ...check(new Set(ids).size === ids.length, 'two blocks have one block_id'),
    ...blocks.flatMap((block) => {
      if (block.type === 'section') return textProblems('section', block.text?.text ?? '', LIMITS.textObject);
      return inputProblems(block);
    }),
  ];
}

function inputProblems({ label, hint, element }: slack.InputBlock): readonly string[] {
  return [
    ...textProblems('label', label.text, LIMITS.inputLabel),
    ...(hint === undefined ? [] : textProblems('hint', hint.text, LIMITS.inputLabel)),
    ...elementProblems(element),
  ];
}

function elementProblems(element: slack.InputBlock['element']): readonly string[] {
  switch (element.type) {
    case 'timepicker':
      return check(/^(?:\d\d:\d\d)?$/.test(element.initial_time ?? ''), 'initial_time');
    case 'plain_text_input':
      return element.initial_value === undefined
        ? []
        : textProblems('initial_value', element.initial_value, LIMITS.inputText);
    case 'static_select':
      return selectProblems(element);
    default:
      return [`a ${element.type} in an input`];
  }
}

function selectProblems({ options, option_groups, initial_option }: slack.StaticSelect): readonly string[] {
  const lists = option_groups?.map((group) => group.options) ?? [options ?? []];
  const all = lists.flat();
  const values = all.map(({ value }) => value);
  return [
    ...check(lists.length <= LIMITS.selectGroups, `${lists.length} groups`),
    ...lists.flatMap((list) =>
      check(list.length >= 1 && list.length <= LIMITS.selectOptions, `${list.length} options`),
    ),
    ...(option_groups ?? []).flatMap((group) => textProblems('group', group.label?.text ?? '', LIMITS.optionLabel)),
    ...all.flatMap(({ text, value = '' }) => [
      ...textProblems('option', text.text, LIMITS.optionLabel),
      ...textProblems('option value', value, LIMITS.optionValue),
    ]),
    ...check(new Set(values).size === values.length, 'two options have one value'),
    ...check(initial_option === undefined || all.includes(initial_option), 'an initial option of no list'),
  ];
}

function problemsOfBlock(block: SlackBlock): readonly string[] {
  switch (block.type) {
    case 'divider':
      return [];
    case 'header':
      return textProblems('header', block.text.text, LIMITS.headerText);
    case 'context':
      return [
        ...check(block.elements.length >= 1 && block.elements.length <= LIMITS.contextElements, 'context elements'),
        ...block.elements.flatMap((element) =>
          'text' in element ? textProblems('context', element.text, LIMITS.textObject) : ['no text in context'],
        ),
      ];
    case 'actions':
      return [
        ...check(block.elements.length >= 1 && block.elements.length <= LIMITS.actionsElements, 'action elements'),
        ...block.elements.flatMap((element) => (element.type === 'button' ? buttonProblems(element) : ['no button'])),
      ];
    case 'rich_text':
      return richProblems(block);
    case 'table':
      return tableProblems(block);
    case 'data_visualization':
      return chartProblems(block);
  }
}

type Rich = Extract<SlackBlock, { type: 'rich_text' }>;
type Table = Extract<SlackBlock, { type: 'table' }>;
type Chart = Extract<SlackBlock, { type: 'data_visualization' }>;
type Button = Extract<Extract<SlackBlock, { type: 'actions' }>['elements'][number], { type: 'button' }>;

function buttonProblems(button: Button): readonly string[] {
  return [
    ...textProblems('button', button.text.text, LIMITS.buttonLabel),
    ...check(button.action_id !== undefined && lengthOf(button.action_id) <= LIMITS.actionId, 'action_id'),
    ...(button.value === undefined ? [] : textProblems('value', button.value, LIMITS.buttonValue)),
    ...(button.url === undefined ? [] : textProblems('url', button.url, LIMITS.url)),
    ...check(button.value !== undefined || button.url !== undefined, 'a button without value or url'),
  ];
}

function richProblems(block: Rich): readonly string[] {
  const elements = richElementsOf(block);
  return [
    ...check(elements.length > 0, 'an empty section'),
    ...elements.flatMap((element) => {
      if (element.type === 'text') return textProblems('rich text', element.text, LIMITS.richText);
      if (element.type === 'link') return textProblems('link', element.url, LIMITS.url);
      if (element.type === 'date') return check(Number.isSafeInteger(element.timestamp), 'timestamp');
      return [`a ${element.type} in rich text`];
    }),
  ];
}

function tableProblems({ rows, column_settings = [] }: Table): readonly string[] {
  const width = rows[0]?.length ?? 0;
  const characters = rows.flat().reduce((sum, cell) => sum + lengthOf(cellText(cell)), 0);
  return [
    ...check(rows.length >= 1 && rows.length <= LIMITS.tableRows, `${rows.length} rows`),
    ...check(width >= 1 && width <= LIMITS.tableColumns, `${width} columns`),
    ...check(
      rows.every((row) => row.length === width),
      'ragged rows',
    ),
    ...check(column_settings.length === width, 'column settings'),
    ...check(characters <= LIMITS.tableCharacters, `${characters} characters in a table`),
    ...rows.flat().flatMap((cell) => {
      if (cell.type === 'rich_text') return richProblems(cell);
      // A blank is how an empty cell is shown.
      return cell.type === 'raw_text' ? check(cell.text.length > 0, 'an empty cell') : ['no text in a cell'];
    }),
  ];
}

function chartProblems({ title, chart: { series, axis_config } }: Chart): readonly string[] {
  const { categories, y_label } = axis_config;
  const names = series.map(({ name }) => name);
  return [
    ...textProblems('chart title', title, LIMITS.chartTitle),
    ...(y_label === undefined ? [] : textProblems('y_label', y_label, LIMITS.chartUnit)),
    ...[...categories, ...names].flatMap((name) => textProblems('chart name', name, LIMITS.chartName)),
    ...check(![...categories, ...names].some((name) => name.trim() === ''), 'a blank name in a chart'),
    ...check(series.length >= 1 && series.length <= LIMITS.chartSeries, `${series.length} series`),
    ...check(categories.length >= 1 && categories.length <= LIMITS.chartPoints, `${categories.length} points`),
    ...check(new Set(categories).size === categories.length, 'two categories have one name'),
    ...check(new Set(names).size === names.length, 'two series have one name'),
    ...series.flatMap(({ data }) => [
      ...check(data.length === categories.length, 'not one point for each category'),
      ...check(
        data.every(({ label, value }, i) => label === categories[i] && Number.isFinite(value)),
        'a point of no category',
      ),
    ]),
  ];
}

function textProblems(what: string, text: string, limit: number): readonly string[] {
  return [
    ...check(text !== '', `${what} is empty`),
    ...check(text.isWellFormed(), `${what} has half a character`),
    ...check(lengthOf(text) <= limit, `${what} has ${lengthOf(text)} characters`),
  ];
}

function check(isRight: boolean, problem: string): readonly string[] {
  return isRight ? [] : [problem];
}

function lengthOf(text: string): number {
  return [...text].length;
}

function actionIds(blocks: readonly SlackBlock[]): readonly (string | undefined)[] {
  return blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.map((element) => element.action_id) : [],
  );
}

/** All text that the blocks show, in order, markup taken off. */
export function shownText(blocks: readonly SlackBlock[]): string {
  return blocks.map(blockText).join('\n');
}

function blockText(block: SlackBlock): string {
  switch (block.type) {
    case 'divider':
      return '';
    case 'header':
      return block.text.text;
    case 'context':
      return block.elements
        .map((element) => {
          if (element.type === 'plain_text') return element.text;
          return element.type === 'mrkdwn' ? readMrkdwn(element.text) : '';
        })
        .join('');
    case 'actions':
      return block.elements.map((element) => (element.type === 'button' ? element.text.text : '')).join(' ');
    case 'rich_text':
      return cellText(block);
    case 'data_visualization':
      return chartText(block);
    case 'table':
      return block.rows.map((row) => row.map(cellText).join(' ')).join('\n');
  }
}

/** Title, unit and the names of the series, then a line for each category. */
function chartText({ title, chart: { series, axis_config } }: Chart): string {
  const lines = axis_config.categories.map((category, i) =>
    [category, ...series.map(({ data }) => String(data[i]?.value))].join(' '),
  );
  return [title, axis_config.y_label ?? '', series.map(({ name }) => name).join(' '), ...lines].join('\n');
}

function cellText(cell: Table['rows'][number][number]): string {
  if (cell.type === 'raw_text') return cell.text;
  if (cell.type !== 'rich_text') return '';
  return richElementsOf(cell)
    .map((element) => {
      if (element.type === 'text') return element.text;
      if (element.type === 'link') return `${element.text ?? ''} (${element.url})`;
      return element.type === 'date' ? (element.fallback ?? '') : '';
    })
    .join('');
}

function richElementsOf(block: Rich) {
  return block.elements.flatMap((element) => (element.type === 'rich_text_section' ? element.elements : []));
}

function readMrkdwn(text: string): string {
  return text
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(https?:[^|>]*)(?:\|([^>]*))?>/g, '$2 ($1)')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
