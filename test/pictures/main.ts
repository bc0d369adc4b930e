import { mkdir, writeFile } from 'node:fs/promises';
import { createLog } from '../../src/log.ts';
import { findChromium, launchChromium, photograph } from './browser.ts';
import { startDemoPreview } from './demo-preview.ts';

/** The pictures of the README: a file in docs/pictures, and what is typed for it. */
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  robots: ['/scout robots'],
  last: ['@Scout how did the last mission go?'],
  summary: ['/scout summary'],
  stations: ['/scout stations'],
  subscribe: ['/scout subscribe mon-fri 07:00 in Europe/Berlin'],
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
