import { readFileSync } from 'node:fs';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import {
  fillManifest,
  readDeployment,
  withSlashCommands,
  withWords,
  zipApp,
} from '../../manifests/teams/app-package.ts';
import { drawColorIcon, drawOutlineIcon } from '../../manifests/teams/icons.ts';
import { wordsFor } from '../../manifests/words.ts';

const APP_ID = '12345678-1234-4234-8234-123456789012';
const FOLDER = new URL('../../manifests/teams/', import.meta.url);

const text = readFileSync(new URL('manifest.json', FOLDER), 'utf8');
const manifest = fillManifest(text, { appId: APP_ID, publicUrl: 'https://bot.plant.example/' });
const icons = { color: drawColorIcon(), outline: drawOutlineIcon() };
const variants = [
  { schema: '1.28', variant: manifest },
  { schema: '1.29', variant: withSlashCommands(manifest) },
];

test.each(variants)('the manifest for schema $schema keeps to it', async ({ schema, variant }) => {
  expect(variant['manifestVersion']).toBe(schema);
  // Given the object, the validator takes the schema that it carries itself and asks nobody.
  expect(await AppManifestUtils.validateAgainstSchema(variant as never)).toEqual([]);
});

test('the file in the repository keeps to its schema before anything is filled in', async () => {
  expect(await AppManifestUtils.validateAgainstSchema(JSON.parse(text))).toEqual([]);
});

test('the id and the host of the bot stand wherever they are needed, and nothing is left to fill in', () => {
  expect(manifest).toMatchObject({
    id: APP_ID,
    bots: [{ botId: APP_ID }],
    developer: { websiteUrl: 'https://bot.plant.example' },
    validDomains: ['bot.plant.example'],
  });
  expect(JSON.stringify(manifest)).not.toMatch(/00000000|scout-bot/);
});

test('the bot is in personal chats, teams and group chats, and asks for no permission to read along', () => {
  expect(manifest.bots.map((bot) => bot['scopes'])).toEqual([['personal', 'team', 'groupChat']]);
  expect(manifest).not.toHaveProperty('authorization');
  expect(manifest).not.toHaveProperty('webApplicationInfo');
});

test('the manifest in the repository is that for robots alone', () => {
  expect(withWords(manifest, wordsFor({ robots: true, floor: false, map: false }))).toEqual(manifest);
});

test.each([
  { robots: true, floor: false, map: false },
  { robots: false, floor: true, map: false },
  { robots: true, floor: true, map: true },
])(
  'filled for robots: $robots, floor: $floor, it keeps to the schema, and its menu has commands that answer without a further word',
  async (asked) => {
    const words = wordsFor(asked);
    const filled = withWords(manifest, words);
    expect(await AppManifestUtils.validateAgainstSchema(filled as never)).toEqual([]);
    const titles = words.menu.map(({ title }) => title);
    expect(titles.includes('robots')).toBe(asked.robots);
    expect(titles.includes('orders')).toBe(asked.floor);
    expect(titles).toEqual(expect.arrayContaining(['summary', 'subscribe', 'help']));
    expect(titles.filter((title) => ['robot', 'run', 'order', 'station', 'unit', 'undo'].includes(title))).toEqual([]);
    expect(titles.length).toBeLessThanOrEqual(12);
  },
);

test('the variant differs in nothing but the schema and the slash', () => {
  const { $schema, manifestVersion, bots, ...rest } = withSlashCommands(manifest);
  const { $schema: _s, manifestVersion: _v, bots: _b, ...same } = manifest;
  expect(rest).toEqual(same);
  expect([$schema, manifestVersion]).toEqual([expect.stringContaining('/v1.29/'), '1.29']);
  expect(bots).toMatchObject([{ supportsTargetedMessages: true, commandLists: [{ triggers: ['mention', 'slash'] }] }]);
});

test('the colour icon is 192 × 192 without a hole, and its middle 96 × 96 hold all that is drawn', () => {
  const { width, height, data } = PNG.sync.read(icons.color);
  expect([width, height]).toEqual([192, 192]);
  const drawn = new Set<string>();
  const around = new Set<string>();
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isMiddle = x >= 48 && x < 144 && y >= 48 && y < 144;
    (isMiddle ? drawn : around).add(data.subarray(i * 4, i * 4 + 4).toString('hex'));
  }
  expect([...around]).toEqual(['17324dff']);
  expect([...drawn]).toEqual(expect.arrayContaining(['17324dff', 'ffc83dff']));
  expect([...drawn].filter((pixel) => !pixel.endsWith('ff'))).toEqual([]);
});

test('the outline icon is 32 × 32, white and nothing but white, on nothing', () => {
  const { width, height, data } = PNG.sync.read(icons.outline);
  expect([width, height]).toEqual([32, 32]);
  const pixels = Array.from({ length: width * height }, (_, i) => data.subarray(i * 4, i * 4 + 4).toString('hex'));
  expect(pixels.filter((pixel) => !pixel.startsWith('ffffff'))).toEqual([]);
  expect(pixels).toEqual(expect.arrayContaining(['ffffff00', 'ffffffff']));
});

test.each([
  ['color.png', icons.color],
  ['outline.png', icons.outline],
])('%s in the repository is what the builder draws', (file, drawn) => {
  // Pixels, not bytes: how hard they are packed is the machine's affair.
  const kept = PNG.sync.read(readFileSync(new URL(file, FOLDER)));
  expect(kept.data.equals(PNG.sync.read(drawn).data)).toBe(true);
});

test('the package holds the manifest and the two icons that it names, at the root', () => {
  const files = unzipSync(zipApp(manifest, icons));
  expect(Object.keys(files).toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  expect(manifest['icons']).toEqual({ color: 'color.png', outline: 'outline.png' });
  expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toEqual(manifest);
});

test.each([
  [{ PUBLIC_URL: 'https://bot.plant.example' }, /^TEAMS_APP_ID is missing: /],
  [{ TEAMS_APP_ID: 'scout', PUBLIC_URL: 'https://bot.plant.example' }, /^TEAMS_APP_ID is not right: /],
  [{ TEAMS_APP_ID: APP_ID }, /^PUBLIC_URL is missing: /],
  [{ TEAMS_APP_ID: APP_ID, PUBLIC_URL: 'http://bot.plant.example' }, /^PUBLIC_URL is not right: /],
])('%j is not enough for a package', (environment, words) => {
  expect(() => readDeployment(environment)).toThrow(words);
});
