import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FleetClient } from '../src/clients/fleet/fleet-client.ts';
import { createBot } from '../src/core/bot.ts';
import type { Command } from '../src/core/command.ts';
import { writeReply } from '../src/core/plain-text.ts';
import { messageOf, noLog } from './fixtures/ask.ts';
import { createFakeFleet, fakeRun, NOW } from './fixtures/fake-fleet.ts';
import { createFakeLanguage } from './fixtures/language.ts';

const SRC = resolve(import.meta.dirname, '../src');

async function commandOfTheGuide(): Promise<(fleet: FleetClient) => Command> {
  const guide = readFileSync(new URL('../CONTRIBUTING.md', import.meta.url), 'utf8');
  const [, source = ''] = /```ts\n([\s\S]*?)```/.exec(guide) ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'guide-'));
  try {
    const file = join(folder, 'teleop.ts');
    await writeFile(file, source.replaceAll("'../", `'${SRC}/`));
    return (await import(file)).teleop;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('the command that the guide adds works as it stands there', async () => {
  const teleop = await commandOfTheGuide();
  const fleet = createFakeFleet({ runs: [fakeRun(1, { type: 'teleop' }), fakeRun(2)] });
  const bot = createBot({
    commands: [teleop(fleet)],
    language: createFakeLanguage(),
    now: () => NOW,
    createReference: () => '',
    log: noLog,
  });
  const { reply } = await bot.answer(messageOf('teleop'));
  expect(writeReply(reply, 'UTC', NOW)).toMatch(/^1 teleoperation\n[\s\S]*00000001/);
});
