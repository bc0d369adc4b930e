import { type Chart, type Image, type Reply, reply, text } from '../../../src/core/reply.ts';
import { type AdapterUnderTest, startAdapter } from './adapter-under-test.ts';
import { buttonPress, mention, slashCommand } from './payloads.ts';

const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;

const png: Image = { kind: 'image', alt: 'Runs a day', mediaType: 'image/png', bytes: new Uint8Array([137, 80]) };

/** A chart of so many days; Slack draws twenty at most. */
function chartOf(days: number): Chart {
  const labels = Array.from({ length: days }, (_, i) => `Oct ${i + 1}`);
  const series = [{ name: 'done', values: labels.map((_, i) => i) }];
  return { kind: 'chart', title: 'Runs a day', form: 'bar', labels, series, unit: 'runs' };
}

const small = reply(text('Runs'), chartOf(14));
const large = reply(text('Runs'), chartOf(40));

let it: AdapterUnderTest;
let drawn: Chart[];
let draw: (chart: Chart) => Promise<Image>;

beforeEach(async () => {
  drawn = [];
  draw = async () => png;
  it = await startAdapter({
    drawChart: (chart) => {
      drawn.push(chart);
      return draw(chart);
    },
  });
});

afterEach(() => it.close());

const uploads = () => it.slack.callsOf('files.completeUploadExternal').length;
const posted = () => it.slack.callsOf('chat.postMessage').map(({ args }) => JSON.stringify(args['blocks'] ?? args));

async function ask(answer: Reply): Promise<void> {
  it.answerWith(() => answer);
  await it.send(mention('runs'));
  await it.adapter.close();
}

test('a chart that Slack can draw is left to Slack', async () => {
  await ask(small);
  expect([drawn.length, uploads()]).toEqual([0, 0]);
  expect(posted()[0]).toContain('data_visualization');
});

test('a chart that Slack cannot draw goes as a picture', async () => {
  await ask(large);
  expect([drawn.length, uploads()]).toEqual([1, 1]);
  expect(posted()[0]).toContain('Picture: ');
  expect(it.slack.uploads.map(({ bytes }) => [...bytes])).toEqual([[137, 80]]);
});

test('a slash command whose chart has to be drawn is acknowledged first', async () => {
  it.answerWith(() => large);
  const response = await it.send(slashCommand('runs', it.slack.responseUrl()));
  expect(await response.text()).toBe('');
  await it.adapter.close();
  expect([it.slack.responses.length, uploads()]).toEqual([1, 1]);
});

test('a chart that Slack refuses goes as a picture', async () => {
  it.slack.provoke('chat.postMessage', { error: 'invalid_blocks' });
  await ask(small);
  expect([drawn.length, uploads(), posted().length]).toEqual([1, 1, 2]);
  expect(posted()[1]).not.toContain('data_visualization');
});

test('a button’s answer whose chart Slack refuses goes with a picture too', async () => {
  it.slack.provoke('response_url', { status: 400, body: 'invalid_blocks' });
  it.answerWith(() => small);
  await it.send(buttonPress('swap:0', 'runs', { response_url: it.slack.responseUrl() }));
  await it.adapter.close();
  expect([drawn.length, uploads(), it.slack.responses.length]).toEqual([1, 1, 2]);
});

test('what Slack refuses also without charts goes as text', async () => {
  it.slack.provoke('chat.postMessage', { error: 'invalid_blocks' }, { error: 'invalid_blocks' });
  await ask(small);
  expect(posted()[2]).toContain('(times in UTC)');
});

test('a chart that cannot be drawn is a table', async () => {
  draw = () => Promise.reject(new Error('no fonts'));
  await ask(large);
  expect(posted()[0]).toContain('"type":"table"');
  expect(it.log.map(({ message }) => message)).toContain('could not draw a chart');
});

test('what is said unasked has its charts drawn as well', async () => {
  await it.adapter.send(conversation, large, 'd-1');
  expect([drawn.length, uploads()]).toEqual([1, 1]);
});

test('what replaces a message keeps its charts, and gets pictures where Slack refuses them', async () => {
  const sent = await it.adapter.send(conversation, reply(text('Runs')));
  await it.adapter.update(sent, small);
  expect(uploads()).toBe(0);
  it.slack.provoke('chat.update', { error: 'invalid_blocks' });
  await it.adapter.update(sent, small);
  expect([drawn.length, uploads()]).toEqual([1, 1]);
});
