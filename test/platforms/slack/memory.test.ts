import { type AdapterUnderTest, startAdapter } from './adapter-under-test.ts';
import { buttonPress, directMessage, homeOpened, mention, slashCommand } from './payloads.ts';

let it: AdapterUnderTest;
let keys: (readonly string[])[];
let remember: (keys: readonly string[]) => Promise<boolean>;

beforeEach(async () => {
  keys = [];
  it = await startAdapter({
    remember: (met) => {
      keys.push(met);
      return remember(met);
    },
  });
});

afterEach(() => it.close());

test('an event that another process has met is dropped, and one that is new is answered', async () => {
  remember = async (met) => met.some((key) => key.startsWith('said D'));
  await it.send(directMessage('robots'));
  await it.send(mention('runs'));
  await it.send(homeOpened());
  await it.adapter.close();
  expect(it.asked.map(({ text }) => text)).toEqual(['runs', 'summary']);
  expect(keys).toEqual([
    [expect.stringMatching(/^event Ev/), expect.stringMatching(/^said D1 /)],
    [expect.stringMatching(/^event Ev/), expect.stringMatching(/^said C1 /)],
    [expect.stringMatching(/^event Ev/)],
  ]);
});

test('an event that this process has met is not asked for', async () => {
  remember = async () => false;
  const event = mention('robots');
  await it.send(event);
  await it.send(event);
  expect([keys.length, it.asked.length]).toEqual([1, 1]);
});

test('an event is acknowledged before anybody knows whether it was met', async () => {
  const held = Promise.withResolvers<boolean>();
  remember = () => held.promise;
  const response = await it.send(mention('robots'));
  expect([response.status, it.asked.length]).toEqual([200, 0]);
  held.resolve(false);
  await it.slack.until(() => it.slack.callsOf('chat.postMessage').length > 0);
  expect(it.asked).toHaveLength(1);
});

test('an event is taken for new where nobody can tell', async () => {
  remember = () => Promise.reject(new Error('the store is closed'));
  await it.send(mention('robots'));
  await it.adapter.close();
  expect(it.asked).toHaveLength(1);
  expect(it.log.map(({ message }) => message)).toContain(
    'cannot tell whether an event was met before: taking it for new',
  );
});

test('commands and buttons, which Slack does not send again by itself, are asked for only where they would change something', async () => {
  remember = async () => true;
  await it.send(slashCommand('robots', it.slack.responseUrl()));
  await it.send(buttonPress('say:0', 'runs', { response_url: it.slack.responseUrl() }));
  await it.adapter.close();
  expect([keys.length, it.asked.length]).toEqual([0, 2]);
  expect(await Promise.all(it.asked.map((message) => message.wasMet?.()))).toEqual([true, true]);
  expect(keys.map(([key]) => key?.split(' ')[0])).toEqual(['command', 'press']);
});
