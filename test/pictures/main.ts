import { mkdir, writeFile } from 'node:fs/promises';
import { createLog } from '../../src/log.ts';
import { installPage } from '../../src/platforms/slack/install-pages.ts';
import { findChromium, launchChromium, photograph, photographPage } from './browser.ts';
import { startDemoPreview } from './demo-preview.ts';

/** The pictures of conversations: a file in docs/pictures, and what is typed for it. */
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  robots: ['/scout robots'],
  last: ['@Scout how did the last mission go?'],
  summary: ['/scout summary'],
  stations: ['/scout stations'],
  form: ['/scout subscribe'],
};

/** The pictures of pages: what people see who install the bot in their workspace. */
const PAGES: Readonly<Record<string, string>> = {
  install: installPage('https://slack.com/oauth/v2/authorize'),
};

const FOLDER = new URL('../../docs/pictures/', import.meta.url);

async function takePictures(chromium: string): Promise<void> {
  const [demo, browser] = await Promise.all([startDemoPreview(createLog('warn')), launchChromium(chromium)]);
  try {
    await mkdir(FOLDER, { recursive: true });
    for (const [name, lines] of Object.entries(PICTURES)) {
      await writeFile(new URL(`${name}.png`, FOLDER), await photograph(browser, demo.origin, lines));
      process.stdout.write(`docs/pictures/${name}.png\n`);
    }
    for (const [name, html] of Object.entries(PAGES)) {
      await writeFile(new URL(`${name}.png`, FOLDER), await photographPage(browser, html));
      process.stdout.write(`docs/pictures/${name}.png\n`);
    }
  } finally {
    await Promise.all([browser.close(), demo.close()]);
  }
}

const chromium = findChromium();
if (chromium === undefined) {
  process.stderr.write('There is no Chromium: set CHROMIUM_PATH to one.\n');
  process.exitCode = 1;
} else {
  await takePictures(chromium);
}
