import { formPattern } from '../../../src/core/form.ts';
import {
  type Block,
  bold,
  button,
  buttons,
  type Chart,
  code,
  heading,
  inPlaceButton,
  link,
  note,
  privateReply,
  reply,
  type Table,
  type Text,
  text,
  time,
} from '../../../src/core/reply.ts';
import { LIMITS } from '../../../src/platforms/slack/limits.ts';
import { renderHome, renderMessages, type SlackBlock } from '../../../src/platforms/slack/render.ts';
import { fc } from '../../fixtures/property.ts';
import { anyReply } from './arbitrary-reply.ts';
import { problemsOf, problemsOfHome, shownText } from './block-kit-rules.ts';

const AT = Date.UTC(2026, 9, 21, 14, 20);

function blocksOf(...blocks: readonly Block[]): readonly SlackBlock[] {
  return renderMessages(reply(...blocks)).flatMap((message) => message.blocks);
}

function tableOf(columns: readonly string[], rows: readonly (readonly Text[])[]): Table {
  return { kind: 'table', columns: columns.map((title) => ({ title })), rows };
}

function chartOf(form: Chart['form'], ...names: readonly string[]): Chart {
  const series = names.map((name, i) => ({ name, values: [3 + i, -1.5] }));
  return { kind: 'chart', title: 'Runs a day', form, labels: ['Mon', 'Tue'], series, unit: 'runs' };
}

/** What is left of a text when blanks and direction controls, which may change, are taken out. */
function essence(shown: string): string {
  return shown
    .toWellFormed()
    .replace(/[\s\u202A-\u202E\u2066-\u2069]+/gu, '')
    .replace(/\uFFFD/g, '');
}

function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function sourceText(block: Block): string {
  const write = (value: Text): string =>
    value.map((each) => (typeof each === 'string' ? each : each.kind === 'time' ? '' : each.text)).join('');
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'text':
    case 'note':
      return write(block.text);
    case 'fields':
      return block.fields.map(({ label, value }) => label + write(value)).join('');
    case 'table':
      return block.rows.map((row) => row.map(write).join('')).join('');
    case 'chart': {
      if (block.labels.length === 0 || block.series.length === 0) return block.title;
      const rows = block.labels.map((label, i) => label + block.series.map(({ values }) => values[i]).join(''));
      return [block.title, block.unit, ...rows].join('');
    }
    case 'image':
      return block.alt;
    case 'form':
      return formPattern(block);
    case 'buttons':
    case 'divider':
      return '';
  }
}

// Machines that are busy with other tests take longer for some hundreds of random replies.
const PATIENCE_MS = 60_000;

describe('any reply whatever', () => {
  test(
    'becomes messages that Slack accepts',
    () => {
      fc.assert(
        fc.property(anyReply, (any) => {
          expect(renderMessages(any).flatMap(problemsOf)).toEqual([]);
        }),
        { numRuns: 300 },
      );
    },
    PATIENCE_MS,
  );

  test(
    'becomes a home view that Slack accepts',
    () => {
      fc.assert(
        fc.property(anyReply, (any) => {
          expect(problemsOfHome(renderHome(any).blocks)).toEqual([]);
        }),
        { numRuns: 150 },
      );
    },
    PATIENCE_MS,
  );

  test(
    'loses no text on the way',
    () => {
      fc.assert(
        fc.property(anyReply, (any) => {
          const shown = essence(
            renderMessages(any)
              .map((message) => shownText(message.blocks))
              .join('\n'),
          );
          expect(isWithin(essence(any.blocks.map(sourceText).join('')), shown)).toBe(true);
        }),
        { numRuns: 300 },
      );
    },
    PATIENCE_MS,
  );

  test(
    'shows every button that can be one, and the others as words to type',
    () => {
      fc.assert(
        fc.property(anyReply, (any) => {
          const messages = renderMessages(any);
          const values = messages.flatMap(({ blocks }) =>
            blocks.flatMap((each) =>
              each.type === 'actions' ? each.elements.map((element) => ('value' in element ? element.value : '')) : [],
            ),
          );
          const shown = essence(messages.map((message) => shownText(message.blocks)).join('\n'));
          const commands = any.blocks.flatMap((each) =>
            each.kind === 'form'
              ? [each.command]
              : each.kind === 'buttons'
                ? each.buttons.flatMap((one) => ('command' in one ? [one.command] : []))
                : [],
          );
          for (const command of commands) {
            expect(values.includes(command.toWellFormed()) || isWithin(essence(command), shown)).toBe(true);
          }
        }),
        { numRuns: 100 },
      );
    },
    PATIENCE_MS,
  );
});

