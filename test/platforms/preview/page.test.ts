import type { Browser, Page } from 'playwright-core';
import { formLine } from '../../../src/core/form.ts';
import {
  bold,
  button,
  buttons,
  inPlaceButton,
  privateReply,
  type Reply,
  reply,
  text,
  time,
} from '../../../src/core/reply.ts';
import type { PreviewControls } from '../../../src/platforms/preview/preview-controls.ts';
import { SUBSCRIBE_FORM } from '../../fixtures/subscribe-form.ts';
import {
  answersOn,
  ask,
  findChromium,
  launchChromium,
  openPreview,
  paneOf,
  photograph,
} from '../../pictures/browser.ts';
import { NOW, type PreviewServer, startPreview } from './preview-server.ts';

const chromium = findChromium();
if (chromium === undefined) process.stdout.write('skipped: no Chromium\n');
const describeWithBrowser = chromium === undefined ? describe.skip : describe;

// A pixel, so that the browser has something to decode.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=',
  'base64',
);

describeWithBrowser('the page', () => {
  let browser: Browser;
  let server: PreviewServer;
  let page: Page;
  let complaints: string[];
  let asked: number;

  beforeAll(async () => {
    browser = await launchChromium(chromium ?? '');
  }, 60_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    asked = 0;
    server = await startPreview(answer, { controls: createControls() });
    complaints = [];
    const complain = (complaint: string): number => complaints.push(complaint);
    page = await openPreview(browser, `http://localhost:${server.port}/`, { width: 1280, height: 800, complain });
  }, 30_000);

  afterEach(async () => {
    await page.close();
    await server.close();
  });

  function answer(line: string): Reply {
    asked++;
    if (line === 'robots') {
      const refresh = inPlaceButton('Refresh', 'robots');
      const open = { label: 'Open', url: `${server.origin}/preview/robot.svg` };
      return reply(text(`6 robots, asked ${asked} times`), buttons(refresh, button('Last', 'last "Rex"'), open));
    }
    if (line === 'photos') return reply({ kind: 'image', alt: 'Panel 7', mediaType: 'image/png', bytes: PICTURE });
    if (line === 'names') {
      const name = '*Rex* [a](http://b.test) <at>Ann</at> {{TIME(2026-10-21T10:19:00Z)}}';
      return reply(text(name, ': ', bold('done'), ' at ', time(NOW)));
    }
    if (line.startsWith('last')) return reply(text('<b>Perimeter Patrol</b> on Daisy: done'));
    if (line === 'subscribe') return privateReply(text('When shall it come?'), SUBSCRIBE_FORM);
    if (line.startsWith('subscribe') && !line.includes('Middle')) return reply(text(`Done: ${line}`));
    return privateReply(text(`I know no command "${line}".`));
  }

  function createControls(): PreviewControls {
    let moved = 0;
    const faults = new Map([
      ['Scout down', false],
      ['slow', false],
    ]);
    return {
      now: () => NOW + moved,
      moveClock(ms) {
        moved += ms;
      },
      faults: () => Object.fromEntries(faults),
      setFault: (name, on) => faults.set(name, on),
    };
  }

  test('says that it is a demo, and has the line to type in focus', async () => {
    expect(await page.getByText('demo mode: a simulated Scout').first().isVisible()).toBe(true);
    await page.keyboard.type('/scout robots');
    await page.keyboard.press('Enter');
    await answersOn(page).getByText('6 robots, asked 1 times').first().waitFor();
    expect(await page.getByText('Ask Scout about the fleet').isVisible()).toBe(false);
  }, 30_000);

  test('shows what was typed and what was answered, names never as markup', async () => {
    await ask(page, '/scout robots');
    const last = await ask(page, 'last');
    for (const platform of ['Slack', 'Teams'] as const) {
      expect(await paneOf(last, platform).textContent()).toBe('<b>Perimeter Patrol</b> on Daisy: done');
    }
    expect(await page.getByRole('article', { name: 'You' }).allTextContents()).toEqual([
      expect.stringMatching(/16:20\/scout robots$/),
      expect.stringMatching(/16:20last$/),
    ]);
    expect(complaints).toEqual([]);
  }, 30_000);

  test('marks answers that only the asker sees', async () => {
    expect(await (await ask(page, 'robotz')).getByText('Only visible to you').isVisible()).toBe(true);
    expect(await (await ask(page, 'robots')).getByText('Only visible to you').count()).toBe(0);
  }, 30_000);

  test.each(['Slack', 'Teams'] as const)(
    'types the command of a button pressed as in %s',
    async (platform) => {
      const robots = await ask(page, 'robots');
      await paneOf(robots, platform).getByRole('button', { name: 'Last' }).click();
      await answersOn(page).getByText('Perimeter Patrol').first().waitFor();
      expect(server.asked.map((message) => message.text)).toEqual(['robots', 'last "Rex"']);
      expect(await page.getByRole('article').count()).toBe(4);
    },
    30_000,
  );

  test.each(['Slack', 'Teams'] as const)(
    'puts the answer of a refresh as in %s in the place of the message, and keeps the focus there',
    async (platform) => {
      const robots = await ask(page, 'robots');
      await paneOf(robots, platform).getByRole('button', { name: 'Refresh' }).press('Enter');
      await answersOn(page).getByText('asked 2 times').first().waitFor();
      expect(await page.getByRole('article').count()).toBe(2);
      await page.keyboard.press('Enter');
      await answersOn(page).getByText('asked 3 times').first().waitFor();
      expect(complaints).toEqual([]);
    },
    30_000,
  );

  test("draws names and times as Teams would: times in the reader's zone, names as they stand", async () => {
    const answer = await ask(page, 'names');
    const shown = (await paneOf(answer, 'Teams').textContent()) ?? '';
    // Spaces without width keep apart what would act.
    expect(shown.replaceAll('\u200B', '')).toBe(
      '*Rex* [a](http://b.test) <at>Ann</at> {{TIME(2026-10-21T10:19:00Z)}}: done at 16:20',
    );
    expect(await paneOf(answer, 'Teams').locator('b').allTextContents()).toEqual(['done']);
    expect(await paneOf(answer, 'Teams').getByRole('link').count()).toBe(0);
    expect(complaints).toEqual([]);
  }, 30_000);

  test.each([
    ['Slack', 'button'],
    ['Teams', 'link'],
  ] as const)(
    'opens addresses as in %s in a new tab that cannot reach back',
    async (platform, role) => {
      const robots = await ask(page, 'robots');
      const opened = page.context().waitForEvent('page');
      await paneOf(robots, platform).getByRole(role, { name: 'Open' }).click();
      const tab = await opened;
      await tab.waitForURL('**/robot.svg');
      expect(await tab.evaluate('window.opener')).toBeNull();
      await tab.close();
    },
    30_000,
  );

  test('shows pictures with their description', async () => {
    const photos = await ask(page, 'photos');
    await paneOf(photos, 'Slack').getByRole('img', { name: 'Panel 7' }).waitFor();
    await paneOf(photos, 'Teams').getByRole('img', { name: 'Panel 7' }).waitFor();
    const width =
      "document.querySelector('figure img').decode().then(() => document.querySelector('figure img').naturalWidth)";
    expect(await page.evaluate(width)).toBe(1);
    expect(complaints).toEqual([]);
  }, 30_000);

  test('brings back what was typed', async () => {
    const line = page.getByRole('textbox', { name: 'Message to Scout' });
    await ask(page, 'robots');
    await ask(page, 'last');
    await line.press('ArrowUp');
    await line.press('ArrowUp');
    expect(await line.inputValue()).toBe('robots');
    await line.press('ArrowDown');
    expect(await line.inputValue()).toBe('last');
    await line.press('ArrowDown');
    expect(await line.inputValue()).toBe('');
  }, 30_000);

  test('offers lines to try', async () => {
    await page.getByRole('button', { name: '/scout last' }).click();
    await answersOn(page).getByText('Perimeter Patrol').first().waitFor();
  }, 30_000);

  test('moves the clock and switches faults', async () => {
    const clock = page.getByRole('timer', { name: 'Clock' });
    await clock.getByText('16:20:00').waitFor();
    for (const name of ['+10 min', '+1 h', '+1 day']) await page.getByRole('button', { name }).click();
    await clock.getByText('17:30:00').waitFor();
    expect(await clock.textContent()).toMatch(/Thu,? 22 Oct 2026/);
    const slow = page.getByRole('switch', { name: 'slow' });
    await slow.check();
    await page.reload();
    await slow.waitFor();
    expect(await slow.isChecked()).toBe(true);
    expect(await page.getByRole('switch', { name: 'Scout down' }).isChecked()).toBe(false);
  }, 30_000);

  test('shows what the bot says unasked, and replaces it', async () => {
    const conversation = { platform: 'preview', team: 'demo', channel: 'robots', kind: 'channel' } as const;
    const sent = await server.adapter.send(conversation, reply(text('Daily summary')));
    await answersOn(page).getByText('Daily summary').first().waitFor();
    await server.adapter.update(sent, reply(text('Corrected summary')));
    await answersOn(page).getByText('Corrected summary').first().waitFor();
    expect(await answersOn(page).count()).toBe(1);
  }, 30_000);

  test.each(['Slack', 'Teams'] as const)(
    'says what a form stands for that was filled in as in %s, and cannot send it twice',
    async (platform) => {
      const asking = await ask(page, 'subscribe');
      const form = paneOf(asking, platform);
      await form.getByLabel('Days').selectOption('Monday to Friday');
      await form.getByLabel('At', { exact: false }).and(page.locator('[type=time]')).fill('06:30');
      await form.getByLabel('Robots').fill('  Rex,   Daisy ');
      await form.getByRole('button', { name: 'Subscribe' }).click();
      const values = { days: 'daily mon-fri', at: '06:30', zone: 'UTC', robots: '  Rex,   Daisy ' };
      const line = formLine(SUBSCRIBE_FORM, values);
      await answersOn(page).getByText(`Done: ${line}`).first().waitFor();
      expect(await page.getByRole('article', { name: 'You' }).last().textContent()).toContain(line);
      expect(server.asked.map((message) => message.text)).toEqual(['subscribe', line]);
      await asking.locator('.panes[inert]').waitFor();
      expect(complaints).toEqual([]);
    },
    30_000,
  );

  test.each(['Slack', 'Teams'] as const)(
    'keeps a form as in %s that was filled in wrongly, and sends none that lacks something',
    async (platform) => {
      const asking = await ask(page, 'subscribe');
      const form = paneOf(asking, platform);
      await form.getByLabel('Zone').fill('');
      await form.getByRole('button', { name: 'Subscribe' }).click();
      await form.getByLabel('Zone').fill('Middle/Earth');
      await form.getByRole('button', { name: 'Subscribe' }).click();
      await answersOn(page).getByText('I know no command').first().waitFor();
      expect(server.asked.map((message) => message.text)).toEqual([
        'subscribe',
        'subscribe daily 07:00 in Middle/Earth',
      ]);
      await form.getByLabel('Zone').fill('UTC');
      await form.getByLabel('Where nothing happened').selectOption('Send nothing');
      await form.getByRole('button', { name: 'Subscribe' }).click();
      await answersOn(page).getByText('Done: subscribe daily 07:00 in UTC skip if empty').first().waitFor();
    },
    30_000,
  );

  test('shows what was said unasked after it is loaded again, and what is for the reader alone', async () => {
    const place = { platform: 'preview', team: 'demo' } as const;
    await server.adapter.send({ ...place, channel: 'robots', kind: 'channel' }, reply(text('Daily summary')));
    await server.adapter.send({ ...place, channel: 'you', kind: 'direct' }, reply(text('It is paused')));
    await answersOn(page).getByText('It is paused').first().waitFor();
    await page.reload();
    await answersOn(page).getByText('It is paused').first().waitFor();
    for (const platform of ['Slack', 'Teams'] as const) {
      expect(await paneOf(answersOn(page).first(), platform).textContent()).toBe('Daily summary');
    }
    const alone = answersOn(page).filter({ hasText: 'Direct message to you' });
    expect([await answersOn(page).count(), await alone.count()]).toEqual([2, 1]);
    expect(await alone.textContent()).toContain('It is paused');
  }, 30_000);

  test('says so when the bot is gone', async () => {
    await server.close();
    await page.getByRole('textbox', { name: 'Message to Scout' }).fill('robots');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('The bot does not answer').waitFor();
    server = await startPreview(answer);
  }, 30_000);

  test('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await ask(page, 'robots');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await page.getByRole('button', { name: 'Send' }).isVisible()).toBe(true);
  }, 30_000);

  test('is photographed', async () => {
    const picture = await photograph(browser, server.origin, ['/scout robots', 'last']);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(server.asked.map((message) => message.text)).toEqual(['robots', 'last']);
  }, 30_000);
});
