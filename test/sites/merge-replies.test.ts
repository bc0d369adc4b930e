import { writeReply } from '../../src/core/plain-text.ts';
import {
  type Block,
  bold,
  button,
  buttons,
  heading,
  note,
  type Reply,
  reply,
  type Text,
  text,
  time,
} from '../../src/core/reply.ts';
import { renderMessages } from '../../src/platforms/slack/render.ts';
import { renderCards } from '../../src/platforms/teams/render.ts';
import { mergeReplies } from '../../src/sites/merge-replies.ts';
import type { SiteAnswers } from '../../src/sites/site-answers.ts';
import { NOW } from '../fixtures/fake-fleet.ts';
import { fc } from '../fixtures/property.ts';
import { fakeSite } from '../fixtures/sites.ts';

const ask: Pick<SiteAnswers, 'lineOf' | 'scope' | 'takesSite'> = {
  lineOf: ({ name }) => `robots site ${name}`,
  scope: '',
  takesSite: (name) => name !== 'help',
};

const merged = (...blocks: readonly (readonly Block[])[]): Reply =>
  mergeReplies({
    ...ask,
    answered: blocks.map((each, i) => ({ site: fakeSite(`site ${i + 1}`, {}), reply: reply(...each) })),
    troubles: [],
  });

const table = (titles: readonly string[], ...rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  columns: titles.map((title) => ({ title })),
  rows: rows.map((row) => row.map((cell) => [cell])),
});

test('tables become one, under all of their columns', () => {
  const answer = merged(
    [text(bold('one')), table(['Robot', 'Battery'], ['Rex', '80 %'])],
    [text('two'), table(['Robot', 'Now'], ['Sam', 'running'])],
    [text('three')],
  );
  expect(answer.blocks).toEqual([
    text(bold('site 1:'), ' ', 'one', '\n', bold('site 2:'), ' ', 'two', '\n', bold('site 3:'), ' ', 'three'),
    {
      kind: 'table',
      columns: [{ title: 'Site' }, { title: 'Robot' }, { title: 'Battery' }, { title: 'Now' }],
      rows: [
        [['site 1'], ['Rex'], ['80 %'], ['not reported']],
        [['site 2'], ['Sam'], ['not reported'], ['running']],
      ],
    },
  ]);
});

test('what each says beside that stands under its name, without its headings', () => {
  const answer = merged(
    [text('one'), heading('Floor'), text('more'), note('as of 10:19 · site 1')],
    [text('two'), text('The last of each:'), table(['Run'], ['a']), note('as of 10:18'), note('cut')],
  );
  expect(writeReply(answer, 'UTC', NOW)).toBe(
    [
      'site 1: one',
      'site 2: two',
      '',
      'site 1',
      'Floor',
      'more',
      'Site    Run',
      '------  ---',
      'site 2  a',
      'as of 10:19 · site 1',
      'site 2: as of 10:18 · cut',
    ].join('\n'),
  );
});

test('a second table of a site is left out, which is said', () => {
  const two = table(['Run'], ['a']);
  const answer = merged([text('one'), two, text('and'), table(['Step'], ['b'])], [text('two'), two]);
  expect(renderMessages(answer)).toHaveLength(1);
  expect(writeReply(answer, 'UTC', NOW)).toContain(
    'Left out for want of room: parts about site 1. All of one site: robots site site 1',
  );
});

test('buttons that all have are asked of all, others of their site, and none of what knows no sites', () => {
  const common = [button('Summary', 'summary'), button('Help', 'help')];
  const { blocks } = mergeReplies({
    ...ask,
    scope: ' site a, b',
    answered: ['a', 'b'].map((name) => ({
      site: fakeSite(name, {}),
      reply: reply(text(name), buttons(button('Why?', `run ${name}`), ...common)),
    })),
    troubles: [],
  });
  expect(blocks.at(-1)).toEqual(
    buttons(
      button('a: Why?', 'run a site a'),
      button('b: Why?', 'run b site b'),
      button('Summary', 'summary site a, b'),
      button('Help', 'help'),
    ),
  );
});

const words = fc.lorem({ maxCount: 60 });
const inline = fc.oneof(words, words.map(bold), fc.constant(time(NOW, 'date-time')));
const line: fc.Arbitrary<Text> = fc.array(inline, { minLength: 1, maxLength: 6 });
const cells = fc.array(fc.array(fc.oneof(fc.lorem({ maxCount: 6 }), fc.constant(time(NOW))), { maxLength: 3 }), {
  minLength: 7,
  maxLength: 7,
});
const block: fc.Arbitrary<Block> = fc.oneof(
  line.map((each) => text(...each)),
  line.map((each) => note(...each)),
  words.map(heading),
  fc.array(fc.record({ label: fc.lorem({ maxCount: 2 }), value: line }), { maxLength: 8 }).map((fields) => ({
    kind: 'fields' as const,
    fields,
  })),
  fc.array(cells, { maxLength: 40 }).map((rows) => ({
    kind: 'table' as const,
    columns: ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((title) => ({ title })),
    rows,
  })),
  fc
    .record({ points: fc.integer({ min: 1, max: 30 }), series: fc.integer({ min: 1, max: 3 }) })
    .map(({ points, series }) => ({
      kind: 'chart' as const,
      title: 'Last days',
      form: 'bar' as const,
      unit: 'runs',
      labels: Array.from({ length: points }, (_, i) => `${i + 1} Oct`),
      series: Array.from({ length: series }, (_, s) => ({
        name: `series ${s}`,
        values: Array.from({ length: points }, (__, i) => i * s),
      })),
    })),
  fc
    .array(fc.lorem({ maxCount: 4 }), { minLength: 1, maxLength: 8 })
    .map((labels) => buttons(...labels.map((label) => button(label, `runs ${label}`)))),
);

test('whatever the sites answer, it is one message of Slack and one card of Teams that names each', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(block, { maxLength: 8 }), { minLength: 2, maxLength: 20 }),
      fc.integer({ min: 0, max: 5 }),
      (answers, late) => {
        const troubles = Array.from({ length: late }, (_, i) => ({
          site: fakeSite(`late ${i}`, {}),
          words: [' has not answered yet'],
          isLate: true,
        }));
        const answered = answers.map((blocks, i) => ({ site: fakeSite(`hall ${i}`, {}), reply: reply(...blocks) }));
        const joint = mergeReplies({ ...ask, answered, troubles });
        const sizes = [renderMessages(joint).length, renderCards(joint, {}).length];
        const first = JSON.stringify(joint.blocks[0]);
        const isNamed = [...answered, ...troubles].every(({ site }) => first.includes(site.name));
        return sizes.every((size) => size === 1) && isNamed;
      },
    ),
    { numRuns: 60 },
  );
});
