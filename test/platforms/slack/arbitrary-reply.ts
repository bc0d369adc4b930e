import type { Block, Button, Form, FormField, Inline, Reply, Text } from '../../../src/core/reply.ts';
import { fc } from '../../fixtures/property.ts';

const NASTY = [
  '',
  ' ',
  '\n',
  '<!channel>',
  '<@U123>',
  '<https://evil.test|click>',
  '*bold* _it_ ~no~ `code`',
  '> quote',
  ':tada: & :+1:',
  'a & b < c > d &amp;',
  '\u202Egnp.exe',
  'שלום עולם',
  'مرحبا',
  '👩‍🚀'.repeat(30),
  '\uD800 half',
  'x'.repeat(4_000),
  'words and '.repeat(400),
  '🤖'.repeat(3_500),
];

const literal = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 60 }));
/** Texts short enough to be shown whole in a table cell or on a button. */
const short = fc.oneof(fc.constantFrom(...NASTY.filter((text) => text.length <= 40)), fc.string({ maxLength: 40 }));
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('', 'javascript:alert(1)', 'https://a.test/|x>', `https://a.test/${'y'.repeat(3_100)}`),
);
const moment = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(-1, Number.NaN, 8.7e15));

function inlineOf(text: fc.Arbitrary<string>): fc.Arbitrary<Inline> {
  return fc.oneof(
    { weight: 3, arbitrary: text },
    fc.record({ kind: fc.constant('bold' as const), text }),
    fc.record({ kind: fc.constant('code' as const), text }),
    fc.record({ kind: fc.constant('link' as const), text, url }),
    fc.record({ kind: fc.constant('time' as const), at: moment, show: fc.constantFrom('time', 'date', 'date-time') }),
  );
}

const inline = inlineOf(literal);
const text: fc.Arbitrary<Text> = fc.array(inline, { maxLength: 8 });
/** What a cell shows whole. */
const cell: fc.Arbitrary<Text> = fc.array(
  inlineOf(short).filter((each) => typeof each === 'string' || each.kind !== 'link' || each.url.length < 60),
  { maxLength: 2 },
);

const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({ label: literal, command: literal }),
  fc.record({ label: literal, command: literal, inPlace: fc.constant(true as const) }),
  fc.record({ label: literal, url }),
);

const table: fc.Arbitrary<Block> = fc
  .record({
    columns: fc.integer({ min: 0, max: 8 }),
    rows: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(99, 100, 101, 260)),
  })
  .chain(({ columns, rows }) =>
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(fc.record({ title: short, align: fc.constantFrom('left' as const, 'right' as const) }), {
        minLength: columns,
        maxLength: columns,
      }),
      rows: fc
        .array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 4 })
        .map((some) => Array.from({ length: rows }, (_, i) => some[i % some.length] ?? [])),
    }),
  );

/** Values by which charts go wrong in one way or another: too many, too few, the same or blank names. */
const chart: fc.Arbitrary<Block> = fc.record({ points: fc.integer({ min: 0, max: 30 }) }).chain(({ points }) => {
  const name = fc.oneof(fc.constantFrom('', ' ', 'x'.repeat(21)), fc.string({ minLength: 1, maxLength: 20 }), short);
  const value = fc.oneof(fc.integer({ min: -500, max: 500 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const values = fc.array(value, { minLength: points, maxLength: points });
  return fc.record({
    kind: fc.constant('chart' as const),
    title: fc.oneof(literal, short),
    form: fc.constantFrom('bar' as const, 'line' as const),
    labels: fc.oneof(
      fc.array(name, { minLength: points, maxLength: points }),
      fc.constant(Array.from({ length: points }, (_, i) => `Oct ${i + 1}`)),
    ),
    series: fc.oneof(
      fc.array(fc.record({ name: fc.oneof(name, literal), values }), { maxLength: 8 }),
      fc
        .array(values, { maxLength: 8 })
        .map((all) => all.map((each, i) => ({ name: `${NASTY[(i + 3) % 12]}${i}`.slice(-20), values: each }))),
    ),
    unit: fc.oneof(short, literal),
  });
});

const chosen = (words: fc.Arbitrary<string>) =>
  fc.record({
    kind: fc.constant('choice' as const),
    options: fc.array(fc.record({ label: literal, words }), { maxLength: 250 }),
    initial: words,
  });
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

function formOf(words: fc.Arbitrary<string>): fc.Arbitrary<Form> {
  const kinds = fc.oneof(
    chosen(words),
    fc.record({ kind: fc.constant('time' as const), initial: fc.oneof(clock, literal) }),
    fc.record(
      { kind: fc.constant('text' as const), initial: words, optional: fc.constant(true as const) },
      { requiredKeys: ['kind'] },
    ),
  );
  const named = fc.record({ label: literal, hint: literal, before: words }, { requiredKeys: ['label'] });
  const fields = fc.array(fc.tuple(kinds, named), { maxLength: 8 });
  return fc.record({
    kind: fc.constant('form' as const),
    title: literal,
    submit: literal,
    command: words,
    fields: fields.map((all): FormField[] => all.map(([kind, name], i) => ({ ...kind, ...name, name: `field ${i}` }))),
  });
}

/** Any form whatever, also such as Slack cannot show. */
export const anyForm: fc.Arbitrary<Form> = formOf(literal);

/** Forms of a size that people fill in. */
export const ordinaryForm: fc.Arbitrary<Form> = formOf(short.filter((words) => words.isWellFormed())).filter(
  ({ fields }) => fields.length > 0 && fields.every((field) => field.kind !== 'choice' || field.options.length > 0),
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: literal }),
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({ kind: fc.constant('note' as const), text }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: literal, value: text }), { maxLength: 5 }),
  }),
  table,
  chart,
  fc.record({
    kind: fc.constant('image' as const),
    alt: literal,
    mediaType: fc.constant('image/png' as const),
    bytes: fc.constant(new Uint8Array([137, 80, 78, 71])),
  }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 60 }) }),
  anyForm,
  fc.constant({ kind: 'divider' as const }),
);

/** Any reply whatever: all kinds of blocks, texts that look like markup, are empty, long, right to left or broken. */
export const anyReply: fc.Arbitrary<Reply> = fc.record({
  blocks: fc.oneof(
    fc.array(block, { maxLength: 12 }),
    fc.array(block, { minLength: 1, maxLength: 3 }).map((few) => Array.from({ length: 40 }, () => few).flat()),
  ),
  audience: fc.constantFrom('everyone' as const, 'sender' as const),
});
