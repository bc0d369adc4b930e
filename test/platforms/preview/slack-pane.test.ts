import { type Button, buttons, type Form, type Reply, reply, text } from '../../../src/core/reply.ts';
import { createSlackPane } from '../../../src/platforms/preview/slack-pane.ts';
import { fc } from '../../fixtures/property.ts';
import { NOW } from './preview-server.ts';

const BERLIN = { zone: 'Europe/Berlin', hour12: false };
const TIMESTAMP = NOW / 1000;

/** The HTML of Block Kit blocks, for a reply that has the buttons. */
async function draw(blocks: readonly unknown[], ...known: readonly Button[]): Promise<string> {
  return drawReply(blocks, reply(buttons(...known)));
}

async function drawReply(blocks: readonly unknown[], drawn: Reply): Promise<string> {
  const pane = await createSlackPane(
    () => [{ text: '', blocks }],
    () => NOW,
  );
  return pane.draw(drawn, BERLIN, new Map());
}

/** What a reader sees of the HTML. */
function textOf(html: string): string {
  const characters: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    '#x27': "'",
  };
  return html.replace(/<[^>]*>/g, '').replace(/&([a-z0-9#]+);/g, (entity, name: string) => characters[name] ?? entity);
}

const section = (text: object): object => ({ type: 'section', text });
const context = (element: object): object => ({ type: 'context', elements: [element] });
const richText = (element: object): object => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [element] }],
});

const HARMLESS = '*Rex* _a_ ~b~ `c` <!channel> <@U1> &amp; <b>x</b> :robot_face:\n1. one\n- two\n> three';

test.each([
  ['plain text', section({ type: 'plain_text', text: HARMLESS })],
  ['plain text in a context', context({ type: 'plain_text', text: HARMLESS, emoji: false })],
  ['a header', { type: 'header', text: { type: 'plain_text', text: HARMLESS } }],
  ['a table cell', { type: 'table', rows: [[{ type: 'raw_text', text: HARMLESS }]] }],
  ['rich text', richText({ type: 'text', text: HARMLESS })],
])('draws %s as it is, whatever markup it looks like', async (_, block) => {
  const html = await draw([block]);
  expect(textOf(html)).toBe(HARMLESS);
  expect(html).not.toMatch(/<(?:strong|em|del|code|b|ol|ul)\b/);
});

