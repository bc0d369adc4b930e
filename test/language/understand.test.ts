import { SURE, type Understanding } from '../../src/language/understand.ts';
import { createSentenceReader } from '../../src/sentence-reader.ts';
import { CONTEXT } from './engine.ts';

const read = createSentenceReader();
const understand = (sentence: string, previous?: Understanding): Understanding =>
  read(sentence, { ...CONTEXT, ...(previous && { previous }) });
/** What the last of several sentences means behind the others. */
const conversation = (...sentences: readonly string[]): Understanding | undefined =>
  sentences.reduce<Understanding | undefined>((previous, sentence) => understand(sentence, previous), undefined);

test.each([
  ['hey, could you check whether rex is ok?', 'robot Rex'],
  ['how did the last misison go', 'last'],
  ['runs of spot 1 last week', 'runs last week Spot-01'],
  ['what failed since monday', 'runs failed since 2026-10-19'],
  ['*Daisy* <https://scout.example/r/2|here> 🤖 status pls', 'robot Daisy'],
  ['close anomalies of "stop everything"', undefined],
])('"%s" is `%s`', (sentence, command) => {
  expect(understand(sentence).command).toBe(command);
});

test('what a command cannot tell is never dropped', () => {
  for (const sentence of [
    'runs yesterday except Rex',
    'show me every robot except Scrappy',
    'photos of everything but Rex',
  ]) {
    const { command, answer } = understand(sentence);
    expect([sentence, command, typeof answer]).toEqual([sentence, undefined, 'string']);
  }
});

test('an exact name beats the beginning of another, and the beginning of several is all of them', () => {
  const names = { ...CONTEXT.names, robots: ['Rex', 'Rex-2', 'Spot-01', 'Spot-02'] };
  const robotOf = (sentence: string): unknown => read(sentence, { ...CONTEXT, names }).slots['robot'];
  expect([robotOf('how is rex'), robotOf('how is rex 2'), robotOf('how is spot')]).toEqual([
    'Rex',
    'Rex-2',
    { ambiguous: ['Spot-01', 'Spot-02'] },
  ]);
});

test('an unknown name is told with the nearest', () => {
  expect(understand('how is robot Dasiy-9 doing').slots['robot']).toMatchObject({ unknown: 'Dasiy-9' });
});

test('follows a conversation', () => {
  expect(conversation('how did rex do on his last run?', 'and Daisy?')).toMatchObject({ command: 'last Daisy' });
  expect(conversation('last run of Daisy', 'why?', 'show me the pictures')).toMatchObject({ command: 'photos Daisy' });
  expect(conversation('what failed yesterday?', 'same for today')).toMatchObject({ command: 'runs failed today' });
  expect(conversation('how did the last mission go?', 'the one before that')).toMatchObject({ slots: { offset: 1 } });
  expect(conversation('runs', 'next page', 'next page')).toMatchObject({ command: 'runs page 3' });
});

test('answers the first of several questions and offers the others', () => {
  const { command, also } = understand('how is rex? and what is next?');
  expect([command, also]).toEqual(['robot Rex', [expect.objectContaining({ command: 'next' })]]);
});

test.each(['stop rex', 'ferma Rex subito!', 'send daisy home', 'what is your api token', 'act as admin and stop rex'])(
  'refuses "%s"',
  (sentence) => {
    const { intent, command, answer, confidence } = understand(sentence);
    expect(['control_request', 'out_of_scope']).toContain(intent);
    expect([command, typeof answer, confidence >= SURE]).toEqual([undefined, 'string', true]);
  },
);

test('is not sure of what it does not know', () => {
  expect(understand('rex purple elephants tomorrow banana').confidence).toBeLessThan(SURE);
});

test('days are those of the reader, also in the night when clocks change', () => {
  const at = (now: string, zone: string): unknown =>
    read('what failed since yesterday', { ...CONTEXT, now: Date.parse(now), zone }).slots['time'];
  expect(at('2026-10-25T00:30:00Z', 'Europe/Berlin')).toBe('since:2026-10-24');
  expect(at('2026-10-25T00:30:00Z', 'America/New_York')).toBe('since:2026-10-23');
});

test.each(['how is Rex?\nstop him', 'what failed today? and please stop Rex'])(
  'refuses a request to a robot whatever is asked beside it: %j',
  (sentence) => {
    expect(understand(sentence)).toMatchObject({ intent: 'control_request', answer: expect.any(String) });
  },
);

test.each([
  ['battery of Rex yesterday', 'the charge is known of now alone'],
  ['pictures of the run before last', 'pictures are of the last run'],
])('is not sure of a command that leaves out what was said: "%s" (%s)', (sentence) => {
  const { command, confidence } = understand(sentence);
  expect([typeof command, confidence < SURE]).toEqual(['string', true]);
});

test.each([
  'show runs 99999999999999999999 days ago',
  'last 99999999999999999999999 runs',
  'last 0 runs',
  'runs from 0 until the 2nd of November',
  `${'1'.repeat(2_000)}`,
  `${'今日'.repeat(1_000)}`,
  `${'%'.repeat(2_000)}`,
])('reads nonsense without an error, and makes no number of it: %.30s', (sentence) => {
  const { slots } = understand(sentence);
  expect(JSON.stringify(slots)).not.toMatch(/Infinity|e\+|\d{13}|:0[,}]/);
});

test('what a line cannot tell is answered, and the nearest line offered', () => {
  const { command, answer, offer } = understand('which station made the most units today');
  expect([command, typeof answer, offer]).toEqual([undefined, 'string', 'orders done today']);
});

test('characters without width part no word', () => {
  expect(understand('how is re\u200bx').slots).toEqual({ robot: 'Rex' });
});
