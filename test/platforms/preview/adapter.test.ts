import { button, buttons, type Chart, type Image, privateReply, reply, text } from '../../../src/core/reply.ts';
import { NOW, type PreviewServer, startPreview } from './preview-server.ts';

const READER = { zone: 'Europe/Berlin', hour12: false };
let server: PreviewServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

test('answers a line with the reply as HTML, one piece for each pane', async () => {
  server = await startPreview(() => reply(text('6 robots'), buttons(button('Summary', 'summary'))));
  const response = await server.post('/preview/messages', { text: '/scout robots', ...READER });
  expect(response.status).toBe(200);
  const { at, audience, panes } = (await response.json()) as { at: number; audience: string; panes: string[] };
  expect([at, audience, panes.length]).toEqual([NOW, 'everyone', 2]);
  expect(panes[0]).toContain('6 robots');
  expect(panes[0]).toContain('data-command="summary"');
  expect(panes[1]).toContain('{&quot;command&quot;:&quot;summary&quot;}');
});

test('says which answers only the asker sees', async () => {
  server = await startPreview(() => privateReply(text('help')));
  const response = await server.post('/preview/messages', { text: 'help', ...READER });
  expect(await response.json()).toMatchObject({ audience: 'sender' });
});

test.each([
  ['/scout robots', 'robots'],
  ['/scout', ''],
  ['@Scout how did the last mission go?', 'how did the last mission go?'],
  [' last ', 'last'],
  ['scouting report', 'scouting report'],
  ['/scouts', '/scouts'],
])('hands %j to the bot as %j', async (typed, text) => {
  server = await startPreview(() => reply());
  await server.post('/preview/messages', { text: typed, ...READER });
  expect(server.asked.map((message) => message.text)).toEqual([text]);
});

test("tells the bot the reader's zone, and UTC where the zone is unknown", async () => {
  server = await startPreview(() => reply());
  await server.post('/preview/messages', { text: 'runs', ...READER });
  await server.post('/preview/messages', { text: 'runs', zone: 'Middle/Earth', hour12: true });
  const zones = await Promise.all(server.asked.map(({ sender }) => sender.zone()));
  expect(zones).toEqual(['Europe/Berlin', 'UTC']);
  expect(new Set(server.asked.map(({ id }) => id)).size).toBe(2);
});

test('refuses a body that is not a question', async () => {
  server = await startPreview(() => reply());
  for (const body of ['robots', { text: 5, ...READER }, { text: 'robots' }]) {
    expect((await server.post('/preview/messages', body)).status).toBe(400);
  }
  expect(server.asked).toEqual([]);
});

test('says so in the answer when a reply cannot be drawn, and logs it', async () => {
  const renderSlack = (): never => {
    throw new Error('too wide');
  };
  server = await startPreview(() => reply(text('x')), { renderSlack });
  const response = await server.post('/preview/messages', { text: 'robots', ...READER });
  expect(await response.json()).toMatchObject({
    panes: [expect.stringContaining('could not be drawn'), expect.stringContaining('teams-card')],
  });
  expect(server.errors).toEqual(['failed to draw a reply']);
});

test('tells the page its panes and what to try, and no controls where there are none', async () => {
  server = await startPreview(() => reply());
  const response = await fetch(`${server.origin}/preview/state`);
  expect(await response.json()).toEqual({ panes: ['Slack', 'Teams'], suggestions: ['/scout robots', '/scout last'] });
  expect((await server.post('/preview/controls', { moveMs: 1000 })).status).toBe(404);
});

test('moves the clock and switches known faults', async () => {
  let now = NOW;
  const faults: Record<string, boolean> = { 'Scout down': false };
  server = await startPreview(() => reply(), {
    controls: {
      now: () => now,
      moveClock(ms) {
        now += ms;
      },
      faults: () => faults,
      setFault(name, on) {
        faults[name] = on;
      },
    },
  });
  const changes = [
    [{ moveMs: 600_000 }, 200],
    [{ fault: 'Scout down', on: true }, 200],
    [{ fault: 'toString', on: true }, 400],
    [{ moveMs: -1 }, 400],
    [{ moveMs: 1.5 }, 400],
    [{}, 400],
  ] as const;
  for (const [change, status] of changes) {
    expect((await server.post('/preview/controls', change)).status).toBe(status);
  }
  const state = await (await fetch(`${server.origin}/preview/state`)).json();
  expect(state).toMatchObject({ controls: { now: NOW + 600_000, faults: { 'Scout down': true } } });
  expect(faults).toEqual({ 'Scout down': true });
});

test('shows what the bot says unasked to open pages and to later ones, also when it is replaced', async () => {
  server = await startPreview(() => reply());
  const { adapter, origin } = server;
  const conversation = { platform: 'preview', team: 'demo', channel: 'robots', kind: 'channel' } as const;
  const open = await follow(origin);
  const sent = await adapter.send(conversation, reply(text('Rex is back')));
  expect(await open.next()).toMatchObject({
    id: sent.id,
    panes: [expect.stringContaining('Rex is back'), expect.stringContaining('Rex is back')],
  });
  await adapter.update(sent, reply(text('Rex is charged')));
  const replaced = {
    id: sent.id,
    panes: [expect.stringContaining('Rex is charged'), expect.stringContaining('Rex is charged')],
  };
  expect(await open.next()).toMatchObject(replaced);
  expect(await (await follow(origin)).next()).toMatchObject(replaced);
});