describe('any text', () => {
  // Not of the characters that hide others while the library looks for markup, and not blank, as Slack takes no blank text.
  const anyText = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((value) => !/[\uE000-\uE07F\r]/.test(value) && value.trim() !== '');
  const trap = fc.constantFrom(
    '# x',
    '1. x',
    '- x',
    '---',
    '[a](b)',
    '![a](b)',
    '$x$',
    '| a |\n|-|',
    'a\n\nb',
    '&amp;',
    '\\*',
  );
  const drawn = fc.oneof(
    anyText,
    trap,
    fc.tuple(anyText, trap).map((parts) => parts.join(' ')),
  );

  test('is drawn as it is from plain text', async () => {
    await expectDrawnAsIs(drawn, (text) => ({ type: 'plain_text', text }));
  });

  test('is drawn as it is from Markdown, where it holds no markup of Slack', async () => {
    const inert = drawn.map((text) => text.replace(/[*_~`:]/g, '.'));
    const escaped = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    await expectDrawnAsIs(inert, (text) => ({ type: 'mrkdwn', text: escaped(text), verbatim: true }));
  });

  async function expectDrawnAsIs(texts: fc.Arbitrary<string>, make: (text: string) => object): Promise<void> {
    let current = '';
    const blocks = (): object[] => [context(make(current)), section(make(current))];
    const pane = await createSlackPane(
      () => [{ text: '', blocks: blocks() }],
      () => NOW,
    );
    fc.assert(
      fc.property(texts, (text) => {
        current = text;
        expect(textOf(pane.draw(reply(), BERLIN, new Map()))).toBe(text + text);
      }),
    );
  }
});

test("replaces an emoji's name only where plain text asks for it", async () => {
  const named = (emoji: boolean): object => section({ type: 'plain_text', text: '*go* :wave:', emoji });
  expect(textOf(await draw([named(true)]))).toBe('*go* 👋');
  expect(textOf(await draw([named(false)]))).toBe('*go* :wave:');
});

test.each([
  ['Markdown', section({ type: 'mrkdwn', text: `as of <!date^${TIMESTAMP}^{time}|14:20 UTC>` })],
  [
    'Markdown in a context',
    context({ type: 'mrkdwn', text: `as of <!date^${TIMESTAMP}^{time}|14:20 UTC>`, verbatim: true }),
  ],
  ['rich text', richText({ type: 'date', timestamp: TIMESTAMP, format: 'as of {time}', fallback: '14:20 UTC' })],
])("draws times in %s in the reader's zone", async (_, block) => {
  expect(textOf(await draw([block]))).toBe('as of 16:20');
});

test('draws bold, code and links of Markdown', async () => {
  const html = await draw([section({ type: 'mrkdwn', text: '*Rex*, `a*b*c_d_` <https://scout.example/a*b|[a] *b*>' })]);
  expect(textOf(html)).toBe('Rex, a*b*c_d_ [a] *b*');
  expect(html).toMatch(/<strong>.*Rex.*<\/strong>.*<code[^>]*>a\*b\*c_d_<\/code>/);
  expect(html).toContain('href="https://scout.example/a*b"');
});

test('draws a number in a table', async () => {
  expect(textOf(await draw([{ type: 'table', rows: [[{ type: 'raw_number', value: 42 }]] }]))).toBe('42');
});

test.each([
  ['unknown', { type: 'hologram', text: '<b>' }],
  ['broken', { type: 'table', rows: [[{ type: 'rich_text' }]] }],
  ['no block at all', 'robots'],
])('shows a block that is %s as its JSON, and draws the others', async (_, block) => {
  const html = await draw([block, section({ type: 'plain_text', text: 'after' })]);
  expect(html).toContain('<details class="not-drawn">');
  expect(textOf(html)).toContain(JSON.stringify(block, undefined, 2));
  expect(textOf(html)).toMatch(/after$/);
});

test("draws a chart with its names as they are, its colours and none of the library's own buttons", async () => {
  const data = [
    { label: 'Mon', value: 3 },
    { label: '*Tue*', value: -1 },
  ];
  const html = await draw([
    {
      type: 'data_visualization',
      title: 'Runs <a> *day*',
      chart: {
        type: 'bar',
        series: [
          { name: 'completed', data },
          { name: '_failed_', data },
        ],
        axis_config: { categories: ['Mon', '*Tue*'], y_label: 'runs' },
      },
    },
  ]);
  const shown = textOf(html);
  for (const name of ['Runs <a> *day*', 'Mon', '*Tue*', 'completed', '_failed_', 'runs']) expect(shown).toContain(name);
  expect(html.match(/<rect [^>]*fill="rgb\([^"]*"/g)).toHaveLength(6);
  expect(html).not.toMatch(/<button| style=/);
});

test('tells the page what the buttons of the reply do', async () => {
  const elements = [
    { type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'Ref*res*h' }, value: 'robots "a b"' },
    { type: 'button', action_id: 'b', text: { type: 'plain_text', text: 'Open' }, url: 'https://scout.example/?a=1&b' },
    { type: 'button', action_id: 'c', text: { type: 'plain_text', text: 'Stray' }, value: 'unknown' },
  ];
  const html = await draw(
    [{ type: 'actions', elements }],
    { label: 'dropped by the renderer', command: '' },
    { label: 'Open', url: 'https://scout.example/?a=1&b' },
    { label: 'Ref*res*h', command: 'robots "a b"', inPlace: true },
  );
  const tags = [...html.matchAll(/<button type="button"([^>]*?) class/g)].map(([, attributes]) => attributes);
  expect(tags).toEqual([
    ' data-command="robots &quot;a b&quot;" data-in-place=""',
    ' data-url="https://scout.example/?a=1&amp;b"',
    ' disabled=""',
  ]);
  expect(textOf(html)).toBe('Ref*res*hOpenStray');
});

test('shows the pictures of a reply below its message', async () => {
  const bytes = new TextEncoder().encode('png');
  const html = await drawReply(
    [section({ type: 'plain_text', text: 'Panel' })],
    reply({ kind: 'image', alt: 'Panel "7"', mediaType: 'image/png', bytes }),
  );
  expect(html).toMatch(/Panel.*<figure><img src="data:image\/png;base64,cG5n" alt="Panel &quot;7&quot;">/);
});

test('draws the labels of many points so small that they do not touch', async () => {
  const chart = (count: number): object => {
    const data = Array.from({ length: count }, (_, i) => ({ label: `Oct ${i + 1}`, value: i }));
    const categories = data.map(({ label }) => label);
    return {
      type: 'data_visualization',
      title: 'Runs a day',
      chart: { type: 'bar', series: [{ name: 'runs', data }], axis_config: { categories } },
    };
  };
  const sizes = async (count: number) =>
    [...(await draw([chart(count)])).matchAll(/font-size="(\d+)">Oct/g)].map(([, size]) => size);
  expect([await sizes(7), await sizes(14)]).toEqual([Array(7).fill('11'), Array(14).fill('8')]);
});

describe('a form', () => {
  const form: Form = {
    kind: 'form',
    title: 'Say "when"',
    submit: '<Go>',
    command: 'subscribe "a b"',
    fields: [
      {
        kind: 'choice',
        name: 'days',
        label: 'Days',
        options: [
          { label: 'Every <b>day</b>', words: 'daily' },
          { label: 'Never', words: '' },
        ],
        initial: '',
      },
      { kind: 'time', name: 'at', label: 'At', initial: '07:00' },
      {
        kind: 'text',
        name: 'robots',
        label: 'Robots',
        hint: 'a & b',
        before: 'robots',
        initial: '"Rex"',
        optional: true,
      },
    ],
  };

  test('is drawn like a dialog, with names as they are', async () => {
    const html = await drawReply([], reply(form));
    expect(textOf(html)).toBe('Say "when"DaysEvery <b>day</b>NeverAtRobots (optional)a & b<Go>');
    expect(html).toContain('data-command="subscribe &quot;a b&quot;"');
    expect(html).toContain('<option value="daily">Every &lt;b&gt;day&lt;/b&gt;</option><option value="" selected>');
    expect(html).toContain('<input type="time" data-before="" value="07:00" required>');
    expect(html).toContain('<input type="text" data-before="robots" value="&quot;Rex&quot;" autocomplete="off">');
  });

  test('stands below what Slack draws, which does not know of it', async () => {
    const given: Reply[] = [];
    const pane = await createSlackPane(
      (drawn) => {
        given.push(drawn);
        return [{ text: '', blocks: [section({ type: 'plain_text', text: 'When?' })] }];
      },
      () => NOW,
    );
    const html = pane.draw(reply(text('When?'), form), BERLIN, new Map());
    expect(html).toMatch(/When\?.*<form class="dialog"/);
    expect(given).toEqual([reply(text('When?'))]);
    expect(pane.draw(reply(form), BERLIN, new Map())).toMatch(/^<form/);
    expect(given).toHaveLength(1);
  });
});

test('has no id twice on the page', async () => {
  expect(await draw([{ type: 'divider' }, section({ type: 'plain_text', text: 'x' })])).not.toMatch(/ id=/);
});
