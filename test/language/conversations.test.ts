import type { Message } from '../../src/core/message.ts';
import { writeReply } from '../../src/core/plain-text.ts';
import { createTestBot, messageOf } from '../fixtures/ask.ts';
import { createFakeFleet, fakeRun, NOW } from '../fixtures/fake-fleet.ts';

const fleet = createFakeFleet({
  robots: [{ name: 'Rex' }, { name: 'Daisy' }],
  missions: [{ uuid: 'm', name: 'Perimeter Patrol' }],
  runs: [fakeRun(1), fakeRun(2, { robot: 'Daisy', mission: 'Perimeter Patrol' })],
});

function setUp() {
  const bot = createTestBot(fleet);
  return async (text: string, from: Partial<Message['conversation']> = {}, id = 'U1'): Promise<string> => {
    const message = messageOf(text);
    const conversation = { ...message.conversation, ...from };
    const { reply } = await bot.answer({ ...message, conversation, sender: { ...message.sender, id } });
    return writeReply(reply, 'UTC', NOW);
  };
}

test('a question behind a typed command is understood by it', async () => {
  const say = setUp();
  await say('last Rex');
  expect(await say('and Daisy?')).toMatch(/^Perimeter Patrol on Daisy[\s\S]*understood as: last Daisy/);
});

test('each thread, and outside of threads each person, has a conversation of its own', async () => {
  const say = setUp();
  await say('how did the last run of Rex go?', { thread: 't1' });
  expect(await say('and Daisy?', { thread: 't1' }, 'U2')).toContain('understood as: last Daisy');
  expect(await say('why?', {}, 'U3')).toContain('Why what?');
});

test('control is refused, and the safe way told', async () => {
  expect(await setUp()('please stop Rex')).toMatch(/^I do not move, stop or start robots.*e-stop/);
});

test('further questions of a message are offered as buttons', async () => {
  const answer = await setUp()('how is Rex? and what is next?');
  expect(answer).toMatch(/^Rex is not running[\s\S]*You asked more than one thing.*\n\[What comes next: next\]/);
});
