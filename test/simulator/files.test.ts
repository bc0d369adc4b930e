import { unzipSync } from 'fflate';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { parseWorld } from '../../src/simulator/world.ts';
import { sampleWorld } from './sample-world.ts';
import { createMember, createVisitor, type Visitor } from './visitor.ts';

let simulator: Simulator;
let member: Visitor;

beforeAll(async () => {
  const world = parseWorld(JSON.stringify(sampleWorld));
  simulator = await startSimulator({ world, clockAt: Date.parse('2026-10-21T14:20:00Z'), frozen: true });
  member = await createMember(simulator, '5.1');
});

afterAll(async () => {
  member.close();
  await simulator.close();
});

async function dataUrl(action: string): Promise<string> {
  const captures = (await member.get('/api/v0/run_captures/')).items();
  return `${captures.find((capture) => `${capture['dataUrl']}`.includes(action))?.['dataUrl']}`;
}

test('a dataUrl is a path that is not percent-encoded', async () => {
  expect(await dataUrl('Motor')).toBe(
    '/daq/download/Rex/2026-10-21T06-14-00-000Z/Motor #4 at 80%?/Motor #4 at 80%? thermal 0.png',
  );
});

test('a file is found by its encoded path, and by one that only has its spaces encoded', async () => {
  const path = await dataUrl('Motor');
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const pasted = path.replaceAll(' ', '%20').replaceAll('#', '%23');
  for (const target of [encoded, pasted]) {
    const answer = await member.get(target);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png']);
  }
  expect((await member.get('/daq/download/Rex/none.png')).status).toBe(404);
});

test('a file needs a log-in', async () => {
  const stranger = createVisitor(simulator);
  expect((await stranger.get(encodeURI(await dataUrl('Gate')))).status).toBe(401);
  stranger.close();
});

test('pictures are real: a PNG of heat and a JPEG of a place', async () => {
  const heat = PNG.sync.read(
    (await member.get((await dataUrl('Motor')).split('/').map(encodeURIComponent).join('/'))).bytes,
  );
  expect([heat.width, heat.height]).toEqual([480, 320]);
  const answer = await member.get(encodeURI(await dataUrl('Gate')));
  expect(answer.headers['content-type']).toBe('image/jpeg');
  const place = jpeg.decode(answer.bytes);
  expect([place.width, place.height]).toEqual([480, 320]);
  expect(new Set(place.data).size).toBeGreaterThan(50);
});

test('an event has its metadata and its archive', async () => {
  const [event] = (await member.get('/api/v0/run_events/?runUuid=run-1&orderBy=time')).items();
  const metadata = await member.get(encodeURI(`${event?.['metadataFileUrl']}`));
  expect(metadata.json()).toEqual(event);
  const archive = await member.get(encodeURI(`${event?.['actionRunArchiveFileUrl']}`));
  expect(Object.keys(unzipSync(archive.bytes))).toEqual(['1 Gate/metadata.json', '1 Gate/Gate visual 0.jpg']);
});

test('the archive of a run holds its events, pictures and metadata', async () => {
  const archive = await member.get('/api/v0/run_archives/run-1/');
  expect(archive.headers['content-type']).toBe('application/zip');
  expect(Object.keys(unzipSync(archive.bytes))).toEqual([
    'run.json',
    '1 Gate/metadata.json',
    '1 Gate/Gate visual 0.jpg',
    '2 Motor #4 at 80%?/metadata.json',
    '2 Motor #4 at 80%?/Motor #4 at 80%? thermal 0.png',
    '3 Pump noise/metadata.json',
  ]);
  expect((await member.get('/api/v0/run_archives/none/')).status).toBe(404);
});