test('a literal is inert: no markup, mention or emoji code comes of a name', () => {
  const name = '<!channel> *Rex* & :tada: <@U1>';
  expect(blocksOf(text(name))).toEqual([
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: name }] }] },
  ]);
  expect(blocksOf(heading(name))).toEqual([{ type: 'header', text: { type: 'plain_text', text: name, emoji: false } }]);
  expect(blocksOf(note(name))).toEqual([
    { type: 'context', elements: [{ type: 'plain_text', text: name, emoji: false }] },
  ]);
  expect(blocksOf(tableOf(['Robot'], [[[name]]]))).toMatchObject([
    { rows: [[{ type: 'raw_text' }], [{ type: 'raw_text', text: name }]] },
  ]);
  expect(renderMessages(reply(text(name)))[0]?.text).toBe('&lt;!channel&gt; *Rex* &amp; :tada: &lt;@U1&gt;');
});

test('right-to-left names stay in their place and direction controls are taken out', () => {
  expect(shownText(blocksOf(text('שלום')))).toBe('\u2068שלום\u2069');
  expect(shownText(blocksOf(text('exe\u202Egnp')))).toBe('exegnp');
});

test('times are shown in the reader’s zone, with UTC for clients that cannot', () => {
  expect(blocksOf(text(time(AT), ' ', time(AT, 'date'), ' ', time(AT, 'date-time')))).toMatchObject([
    {
      elements: [
        {
          elements: [
            { type: 'date', timestamp: AT / 1000, format: '{time}', fallback: '14:20 UTC' },
            {},
            { format: '{date_short_pretty}', fallback: '2026-10-21 (UTC)' },
            {},
            { format: '{date_short_pretty} at {time}', fallback: '2026-10-21 14:20 UTC' },
          ],
        },
      ],
    },
  ]);
});

test('a note is one line of mrkdwn with dates, escaped, and never linked by itself', () => {
  expect(
    blocksOf(
      note('R&D <north> · as of ', time(AT), ', ', bold('stale'), ' ', link('page', 'https://scout.test/a?b&c')),
    ),
  ).toEqual([
    {
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          verbatim: true,
          text: `R&amp;D &lt;north&gt; · as of <!date^${AT / 1000}^{time}|14:20 UTC>, *stale* <https://scout.test/a?b&amp;c|page>`,
        },
      ],
    },
  ]);
});

test('a note part that would format becomes plain text, also when two literals make it up together', () => {
  expect(blocksOf(note('as of ', time(AT), ' :ta', 'da: '))).toMatchObject([
    { elements: [{ type: 'mrkdwn' }, { type: 'plain_text', text: ' :tada: ', emoji: false }] },
  ]);
  expect(blocksOf(note('> quoted'))).toMatchObject([{ elements: [{ type: 'plain_text' }] }]);
});

test('a note of many kinds of parts goes on in further context blocks', () => {
  const parts = Array.from({ length: 12 }, (_, i) => [time(AT + i * 60_000), ' *x* ']).flat();
  expect(blocksOf(note(...parts)).map((each) => (each.type === 'context' ? each.elements.length : 0))).toEqual([
    10, 10, 4,
  ]);
});

test('fields are lines with bold labels', () => {
  expect(
    blocksOf({
      kind: 'fields',
      fields: [
        { label: 'Robot', value: ['Rex'] },
        { label: 'Now', value: ['idle'] },
      ],
    }),
  ).toMatchObject([
    {
      elements: [
        {
          elements: [
            { text: 'Robot', style: { bold: true } },
            { text: ': ' },
            { text: 'Rex' },
            { text: '\n' },
            { text: 'Now' },
            {},
            {},
          ],
        },
      ],
    },
  ]);
});

test('a table has its titles as first row, alignment for each column, and blanks for empty cells', () => {
  const [table] = blocksOf({
    kind: 'table',
    columns: [{ title: 'Robot' }, { title: 'Battery', align: 'right' }],
    rows: [
      [['Rex'], []],
      [[bold('Daisy')], ['95 %']],
    ],
  });
  expect(table).toEqual({
    type: 'table',
    column_settings: [
      { align: 'left', is_wrapped: true },
      { align: 'right', is_wrapped: true },
    ],
    rows: [
      [
        { type: 'raw_text', text: 'Robot' },
        { type: 'raw_text', text: 'Battery' },
      ],
      [
        { type: 'raw_text', text: 'Rex' },
        { type: 'raw_text', text: ' ' },
      ],
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Daisy', style: { bold: true } }] }],
        },
        { type: 'raw_text', text: '95 %' },
      ],
    ],
  });
});

test('two tables go in two messages, because Slack takes one in a message', () => {
  const table = tableOf(['A'], [[['1']]]);
  const messages = renderMessages(reply(text('Two tables'), table, table));
  expect(messages.map((message) => message.text)).toEqual(['Two tables (1 of 2)', 'Two tables (2 of 2)']);
});

