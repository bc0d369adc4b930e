import { existsSync } from 'node:fs';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** The browser of `CHROMIUM_PATH`, or Debian's; nothing where there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH: path = '/usr/bin/chromium' } = process.env;
  return existsSync(path) ? path : undefined;
}

/** Starts a headless browser with a profile of its own, which is deleted at its end, and which calls nobody by itself. */
export function launchChromium(executablePath: string): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, headless: true, args });
}

interface Opening {
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for each of the page; 1 without it. */
  readonly scale?: number;
  /** Takes what the browser complains of in its console. */
  readonly complain?: (text: string) => void;
}

/** Opens the preview as a reader in Berlin with a British clock, so that every picture and test shows the same. */
export async function openPreview(
  browser: Browser,
  origin: string,
  { width, height, scale = 1, complain = () => {} }: Opening,
): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  page.on('console', (message) => complain(message.text()));
  page.on('pageerror', (error) => complain(error.message));
  await page.goto(origin);
  await page.getByRole('group', { name: 'Things to try' }).getByRole('button').first().waitFor();
  return page;
}

/** The answers of the bot in the conversation. */
export function answersOn(page: Page): Locator {
  return page.getByRole('article', { name: 'Scout' });
}

/** An answer as one of the platforms would show it. */
export function paneOf(answer: Locator, platform: 'Slack' | 'Teams'): Locator {
  return answer.getByRole('group', { name: platform });
}

/** Types a line and waits for its answer. */
export async function ask(page: Page, line: string): Promise<Locator> {
  const answer = answersOn(page).nth(await answersOn(page).count());
  await page.getByRole('textbox', { name: 'Message to Scout' }).fill(line);
  await page.keyboard.press('Enter');
  await answer.locator('.panes').waitFor();
  return answer;
}

/** Types lines into a new page and takes a picture of the conversation, as PNG in twice the resolution. */
export async function photograph(browser: Browser, origin: string, lines: readonly string[]): Promise<Buffer> {
  const page = await openPreview(browser, origin, { width: 1500, height: 2400, scale: 2 });
  for (const line of lines) await ask(page, line);
  // Nothing of the mouse or the cursor in the picture.
  await page.mouse.move(0, 0);
  const picture = await page.getByRole('log').screenshot({ animations: 'disabled', caret: 'hide' });
  await page.close();
  return picture;
}

/** Takes a picture of a small page, as PNG in twice the resolution. */
export async function photographPage(browser: Browser, html: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 750, height: 300 }, deviceScaleFactor: 2, locale: 'en-GB' });
  await page.setContent(html);
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await page.close();
  return picture;
}
