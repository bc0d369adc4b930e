import { createServer } from 'node:http';
import { type Image, reply, text } from '../../../src/core/reply.ts';
import { createPictures } from '../../../src/platforms/teams/pictures.ts';
import { personalMessage } from './activities.ts';
import { startTeams } from './adapter-under-test.ts';

const photo = (size: number, fill = 1): Image => ({
  kind: 'image',
  alt: 'A hot motor',
  mediaType: 'image/jpeg',
  bytes: new Uint8Array(size).fill(fill),
});
const publicUrl = 'https://bot.example';
const key = new Uint8Array(32).fill(7);
let time = 0;

function createStore(bytes = 1_000, options = {}) {
  const pictures = createPictures({ publicUrl, key, now: () => time, bytes, ...options });
  async function get(link = '', method = 'GET'): Promise<{ status: number; type: string | null; size: number }> {
    const server = createServer(pictures.listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const response = await fetch(link.replace(publicUrl, `http://127.0.0.1:${port}`), { method });
    const size = (await response.arrayBuffer()).byteLength;
    server.closeAllConnections();
    server.close();
    return { status: response.status, type: response.headers.get('content-type'), size };
  }
  return { ...pictures, get };
}

const gone = { status: 404, type: null, size: 0 };

beforeEach(() => {
  time = 1_790_000_000_000;
});

test('a signed link shows the picture for a day', async () => {
  const store = createStore();
  const link = store.linkTo(photo(500));
  expect(link).toMatch(/^https:\/\/bot\.example\/teams\/pictures\//);
  expect(await store.get(link)).toEqual({ status: 200, type: 'image/jpeg', size: 500 });
  time += 24 * 3_600_000;
  expect(await store.get(link)).toEqual(gone);
});

test('a link that was changed, made longer or signed by another shows nothing', async () => {
  const store = createStore();
  const link = store.linkTo(photo(500)) ?? '';
  const later = link.replace(/-(\d+)-/, (_, until) => `-${Number(until) + 1}-`);
  const other = createStore(1_000, { key: new Uint8Array(32) }).linkTo(photo(500));
  for (const wrong of [
    later,
    other,
    link.slice(0, -1),
    `${link}x`,
    link.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A')),
  ]) {
    expect(await store.get(wrong)).toEqual(gone);
  }
  expect(await store.get(link, 'POST')).toMatchObject({ status: 405 });
  expect(await store.get(link, 'HEAD')).toEqual({ status: 200, type: 'image/jpeg', size: 0 });
});

test('the oldest pictures make room, and one that is shown again is new again', async () => {
  const store = createStore(1_000);
  const [first, second] = [store.linkTo(photo(400, 1)), store.linkTo(photo(400, 2))];
  store.linkTo(photo(400, 1));
  store.linkTo(photo(400, 3));
  expect(await store.get(first)).toMatchObject({ status: 200 });
  expect(await store.get(second)).toEqual(gone);
  expect(store.linkTo(photo(1_001))).toBeUndefined();
});

test('a picture reaches Teams by a link on the public address', async () => {
  const it = await startTeams({ publicUrl });
  it.answerWith(() => reply(text('One photo'), photo(50_000)));
  await it.send(personalMessage(it.connector.serviceUrl, 'photos'));
  await it.connector.until(() => it.connector.calls.length > 0);
  const [, path] = /https:\/\/bot\.example(\/teams\/pictures\/[\w-]+)/.exec(JSON.stringify(it.connector.calls)) ?? [];
  const response = await fetch(`${it.origin}${path}`);
  const bytes = await response.arrayBuffer();
  await it.close();
  expect([response.status, bytes.byteLength]).toEqual([200, 50_000]);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('without a public address there are no links', async () => {
  expect(createStore(1_000, { publicUrl: undefined }).linkTo(photo(1))).toBeUndefined();
});
