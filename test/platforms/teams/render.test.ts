import fc from 'fast-check';
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
  type Reply,
  reply,
  type Table,
  type Text,
  text,
  time,
} from '../../../src/core/reply.ts';
import type { CardElement } from '../../../src/platforms/teams/card.ts';
import { LIMITS } from '../../../src/platforms/teams/limits.ts';
import { renderCards } from '../../../src/platforms/teams/render.ts';
import { anyReply } from '../slack/arbitrary-reply.ts';
import { complaintsAbout, drawnTypes, markdownIn, partsOf, shownText } from './drawn-card.ts';

const AT = Date.UTC(2026, 9, 21, 14, 20, 0, 123);
/** Names that would act in markdown, as a mention, or as a date, were they not inert. */
const NASTY = [
  '**x**',
  '_it_ ~~no~~ `code`',
  '[a](http://b.test)',
  '![a](http://b.test)',
  '[a]: http://b.test',
  '<at>Ann</at>',
  '<http://b.test>',
  '&lt;at&gt;Ann&lt;/at&gt;',
  '{{TIME(2026-10-21T10:19:00Z)}}',
  '{{{DATE(2026-10-21T10:19:00Z, SHORT)}}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template language of Adaptive Cards
  '${$root.name}',
  '\\',
  '\\*x\\*',
  '# x',
  '- x',
  '1. x',
  '> x',
  '| a | b |',
  '    x',
];

function bodyOf(...blocks: readonly Block[]): readonly CardElement[] {
  return renderCards(reply(...blocks), {}).flatMap(({ card }) => card.body);
}

function tableOf(columns: readonly string[], rows: readonly (readonly Text[])[]): Table {
  return { kind: 'table', columns: columns.map((title) => ({ title })), rows };
}

function chartOf(form: Chart['form'], ...names: readonly string[]): Chart {
  const series = names.map((name, i) => ({ name, values: [3 + i, -1.5] }));
  return { kind: 'chart', title: 'Runs a day', form, labels: ['Mon', 'Tue'], series, unit: 'runs' };
}

function fieldsOf(...fields: readonly (readonly [label: string, ...value: Text])[]): Block {
  return { kind: 'fields', fields: fields.map(([label, ...value]) => ({ label, value })) };
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value), 'utf8');

/** What is left of a text when what is not seen, or may change, is taken out. */
function essence(shown: string): string {
  return (
    shown
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are not seen
      .replace(/[\s\u0000-\u001F\u007F\u200B\u202A-\u202E\u2066-\u2069\uFFFD]+/gu, '')
  );
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
      return block.title;
    case 'buttons':
    case 'divider':
      return '';
  }
}