test('finds what it said unasked by its mark, as long as it keeps it', async () => {
  server = await startPreview(() => reply());
  const { adapter } = server;
  const conversation = { platform: 'preview', team: 'demo', channel: 'robots', kind: 'channel' } as const;
  await adapter.send(conversation, reply(text('Summary')), 'delivery-1');
  const sent = await adapter.send(conversation, reply(text('Summary')), 'delivery-2');
  await adapter.update(sent, reply(text('Corrected summary')));
  const found = (mark: string, since: number) => adapter.find(conversation, mark, since);
  expect(await Promise.all([found('delivery-1', NOW), found('delivery-2', NOW - 1)])).toEqual([true, true]);
  expect(await Promise.all([found('delivery-3', 0), found('delivery-1', NOW + 1)])).toEqual([false, false]);
});

test('says which announcements are for the reader alone', async () => {
  server = await startPreview(() => reply());
  const place = { platform: 'preview', team: 'demo' } as const;
  const open = await follow(server.origin);
  await server.adapter.send({ ...place, channel: 'robots', kind: 'channel' }, reply(text('Summary')));
  await server.adapter.send({ ...place, channel: 'you', kind: 'direct' }, reply(text('Your summary is paused')));
  expect([await open.next(), await open.next()]).toMatchObject([{ isDirect: false }, { isDirect: true }]);
});

test('tells the bot who asks, where to write to them, and which channel there is', async () => {
  server = await startPreview(() => reply());
  await server.post('/preview/messages', { text: 'subscribe daily 07:00 #robots', ...READER });
  expect(server.asked).toMatchObject([
    {
      conversation: { channel: 'robots', kind: 'channel' },
      direct: { platform: 'preview', team: 'demo', channel: 'you', kind: 'direct' },
      channels: [{ name: 'robots', id: 'robots' }],
    },
  ]);
  expect(await server.asked[0]?.sender.name()).toBe('You');
});

describe('a chart', () => {
  const chart: Chart = {
    kind: 'chart',
    title: 'Runs a day',
    form: 'bar',
    labels: ['Mon', 'Tue'],
    series: [{ name: 'runs', values: [3, 4] }],
    unit: 'runs',
  };
  const picture: Image = {
    kind: 'image',
    alt: 'Mon 3, Tue 4',
    caption: ['Runs a day'],
    mediaType: 'image/png',
    bytes: Uint8Array.of(1),
  };

  async function teamsPane(drawChart?: () => Promise<Image>): Promise<string> {
    server = await startPreview(() => reply(text('Summary'), chart), { ...(drawChart && { drawChart }) });
    const response = await server.post('/preview/messages', { text: 'summary', ...READER });
    const { panes } = (await response.json()) as { panes: string[] };
    return (panes[1] ?? '').replaceAll('&quot;', '"');
  }

  test('is a picture where the pane cannot draw it, in its own place and without its title twice', async () => {
    const html = await teamsPane(async () => picture);
    expect(html).toContain('"url":"data:image/png;base64,AQ=="');
    expect(html).toContain('"altText":"Mon 3, Tue 4"');
    expect(html).not.toMatch(/Chart\.|Runs a day/);
  });

  test('is what the pane makes of it where it cannot be drawn', async () => {
    const html = await teamsPane(() => Promise.reject(new Error('no font')));
    expect(html).toContain('"type":"Chart.VerticalBar"');
    expect(server?.errors).toEqual(['failed to draw a chart']);
  });

  test('said unasked never fails', async () => {
    server = await startPreview(() => reply(), { drawChart: () => Promise.reject(new Error('no font')) });
    const conversation = { platform: 'preview', team: 'demo', channel: 'robots', kind: 'channel' } as const;
    expect(await server.adapter.send(conversation, reply(chart))).toMatchObject({ conversation });
  });
});

test('keeps the last fifty announcements, and refuses to replace an older one', async () => {
  server = await startPreview(() => reply());
  const { adapter, origin } = server;
  const conversation = { platform: 'preview', team: 'demo', channel: 'robots', kind: 'channel' } as const;
  const first = await adapter.send(conversation, reply(text('number 0')));
  for (let i = 1; i <= 50; i++) await adapter.send(conversation, reply(text(`number ${i}`)));
  await expect(adapter.update(first, reply())).rejects.toThrow(first.id);
  expect(await (await follow(origin)).next()).toMatchObject({
    panes: [expect.stringMatching(/>number 1</), expect.stringMatching(/;number 1&/)],
  });
});

/** Reads the server-sent events one by one, as a page does. */
async function follow(origin: string): Promise<{ next(): Promise<unknown> }> {
  const response = await fetch(`${origin}/preview/announcements?zone=UTC&hour12=false`);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  if (response.body === null) throw new Error('There is no stream.');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let received = '';
  return {
    async next() {
      while (!received.includes('\n\n')) {
        const { value, done } = await reader.read();
        if (done) throw new Error('The stream ended.');
        received += value;
      }
      const end = received.indexOf('\n\n');
      const event = received.slice('data: '.length, end);
      received = received.slice(end + 2);
      return JSON.parse(event);
    },
  };
}
