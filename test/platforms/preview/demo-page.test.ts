import type { Browser, Page } from 'playwright-core';
import {
  answersOn,
  ask,
  findChromium,
  launchChromium,
  openPreview,
  paneOf,
  photograph,
} from '../../pictures/browser.ts';
import { type DemoPreview, startDemoPreview } from '../../pictures/demo-preview.ts';

const chromium = findChromium();
if (chromium === undefined) process.stdout.write('skipped: no Chromium\n');
const describeWithBrowser = chromium === undefined ? describe.skip : describe;

describeWithBrowser('the page over a simulated Scout', () => {
  let browser: Browser;
  let demo: DemoPreview;
  let page: Page;
  const errors: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    const log = { info() {}, warn() {}, error: (_: object, message: string) => errors.push(message) };
    [browser, demo] = await Promise.all([launchChromium(chromium ?? ''), startDemoPreview(log)]);
    const complain = (text: string): number => complaints.push(text);
    page = await openPreview(browser, demo.origin, { width: 1280, height: 800, complain });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  }, 30_000);

  test('answers `/scout robots` with a table, one row for each robot', async () => {
    const answer = await ask(page, '/scout robots');
    for (const platform of ['Slack', 'Teams'] as const) {
      const pane = paneOf(answer, platform);
      const [, count] = /^(\d+) robots/.exec((await pane.textContent()) ?? '') ?? [];
      expect(Number(count)).toBeGreaterThan(1);
      expect(await pane.getByRole('row').count()).toBe(1 + Number(count));
      expect(await pane.textContent()).toContain('as of 14:20');
    }
  }, 30_000);

  test('answers `last` and leads on with buttons', async () => {
    const answer = await ask(page, 'last');
    expect(await answer.textContent()).toMatch(/: (?:running|done|failed)/);
    const before = await answersOn(page).count();
    await paneOf(answer, 'Teams').getByRole('button', { name: 'Last ten of this mission' }).click();
    await answersOn(page).nth(before).getByRole('table').first().waitFor();
  }, 30_000);

  test('shows the pictures of a run', async () => {
    const answer = await ask(page, 'photos last');
    await answer.getByRole('img').nth(1).waitFor();
    const count = await paneOf(answer, 'Slack').locator('figure img').count();
    expect(count).toBeGreaterThan(0);
    expect(await paneOf(answer, 'Teams').getByRole('img').count()).toBe(count);
  }, 30_000);

  test('has robots walk on when the clock moves', async () => {
    const before = await (await ask(page, '/scout robots')).textContent();
    await page.getByRole('button', { name: '+1 h' }).click();
    await page.getByRole('timer', { name: 'Clock' }).getByText('15:20:00').waitFor();
    const after = await (await ask(page, '/scout robots')).textContent();
    expect(after).toContain('as of 15:20');
    expect(after).not.toBe(before);
  }, 30_000);

  test('tells of an outage and shows what was known, and of its end', async () => {
    const down = page.getByRole('switch', { name: 'Scout down' });
    await down.check();
    await page.getByRole('button', { name: '+10 min' }).click();
    await page.getByRole('timer', { name: 'Clock' }).getByText('15:30:00').waitFor();
    const stale = await ask(page, 'robots');
    expect(await stale.textContent()).toMatch(/stale/);
    expect(await stale.getByRole('row').count()).toBeGreaterThan(1);
    await down.uncheck();
    await page.getByRole('button', { name: '+1 h' }).click();
    await page.getByRole('timer', { name: 'Clock' }).getByText('16:30:00').waitFor();
    expect(await (await ask(page, 'robots')).textContent()).toContain('as of 16:30');
  }, 60_000);

  test('brings the summary that was asked for by a form, when its time comes', async () => {
    const form = await ask(page, 'subscribe');
    await paneOf(form, 'Slack').getByLabel(/^At/).fill('17:00');
    const before = await answersOn(page).count();
    await paneOf(form, 'Slack').getByRole('button', { name: 'Subscribe' }).click();
    await answersOn(page).nth(before).getByText('every day at 17:00').first().waitFor();
    await page.getByRole('button', { name: '+1 h' }).click();
    const summary = answersOn(page).nth(before + 1);
    await summary
      .getByText(/^\d+ robots/)
      .first()
      .waitFor();
    await paneOf(summary, 'Slack')
      .getByRole('img', { name: /^Bar chart/ })
      .waitFor();
    await paneOf(summary, 'Teams').locator('img[src^="data:image/png"]').last().waitFor();
    await page.reload();
    await answersOn(page)
      .nth(0)
      .getByText(/^\d+ robots/)
      .first()
      .waitFor();
    expect(await answersOn(page).count()).toBe(1);
  }, 30_000);

  test('is photographed for the README', async () => {
    const picture = await photograph(browser, demo.origin, ['/scout robots']);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
  }, 30_000);

  test('leaves nothing undrawn, and nothing to complain of', async () => {
    for (const line of [
      'help',
      'robot Rex',
      'now',
      'runs',
      'missions',
      'next',
      'anomalies',
      'summary',
      'subscribe',
      'subscriptions',
      'health',
      'robotz',
    ]) {
      await ask(page, line);
    }
    expect(await page.locator('.not-drawn, .problem').count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(errors).toEqual([]);
  }, 60_000);
});
