import { createBot } from '../../src/core/bot.ts';
import { type Command, command } from '../../src/core/command.ts';
import { UserError } from '../../src/core/errors.ts';
import { firstLine } from '../../src/core/plain-text.ts';
import { bold, reply, text } from '../../src/core/reply.ts';
import { createTestBot, messageOf, noLog } from '../fixtures/ask.ts';
import { createFakeFleet, fakeRun } from '../fixtures/fake-fleet.ts';
import { createFakeLanguage } from '../fixtures/language.ts';

function setUp(run: Command['run'], values: Partial<Command> = {}) {
  const lines: unknown[] = [];
  const write = (values: object, message: string) => lines.push([message, values]);
  const bot = createBot({
    commands: [command({ name: 'try', summary: 'something', parameters: {}, examples: [], run, ...values })],
    language: createFakeLanguage({
      'do it': { isSure: true, line: 'try', also: [{ label: 'Try twice', line: 'try twice' }] },
      'move it': { isSure: true, said: 'I move nothing: use `tablet`.' },
      'what is it': { guesses: [{ label: 'A try', line: 'try' }] },
    }),
    now: () => 0,
    createReference: () => 'ref1',
    log: { info: write, warn: write, error: write },
  });
  return { answer: (words: string) => bot.answer(messageOf(words)), lines };
}

test('runs the command that the first word names, in any case', async () => {
  const { answer } = setUp(async () => reply(text(bold('done'))));
  expect(await answer('TRY')).toMatchObject({ command: 'try', failed: false, reply: { audience: 'everyone' } });
});

test.each(['try?', 'try!', 'Try. ', 'try ?'])('the mark at the end of "%s" is no part of the word', async (words) => {
  const { answer } = setUp(async () => reply(text(bold('done'))));
  expect(await answer(words)).toMatchObject({ command: 'try', failed: false });
});

test('what somebody wrote does not get into the log', async () => {
  const { answer, lines } = setUp(async () => reply(text(bold('done'))));
  await answer('try to keep hunter2 for yourself');
  await answer('hunter2');
  expect(lines).toHaveLength(2);
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});

test('shows the words that a sentence was understood as, and asks the further questions by buttons', async () => {
  const { answer } = setUp(async () => reply(text('done')));
  const { reply: said } = await answer('do it');
  expect(said.blocks).toContainEqual({ kind: 'note', text: ['understood as: ', { kind: 'code', text: 'try' }] });
  expect(said.blocks.at(-1)).toMatchObject({
    kind: 'buttons',
    buttons: [{ label: 'Try twice', command: 'try twice' }],
  });
});

test('says honestly what no command answers', async () => {
  const { answer } = setUp(() => Promise.reject(new Error('must not run')));
  const { reply: said, failed, command: ran } = await answer('move it');
  expect([firstLine(said, 'UTC', 0), failed, ran]).toEqual(['I move nothing: use tablet.', false, undefined]);
});

test('asks what was meant where it is not sure, with its guesses as buttons', async () => {
  const { answer } = setUp(() => Promise.reject(new Error('must not run')));
  const { reply: said } = await answer('what is it');
  expect(firstLine(said, 'UTC', 0)).toBe('I am not sure what you mean.');
  expect(said.blocks.at(-1)).toMatchObject({ buttons: [{ label: 'A try', command: 'try' }, { command: 'help' }] });
});

test('a typed command runs although it begins like a sentence, unless somebody talks', async () => {
  const { answer } = setUp(async () => reply(text('done')), { shared: true });
  expect(await answer('try')).toMatchObject({ command: 'try' });
  expect(await answer('try what you can')).toMatchObject({ failed: false, reply: { audience: 'sender' } });
});

test('the words of a user error go to the asker alone', async () => {
  const { answer } = setUp(() => Promise.reject(new UserError('No robot is called Max.')));
  const { reply: said, failed } = await answer('try');
  expect([failed, said.audience, firstLine(said, 'UTC', 0)]).toEqual([true, 'sender', 'No robot is called Max.']);
});

test('any other error is logged, and the asker gets the reference and none of its words', async () => {
  const { answer, lines } = setUp(() => Promise.reject(new Error('secret detail')));
  const { reply: said } = await answer('try');
  expect(JSON.stringify(said)).toContain('ref1');
  expect(JSON.stringify(said)).not.toContain('secret');
  expect(lines).toEqual([['failed to answer', expect.objectContaining({ reference: 'ref1', err: expect.any(Error) })]]);
});

test('an error thrown at once is answered like one that comes later', async () => {
  const { answer } = setUp(() => {
    throw new UserError('no');
  });
  expect(await answer('try')).toMatchObject({ failed: true });
});

test('a long unknown word is shown shortened', async () => {
  const { answer } = setUp(async () => reply());
  const { reply: said } = await answer('x'.repeat(4_000));
  expect(firstLine(said, 'UTC', 0).length).toBeLessThan(100);
});

test('whoever asks the same within a second shares the answer, and later asks anew', async () => {
  let runs = 0;
  let at = 5_000;
  const counted = (values: Partial<Command>) =>
    command({
      name: 'try',
      summary: '',
      parameters: {},
      examples: [],
      ...values,
      run: async () => reply(text(`${++runs}`)),
    });
  const lines: object[] = [];
  const log = { info: (values: object) => void lines.push(values), warn() {}, error() {} };
  const botOf = (values: Partial<Command>) =>
    createBot({
      commands: [counted(values)],
      language: createFakeLanguage(),
      now: () => at,
      createReference: () => '',
      log,
    });
  const shared = botOf({ shared: true });
  const answers = [await shared.answer(messageOf('try')), await shared.answer(messageOf('try'))];
  expect([runs, answers[0] === answers[1]]).toEqual([1, true]);
  at = 6_000;
  await shared.answer(messageOf('try'));
  expect(runs).toBe(2);
  // Who shared an answer has no line of his own, but is counted.
  expect(lines).toEqual([
    { id: 'test', platform: 'test', command: 'try', ms: 0 },
    { command: 'try', times: 1 },
    { id: 'test', platform: 'test', command: 'try', ms: 0 },
  ]);
  const own = botOf({});
  await own.answer(messageOf('try'));
  await own.answer(messageOf('try'));
  expect(runs).toBe(4);
});

test('an answer that depends on the zone of the reader is not shared', async () => {
  const bot = createTestBot(createFakeFleet({ runs: [fakeRun(1, { startedAt: Date.parse('2026-10-20T23:30:00Z') })] }));
  const line = async (zone: string) => firstLine((await bot.answer(messageOf('runs today', zone))).reply, 'UTC', 0);
  expect([await line('UTC'), await line('Europe/Berlin')]).toEqual(['No run, today.', '1 run, today']);
});

test('what was sent a second time changes nothing again, whoever met it first; what only asks is answered', async () => {
  let runs = 0;
  const run = async () => reply(text(String(++runs)));
  const again = { ...messageOf('try'), wasMet: async () => true };
  const options = { language: createFakeLanguage({}), now: () => 0, createReference: () => '', log: noLog };
  const tried = { name: 'try', summary: 'something', parameters: {}, examples: [], run };
  const changing = createBot({ ...options, commands: [command({ ...tried, changes: true })] });
  expect(await changing.answer(again)).toMatchObject({ failed: true, silent: true });
  expect(runs).toBe(0);
  expect((await changing.answer({ ...again, wasMet: async () => false })).silent).toBeUndefined();
  const asking = createBot({ ...options, commands: [command(tried)] });
  expect((await asking.answer(again)).silent).toBeUndefined();
  expect(runs).toBe(2);
});