/** Everything that could act in the markdown of a card beside what the renderer itself puts there. */
function actsIn(markdown: string): readonly string[] {
  const own = markdown
    .replace(/\{\{(?:DATE\([\dT:-]{19}Z, SHORT|TIME\([\dT:-]{19}Z)\)\}\}/g, '')
    .replace(/\u200B\*\*[^*]+\*\*\u200B/g, 'b')
    .replace(/\[[^[\]]+\]\(https?:[^()\s]+\)/g, 'l')
    .replace(/\\[\\*_`~]/g, '');
  const found = own.match(/[*`~\\]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[\]<&{](?!\u200B)/g) ?? [];
  return [...found, ...(markdown.match(/^(?:\d+[.)]|[-+#>=|\s])|[\r\n]/g) ?? [])];
}

// Machines that are busy with other tests take longer for some hundreds of random replies.
const PATIENCE_MS = 60_000;

function holdsForAny(numRuns: number, check: (any: Reply) => void): () => void {
  return () => fc.assert(fc.property(anyReply, check), { numRuns });
}

describe('any reply whatever', () => {
  test(
    'becomes cards below the size that Teams takes',
    holdsForAny(120, (any) => {
      const sizes = renderCards(any, {}).map(({ card }) => sizeOf(card));
      expect(sizes.filter((size) => size > LIMITS.cardBytes)).toEqual([]);
    }),
    PATIENCE_MS,
  );

  test(
    "is read by Microsoft's own parser without a warning",
    holdsForAny(100, (any) => {
      expect(renderCards(any, {}).flatMap(({ card }) => complaintsAbout(card))).toEqual([]);
    }),
    PATIENCE_MS,
  );

  test(
    'loses no text on the way',
    holdsForAny(120, (any) => {
      const shown = essence(
        renderCards(any, {})
          .map(({ card }) => shownText(card.body) + partsOf(card, 'Image').map((image) => image.altText))
          .join('\n'),
      );
      expect(isWithin(essence(any.blocks.map(sourceText).join('')), shown)).toBe(true);
    }),
    PATIENCE_MS,
  );

  test(
    'has no markup but that of the renderer',
    holdsForAny(120, (any) => {
      const cards = renderCards(any, {}).map(({ card }) => card);
      expect(cards.flatMap(markdownIn).flatMap(actsIn)).toEqual([]);
      const runs = cards.flatMap((card) => partsOf(card, 'TextRun')).map((run) => String(run.text));
      expect(runs.filter((run) => /\{\{/.test(run))).toEqual([]);
      expect(cards.map((card) => Object.keys(card.msteams))).toEqual(cards.map(() => ['width']));
    }),
    PATIENCE_MS,
  );

  test(
    'shows every button that can be one, and the others as words to type',
    holdsForAny(100, (any) => {
      const cards = renderCards(any, {}).map(({ card }) => card);
      const values = cards.flatMap((card) => partsOf(card, 'Action.Execute')).map((each) => JSON.stringify(each.data));
      const shown = essence(cards.map((card) => shownText(card.body)).join('\n'));
      const all = any.blocks.flatMap((each) => (each.kind === 'buttons' ? each.buttons : []));
      for (const each of all) {
        if (!('command' in each)) continue;
        const data = { command: each.command.toWellFormed(), ...('inPlace' in each && { inPlace: true }) };
        expect(values.includes(JSON.stringify(data)) || isWithin(essence(each.command), shown)).toBe(true);
      }
    }),
    PATIENCE_MS,
  );
});

test.each(NASTY)('the name %j is shown as it stands, wherever it stands', (name) => {
  const blocks = [
    heading(name),
    text(name, bold(name), code(name)),
    text(name, bold(name), code(name), link(name, 'https://a.test'), ' at ', time(AT)),
    note(name, time(AT), name),
    fieldsOf([name, name], ['At', time(AT), name, bold(name)]),
    tableOf([name], [[[name]], [[name, time(AT)]]]),
    buttons(button(name, 'robots')),
  ];
  const messages = renderCards(reply(...blocks), {});
  const cards = messages.map(({ card }) => card);
  expect(cards.flatMap(complaintsAbout)).toEqual([]);
  expect(cards.flatMap(markdownIn).flatMap(actsIn)).toEqual([]);
  expect(essence(shownText(cards)).split(essence(name))).toHaveLength(19);
  expect(messages.map(({ summary }) => summary)).toEqual([name.trim()]);
});

test('text is runs, in which there is no markdown', () => {
  expect(
    bodyOf(text('6 robots, ', bold('2 failed'), ' ', code('help'), ' ', link('Scout', 'https://scout.test'))),
  ).toEqual([
    {
      type: 'RichTextBlock',
      inlines: [
        { type: 'TextRun', text: '6 robots, ' },
        { type: 'TextRun', text: '2 failed', weight: 'Bolder' },
        { type: 'TextRun', text: ' ' },
        { type: 'TextRun', text: 'help', fontType: 'Monospace' },
        { type: 'TextRun', text: ' ' },
        {
          type: 'TextRun',
          text: 'Scout',
          selectAction: { type: 'Action.OpenUrl', url: 'https://scout.test/' },
        },
      ],
    },
  ]);
});

test('a line with times is markdown, because the date functions act nowhere else, without fractions of a second', () => {
  expect(
    bodyOf(
      text(
        'Rex_7: ',
        bold('failed'),
        ' at ',
        time(AT),
        '\non ',
        time(AT, 'date'),
        ' or ',
        time(AT, 'date-time'),
        '\nend',
      ),
    ),
  ).toEqual([
    {
      type: 'TextBlock',
      text: 'Rex_7: \u200B**failed**\u200B at {{TIME(2026-10-21T14:20:00Z)}}',
      wrap: true,
    },
    {
      type: 'TextBlock',
      text: 'on {{DATE(2026-10-21T14:20:00Z, SHORT)}} or {{DATE(2026-10-21T14:20:00Z, SHORT)}} {{TIME(2026-10-21T14:20:00Z)}}',
      wrap: true,
      spacing: 'None',
    },
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'end' }], spacing: 'None' },
  ]);
});

test('a date at the beginning of a line does not become a list where a language writes "21. October"', () => {
  expect(markdownIn(bodyOf(text(time(AT, 'date'))))).toEqual(['\u200B{{DATE(2026-10-21T14:20:00Z, SHORT)}}']);
});

test('a moment that Teams cannot show is shown in UTC or said to be unknown', () => {
  expect(shownText(bodyOf(text('at ', time(Number.NaN))))).toBe('at an unknown time');
});

test('names that cannot act in markdown are the values of a fact set, others are lines', () => {
  expect(
    bodyOf(fieldsOf(['Robot', 'spot-7_a (R&D)'], ['Now', time(AT)], ['Last', link('run', 'https://a.test/r?a=1&b=2')])),
  ).toEqual([
    {
      type: 'FactSet',
      facts: [
        { title: 'Robot', value: 'spot-7_a (R&\u200BD)' },
        { title: 'Now', value: '\u200B{{TIME(2026-10-21T14:20:00Z)}}' },
        { title: 'Last', value: '[run](https://a.test/r?a=1&b=2)' },
      ],
    },
  ]);
  expect(bodyOf(fieldsOf(['Robot', '*Rex*'], ['Now', 'idle']))).toMatchObject([
    { type: 'RichTextBlock', inlines: [{ text: 'Robot', weight: 'Bolder' }, { text: ': ' }, { text: '*Rex*' }] },
    { type: 'RichTextBlock', inlines: [{ text: 'Now', weight: 'Bolder' }, { text: ': ' }, { text: 'idle' }] },
  ]);
});

test('a field without a value shows a dash', () => {
  expect(bodyOf(fieldsOf(['Battery']))).toEqual([{ type: 'FactSet', facts: [{ title: 'Battery', value: '–' }] }]);
});

test('a table has its titles as header, and numbers on the right', () => {
  const [table] = bodyOf({
    kind: 'table',
    columns: [{ title: 'Robot' }, { title: 'Battery', align: 'right' }],
    rows: [[[bold('Rex')], ['95 %']]],
  });
  const cell = (shown: string, bolder: boolean): object => ({
    type: 'TableCell',
    items: [
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: shown, ...(bolder && { weight: 'Bolder' }) }] },
    ],
  });
  expect(table).toEqual({
    type: 'Table',
    firstRowAsHeader: true,
    columns: [{ width: 8 }, { width: 11, horizontalCellContentAlignment: 'Right' }],
    rows: [
      { type: 'TableRow', cells: [cell('Robot', true), cell('Battery', true)] },
      { type: 'TableRow', cells: [cell('Rex', true), cell('95 %', false)] },
    ],
  });
});

test('a long table goes on in the next card under the same titles', () => {
  const rows = Array.from({ length: 300 }, (_, i) => [[`robot ${i}`], ['idle'], [time(AT)]]);
  const messages = renderCards(reply(text('300 robots'), tableOf(['Robot', 'Now', 'Since'], rows)), {});
  const tables = messages.flatMap(({ card }) => partsOf(card, 'Table'));
  expect(tables.length).toBeGreaterThan(1);
  expect(tables.map((table) => shownText(table).split('\n')[0])).toEqual(tables.map(() => 'Robot'));
  expect(messages.map(({ summary }) => summary)).toEqual(
    messages.map((_, i) => `300 robots (${i + 1} of ${messages.length})`),
  );
});

test('a table wider than a card goes on in a second one', () => {
  const titles = Array.from({ length: 25 }, (_, i) => `c${i}`);
  const shown = shownText(bodyOf(tableOf(titles, [titles.map((title) => [`v${title}`])])));
  expect(titles.filter((title) => !shown.includes(`v${title}`))).toEqual([]);
});

test('a cell that is too long says how much was cut', () => {
  expect(shownText(bodyOf(tableOf(['Log'], [[['x'.repeat(1_000)]]])))).toContain(
    `${'x'.repeat(325)}… (675 more characters)`,
  );
});

test('a literal of 40,000 characters goes in several cards, whole', () => {
  const words = 'word '.repeat(8_000);
  const messages = renderCards(reply(text(words)), {});
  expect(messages.length).toBe(2);
  expect(
    messages
      .map(({ card }) => shownText(card.body))
      .join('')
      .replaceAll('\n', ''),
  ).toBe(words);
  const stars = renderCards(reply(text('*'.repeat(40_000), time(AT))), {});
  expect(stars.map(({ card }) => sizeOf(card) <= LIMITS.cardBytes)).toEqual(stars.map(() => true));
  expect(
    stars
      .map(({ card }) => shownText(card.body))
      .join('')
      .match(/\*/g),
  ).toHaveLength(40_000);
});

test('a button types its command, also in clients without Action.Execute, and says whether its answer replaces the card', () => {
  const open = { label: 'Scout', url: 'https://scout.test/a' };
  expect(bodyOf(buttons(button('Summary', 'summary'), inPlaceButton('Refresh', 'robots'), open))).toEqual([
    {
      type: 'ActionSet',
      actions: [
        {
          type: 'Action.Execute',
          verb: 'say',
          title: 'Summary',
          data: { command: 'summary' },
          fallback: { type: 'Action.Submit', title: 'Summary', data: { command: 'summary' } },
        },
        {
          type: 'Action.Execute',
          verb: 'say',
          title: 'Refresh',
          data: { command: 'robots', inPlace: true },
          fallback: { type: 'Action.Submit', title: 'Refresh', data: { command: 'robots', inPlace: true } },
        },
        { type: 'Action.OpenUrl', title: 'Scout', url: 'https://scout.test/a' },
      ],
    },
  ]);
});

test('buttons beyond six are in the overflow menu', () => {
  const eight = Array.from({ length: 8 }, (_, i) => button(`Robot ${i}`, `robot ${i}`));
  const modes = partsOf(bodyOf(buttons(...eight)), 'Action.Execute').map((action) => action.mode);
  expect(modes).toEqual([...Array(6).fill(undefined), 'secondary', 'secondary']);
});

test('a label too long for a button ends with an ellipsis, and a command too long for one is shown to be typed', () => {
  const [set, words] = bodyOf(buttons(button('🤖'.repeat(80), 'robots'), button('Long', `robot ${'x'.repeat(1_000)}`)));
  expect(set).toMatchObject({ actions: [{ title: `${'🤖'.repeat(59)}…` }] });
  expect(words).toMatchObject({ inlines: [{ text: 'Long' }, { text: ': ' }, { fontType: 'Monospace' }] });
});

test('an address that is not http, or not one at all, is shown as text', () => {
  expect(bodyOf(text(link('click', 'javascript:alert(1)')))).toEqual([
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'click (javascript:alert(1))' }] },
  ]);
  expect(bodyOf(text(link('click', 'javascript:alert(1)'), time(AT)))).toMatchObject([
    { text: 'click (javascript:alert(1)){{TIME(2026-10-21T14:20:00Z)}}' },
  ]);
});