test('a long table goes on in the next message under the same titles', () => {
  const rows = Array.from({ length: 150 }, (_, i) => [[`robot ${i}`]]);
  const tables = blocksOf(tableOf(['Robot'], rows)).flatMap((each) => (each.type === 'table' ? [each] : []));
  expect(tables.map((each) => each.rows.length)).toEqual([100, 52]);
  expect(tables.map((each) => each.rows[0])).toEqual([
    [{ type: 'raw_text', text: 'Robot' }],
    [{ type: 'raw_text', text: 'Robot' }],
  ]);
});

test('a table wider than Slack allows goes on in a second one', () => {
  const titles = Array.from({ length: 45 }, (_, i) => `c${i}`);
  const shown = shownText(blocksOf(tableOf(titles, [titles.map((title) => [`v${title}`])])));
  expect(titles.filter((title) => !shown.includes(`v${title}`))).toEqual([]);
});

test('a cell that is too long says how much was cut', () => {
  const [table] = blocksOf(tableOf(['Log'], [[['x'.repeat(1_500)]], [[bold('y'.repeat(1_500))]]]));
  const shown = shownText(table ? [table] : []);
  expect(shown).toContain(`${'x'.repeat(968)}… (532 more characters)`);
  expect(shown).toContain(`${'y'.repeat(968)}… (532 more characters)`);
});

test('a button types its command, or opens an address, and says whether its answer replaces the message', () => {
  const list = buttons(button('Summary', 'summary'), inPlaceButton('Refresh', 'robots'), {
    label: 'Scout',
    url: 'https://scout.test',
  });
  expect(blocksOf(list)).toEqual([
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'say:0',
          text: { type: 'plain_text', text: 'Summary', emoji: false },
          value: 'summary',
        },
        {
          type: 'button',
          action_id: 'swap:1',
          text: { type: 'plain_text', text: 'Refresh', emoji: false },
          value: 'robots',
        },
        {
          type: 'button',
          action_id: 'open:2',
          text: { type: 'plain_text', text: 'Scout', emoji: false },
          url: 'https://scout.test',
        },
      ],
    },
  ]);
});

test('a label too long for a button ends with an ellipsis, and a command too long for one is shown to be typed', () => {
  const [actions, words] = blocksOf(
    buttons(button('🤖'.repeat(80), 'robots'), button('Long', `robot ${'x'.repeat(2_000)}`)),
  );
  expect(actions).toMatchObject({ elements: [{ text: { text: `${'🤖'.repeat(74)}…` } }] });
  expect(words).toMatchObject({
    elements: [{ elements: [{ text: 'Long' }, { text: ': ' }, { style: { code: true } }] }],
  });
});

test('a heading too long for a header becomes bold text', () => {
  expect(blocksOf(heading('h'.repeat(LIMITS.headerText)))).toMatchObject([{ type: 'header' }]);
  expect(blocksOf(heading('h'.repeat(LIMITS.headerText + 1)))).toMatchObject([{ type: 'rich_text' }]);
});

test('a text of 30,000 characters goes in several messages, each below the size that Slack refuses', () => {
  const messages = renderMessages(reply(text('word '.repeat(6_000))));
  expect(messages.length).toBe(4);
  expect(
    messages.map((message) => shownText(message.blocks).replaceAll('\n', '').length <= LIMITS.messageCharacters),
  ).toEqual([true, true, true, true]);
  expect(
    messages
      .map((message) => shownText(message.blocks))
      .join('')
      .replaceAll('\n', ''),
  ).toBe('word '.repeat(6_000));
});

test('an address that is not http, or not one at all, is shown as text', () => {
  expect(blocksOf(text(link('click', 'javascript:alert(1)')))).toMatchObject([
    { elements: [{ elements: [{ type: 'text', text: 'click (javascript:alert(1))' }] }] },
  ]);
});

test('code stays code', () => {
  expect(blocksOf(text(code('robots')))).toMatchObject([
    { elements: [{ elements: [{ text: 'robots', style: { code: true } }] }] },
  ]);
});

test('a picture is announced by a line: a block that shows the file would be refused until Slack has it', () => {
  const image = { kind: 'image', alt: 'A hot motor', mediaType: 'image/png', bytes: new Uint8Array(1) } as const;
  expect(blocksOf(image)).toMatchObject([{ type: 'rich_text' }]);
  expect(shownText(blocksOf(image))).toBe('Picture: A hot motor');
});

