import { firstLine, writeReply, writeTime } from '../../src/core/plain-text.ts';
import {
  bold,
  button,
  buttons,
  type Chart,
  code,
  heading,
  link,
  note,
  reply,
  text,
  time,
} from '../../src/core/reply.ts';

const NOW = Date.parse('2026-10-21T10:19:00Z');

test.each([
  ['2026-10-21T08:04:00Z', 'UTC', '08:04'],
  ['2026-10-20T22:04:00Z', 'UTC', '22:04 yesterday'],
  ['2026-10-20T22:04:00Z', 'Europe/Berlin', '00:04'],
  ['2026-10-22T06:00:00Z', 'UTC', '06:00 tomorrow'],
  ['2026-10-19T02:00:00Z', 'UTC', '02:00 on 19 Oct'],
])('%s in %s is %s', (at, zone, words) => {
  expect(writeTime({ at: Date.parse(at), show: 'date-time' }, zone, NOW)).toBe(words);
});

test('writes every kind of block as text', () => {
  const said = reply(
    text(bold('2 robots'), ' at ', time(NOW), ', see ', link('site', 'https://scout.example')),
    heading('Details'),
    { kind: 'fields', fields: [{ label: 'Battery', value: ['not reported'] }] },
    {
      kind: 'table',
      columns: [{ title: 'Robot' }, { title: 'Run' }],
      rows: [
        [['Rex'], [code('1a2b')]],
        [['Spot-01'], ['']],
      ],
    },
    { kind: 'image', alt: 'Panel 7', mediaType: 'image/png', bytes: new Uint8Array(34_000) },
    { kind: 'divider' },
    note('north'),
    buttons(button('Refresh', 'robots'), { label: 'Open', url: 'https://scout.example' }),
  );
  expect(writeReply(said, 'UTC', NOW).split('\n')).toEqual([
    '2 robots at 10:19, see site (https://scout.example)',
    '',
    'Details',
    'Battery: not reported',
    'Robot    Run',
    '-------  ----',
    'Rex      1a2b',
    'Spot-01',
    '[picture: Panel 7 (34 kB)]',
    '----',
    'north',
    '[Refresh: robots] [Open: https://scout.example]',
  ]);
  expect(firstLine(said, 'UTC', NOW)).toBe('2 robots at 10:19, see site (https://scout.example)');
});

test('writes a chart as its title and a table of its numbers', () => {
  const chart: Chart = {
    kind: 'chart',
    title: 'Runs a day',
    form: 'bar',
    labels: ['Mon', 'Tue'],
    series: [
      { name: 'completed', values: [12, 3] },
      { name: 'failed', values: [0, -1.5] },
    ],
    unit: 'runs',
  };
  expect(writeReply(reply(chart), 'UTC', NOW).split('\n')).toEqual([
    'Runs a day (runs)',
    '     completed  failed',
    '---  ---------  ------',
    'Mon  12         0',
    'Tue  3          -1.5',
  ]);
  expect(firstLine(reply(chart), 'UTC', NOW)).toBe('Runs a day (runs)');
  expect(writeReply(reply({ ...chart, labels: [] }), 'UTC', NOW)).toBe('Runs a day');
  expect(writeReply(reply({ ...chart, series: [] }), 'UTC', NOW)).toBe('Runs a day');
});