test('an address in markdown cannot end its link', () => {
  const [block] = bodyOf(text(link('run', 'https://a.test/(x)?q=[y]*'), ' ', time(AT)));
  expect(block).toMatchObject({ text: '[run](https://a.test/%28x%29?q=%5By%5D%2A) {{TIME(2026-10-21T14:20:00Z)}}' });
});

describe('a picture', () => {
  const image = {
    kind: 'image',
    alt: 'A hot motor',
    caption: ['Motor 3, ', time(AT)],
    mediaType: 'image/jpeg',
    bytes: new Uint8Array(3),
  } as const;

  test('comes from its address, with its caption below', () => {
    const pictureUrl = (): string => 'https://bot.test/teams/pictures/1?signature=x';
    expect(renderCards(reply(image), { pictureUrl })[0]?.card.body).toMatchObject([
      {
        type: 'Image',
        url: 'https://bot.test/teams/pictures/1?signature=x',
        altText: 'A hot motor',
        msteams: { allowExpand: true },
      },
      { type: 'TextBlock', text: 'Motor 3, {{TIME(2026-10-21T14:20:00Z)}}', size: 'Small', isSubtle: true },
    ]);
  });

  test('has its address asked for anew for every card, because addresses expire', () => {
    const same = reply(image);
    const urlsWith = (url: string): unknown =>
      renderCards(same, { pictureUrl: () => url }).flatMap(({ card }) =>
        partsOf(card, 'Image').map((each) => each.url),
      );
    expect([urlsWith('https://bot.test/1'), urlsWith('https://bot.test/2')]).toEqual([
      ['https://bot.test/1'],
      ['https://bot.test/2'],
    ]);
  });

  test('is in the card itself where it is small and has no address', () => {
    expect(bodyOf(image)).toMatchObject([{ type: 'Image', url: 'data:image/jpeg;base64,AAAA' }, {}]);
  });

  test('is said to be in Scout where it is large and has no address', () => {
    const large = { ...image, bytes: new Uint8Array(LIMITS.inlinePictureBytes + 1) };
    expect(partsOf(bodyOf(large), 'Image')).toEqual([]);
    expect(shownText(bodyOf(large))).toBe('Picture: Motor 3, \nIt cannot be shown here: look at it in Scout.');
  });
});