test('an empty reply says that there is nothing', () => {
  expect(shownText(renderMessages(privateReply())[0]?.blocks ?? [])).toBe('Nothing to show.');
  expect(renderHome(reply(text(''))).blocks).toHaveLength(1);
});

test('the notification is the first line, also when other blocks come before the first text', () => {
  expect(renderMessages(reply({ kind: 'divider' }, text('\n6 robots\nmore'), note('x')))[0]?.text).toBe('6 robots');
  expect(renderMessages(reply(tableOf(['A'], [])))[0]?.text).toBe('Here is the answer.');
  expect(renderMessages(reply(text('as of ', time(AT))))[0]?.text).toBe('as of 14:20 UTC');
});

test('App Home shows a table as lines', () => {
  const { blocks } = renderHome(
    reply(
      tableOf(
        ['Robot', 'Now', ''],
        [
          [['Rex'], ['idle'], ['x']],
          [['Daisy'], [], []],
        ],
      ),
    ),
  );
  expect(shownText(blocks)).toBe('Robot: Rex · Now: idle · x\nRobot: Daisy');
});

test('App Home says how much did not fit', () => {
  const { blocks } = renderHome(reply(...Array.from({ length: 130 }, () => ({ kind: 'divider' as const }))));
  expect(blocks).toHaveLength(LIMITS.homeBlocks);
  expect(shownText(blocks)).toContain("31 more parts don't fit here");
});

test('a chart has a point for each label in each series, and its unit on the axis', () => {
  const point = (label: string, value: number): object => ({ label, value });
  expect(blocksOf(chartOf('bar', 'completed', '<!channel>'))).toEqual([
    {
      type: 'data_visualization',
      title: 'Runs a day',
      chart: {
        type: 'bar',
        series: [
          { name: 'completed', data: [point('Mon', 3), point('Tue', -1.5)] },
          { name: '<!channel>', data: [point('Mon', 4), point('Tue', -1.5)] },
        ],
        axis_config: { categories: ['Mon', 'Tue'], y_label: 'runs' },
      },
    },
  ]);
  expect(blocksOf(chartOf('line', 'completed'))).toMatchObject([{ chart: { type: 'line' } }]);
});

const CHART = chartOf('bar', 'completed');
const POINTS = Array.from({ length: LIMITS.chartPoints + 1 }, (_, i) => i);

test.each<[string, Chart]>([
  ['a long title', { ...CHART, title: 'x'.repeat(LIMITS.chartTitle + 1) }],
  ['no title', { ...CHART, title: ' ' }],
  ['a long unit', { ...CHART, unit: 'x'.repeat(LIMITS.chartUnit + 1) }],
  ['a long label', { ...CHART, labels: ['Mon', 'x'.repeat(LIMITS.chartName + 1)] }],
  ['an empty label', { ...CHART, labels: ['Mon', ''] }],
  ['a label twice', { ...CHART, labels: ['Mon', 'Mon '] }],
  ['a series twice', chartOf('bar', 'completed', 'completed')],
  ['many series', chartOf('bar', 'a', 'b', 'c', 'd', 'e', 'f', 'g')],
  ['many points', { ...CHART, labels: POINTS.map(String), series: [{ name: 'completed', values: POINTS }] }],
  ['too few values', { ...CHART, series: [{ name: 'completed', values: [3] }] }],
  ['what is no number', { ...CHART, series: [{ name: 'completed', values: [3, Number.NaN] }] }],
])('a chart that Slack would refuse for %s is a table of its numbers', (_, chart) => {
  const blocks = blocksOf(chart);
  expect(blocks.map((each) => each.type)).toEqual(['rich_text', 'table']);
  expect(shownText(blocks)).toContain(`(${chart.unit})`);
  expect(shownText(blocks)).toContain(`\n${chart.labels[0]} ${chart.series[0]?.values[0]}`);
});

test('a third chart goes in the next message, because Slack takes two in a message', () => {
  const messages = renderMessages(reply(CHART, CHART, CHART));
  expect(messages.map(({ blocks }) => blocks.length)).toEqual([2, 1]);
  expect(messages[0]?.text).toBe('Runs a day (1 of 2)');
});

test('App Home shows a chart as lines', () => {
  const { blocks } = renderHome(reply(chartOf('line', 'completed', 'failed')));
  expect(shownText(blocks)).toBe(
    'Runs a day (runs)\nMon · completed: 3 · failed: 4\nTue · completed: -1.5 · failed: -1.5',
  );
});

test('a chart without labels or without series is its title', () => {
  expect(blocksOf({ ...CHART, labels: [] }, { ...CHART, series: [] }).map((each) => each.type)).toEqual([
    'rich_text',
    'rich_text',
  ]);
  expect(shownText(blocksOf({ ...CHART, labels: [] }))).toBe('Runs a day');
});