test('a divider is a line above what follows it', () => {
  expect(bodyOf(text('a'), { kind: 'divider' }, text('b'), { kind: 'divider' })).toMatchObject([
    { type: 'RichTextBlock' },
    { type: 'RichTextBlock', separator: true },
  ]);
});

test('headings stand out and notes do not', () => {
  expect(bodyOf(heading('Today'), note('as of now'))).toEqual([
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Today', size: 'Medium', weight: 'Bolder' }] },
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'as of now', size: 'Small', isSubtle: true }] },
  ]);
});

test('an empty reply says that there is nothing', () => {
  expect(shownText(bodyOf())).toBe('Nothing to show.');
});

test('the notification is the first line, with times in UTC', () => {
  const summaryOf = (...blocks: readonly Block[]): unknown => renderCards(reply(...blocks), {})[0]?.summary;
  expect(summaryOf({ kind: 'divider' }, text('\n6 robots\nmore'), note('x'))).toBe('6 robots');
  expect(summaryOf(text('as of ', time(AT)))).toBe('as of 14:20 UTC');
  expect(summaryOf(tableOf(['A'], []))).toBe('Here is the answer.');
});

describe('a chart', () => {
  test('of one series is bars, of several bars beside each other, or lines', () => {
    expect(bodyOf(chartOf('bar', 'completed'))).toMatchObject([
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Runs a day (runs)', weight: 'Bolder' }] },
      {
        type: 'Chart.VerticalBar',
        yAxisTitle: 'completed',
        data: [
          { x: 'Mon', y: 3 },
          { x: 'Tue', y: -1.5 },
        ],
        fallback: { type: 'Table' },
      },
    ]);
    const points = [
      { x: 'Mon', y: 4 },
      { x: 'Tue', y: -1.5 },
    ];
    const data = [{ legend: 'completed' }, { legend: 'failed', values: points }];
    expect(bodyOf(chartOf('bar', 'completed', 'failed'))[1]).toMatchObject({ type: 'Chart.VerticalBar.Grouped', data });
    expect(bodyOf(chartOf('line', 'completed', 'failed'))[1]).toMatchObject({ type: 'Chart.Line', data });
    expect(bodyOf(chartOf('line', 'completed'))[1]).toMatchObject({ type: 'Chart.Line' });
  });

  test('is a table of its numbers in hosts that know no charts', () => {
    const [message] = renderCards(reply(chartOf('bar', 'completed', 'failed')), {});
    expect(message && drawnTypes(message.card)).toEqual(['RichTextBlock', 'Table']);
    expect(shownText(message?.card.body)).toBe('Runs a day (runs)\n \ncompleted\nfailed\nMon\n3\n4\nTue\n-1.5\n-1.5');
  });

  test('shows names that look like a date function as they stand', () => {
    const name = '{{DATE(x)}}';
    const drawn = JSON.stringify(bodyOf({ ...chartOf('bar', name, 'b'), title: name, labels: [name, 'Tue'] }));
    expect(drawn).toContain('Chart.VerticalBar.Grouped');
    expect(drawn).not.toContain('{{');
  });

  test.each<[string, Chart]>([
    ['a long label', { ...chartOf('bar', 'a'), labels: ['Mon', 'x'.repeat(LIMITS.chartName + 1)] }],
    ['a label twice', { ...chartOf('bar', 'a'), labels: ['Mon', 'Mon'] }],
    ['an empty name', chartOf('line', 'a', '')],
  ])('with %s is only its table', (_, chart) => {
    expect(bodyOf(chart).map((each) => each.type)).toEqual(['RichTextBlock', 'Table']);
  });

  test('too large to stand twice in a card is only its table', () => {
    const labels = Array.from({ length: 120 }, (_, i) => `day ${i}`);
    const values = labels.map((_, i) => i);
    const types = bodyOf({ ...chartOf('bar'), labels, series: [{ name: 'a', values }] }).map((each) => each.type);
    expect(types).toEqual(['RichTextBlock', 'Table', 'Table']);
  });

  test('without labels or without series is its title', () => {
    for (const empty of [chartOf('bar'), { ...chartOf('bar', 'a'), labels: [] }]) {
      expect(bodyOf(empty)).toEqual([{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Runs a day' }] }]);
    }
  });
});
