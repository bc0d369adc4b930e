import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { type App, start } from '../../src/app.ts';
import { bold, reply, text } from '../../src/core/reply.ts';
import { createTeamsAdapter } from '../../src/platforms/teams/adapter.ts';
import { readConfig } from '../../src/settings/config.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { freePort } from '../bench/free-port.ts';
import { noLog } from '../fixtures/ask.ts';
import { findChromium, launchChromium } from '../pictures/browser.ts';
import { findPlayground, type Playground, startPlayground } from './playground-process.ts';

const chromium = findChromium();
const installed = chromium === undefined ? 'no Chromium' : await findPlayground();
if (typeof installed === 'string') process.stdout.write(`skipped: ${installed}\n`);
const describeInPlayground = typeof installed === 'string' ? describe.skip : describe;

/** What the Playground calls the bot, and the ids that it gives its own. */
const BOT = 'Test Bot';
const TENANT = '00000000-0000-0000-0000-0000000000001';
const TEAM_CHANNEL = 'team-id';
const ROBOTS = ['Rex', 'Daisy', 'Spot-01', 'Spot-02', 'Spot-10', 'Scrappy'];

describeInPlayground('in the Agents Playground', () => {
  const running: { close(): Promise<void> }[] = [];
  let scout: Simulator;
  let app: App;
  let playground: Playground;
  let browser: Browser;
  let page: Page;

  const keep = <T extends { close(): Promise<void> }>(started: T): T => {
    running.unshift(started);
    return started;
  };

  beforeAll(async () => {
    if (typeof installed === 'string') return;
    keep({ close: installed.remove });
    scout = keep(await startSimulator());
    app = keep(
      await start(
        readConfig({
          SCOUT_URL: scout.url,
          SCOUT_NAME: 'north',
          SCOUT_USERNAME: scout.credentials.username,
          SCOUT_PASSWORD: scout.credentials.password,
          SCOUT_FINGERPRINT: scout.fingerprint,
          SCOUT_TTL_SECONDS: 'robots=0',
          TEAMS_ANONYMOUS: 'true',
          HOST: '127.0.0.1',
          PORT: '0',
          DATA_DIR: mkdtempSync(join(tmpdir(), 'scout-bot-')),
        }),
        noLog,
      ),
    );
    const endpoint = `http://127.0.0.1:${app.port}/teams/messages`;
    playground = keep(await startPlayground(installed, endpoint, await freePort()));
    browser = keep(await launchChromium(chromium ?? ''));
  });

  afterAll(async () => {
    for (const each of running) await each.close();
  });

  // The Playground keeps its conversations in the page, so each test begins with none.
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1_280, height: 1_600 } });
    page.setDefaultTimeout(20_000);
    await page.route('**', (route) =>
      new URL(route.request().url()).hostname === 'localhost' ? route.continue() : route.abort(),
    );
    await page.goto(playground.url);
    await composer().waitFor();
  });

  afterEach(async () => {
    scout.faults.set({ down: false });
    await page.close();
  });

  const composer = (): Locator => page.locator('div[role="textbox"][contenteditable="true"]').first();
  const cards = (words: string | RegExp): Locator => page.locator('.ac-adaptiveCard').filter({ hasText: words });

  async function say(line: string): Promise<void> {
    await composer().click();
    await page.keyboard.type(line);
    await page.getByRole('button', { name: 'Send Message' }).click();
  }

  async function mention(line: string): Promise<void> {
    await page.getByRole('treeitem').filter({ hasText: 'General' }).click();
    await page.getByRole('button', { name: 'Post' }).waitFor();
    await composer().click();
    await page.keyboard.type('@');
    await page.getByRole('menuitem').filter({ hasText: BOT }).click();
    await page.keyboard.type(` ${line}`);
    await page.getByRole('button', { name: 'Post' }).click();
  }

  /** An adapter that knows nothing of what came in, as after a restart. */
  async function sendUnasked(place: { readonly channel: string; readonly kind: 'direct' | 'channel' }): Promise<void> {
    const adapter = createTeamsAdapter({
      appId: '',
      credentials: { kind: 'anonymous' },
      tenant: '',
      allowedTenants: [],
      turnAway: () => ({ reply: reply(text('Not here.')) }),
      serviceHosts: [],
      pictureKey: Buffer.from('key'),
      zone: 'UTC',
      greetingCommand: 'help',
      now: Date.now,
      random: Math.random,
      log: noLog,
    });
    const conversation = { platform: 'teams', team: TENANT, endpoint: playground.serviceUrl, ...place };
    await adapter.send(conversation, reply(text(bold('Spot-02'), ' stopped at "Panel 7".')));
    await adapter.close();
  }

  test('plain words in a personal chat are answered with a card and its table', async () => {
    await say('robots');
    const card = cards(/^6 robots: /);
    await card.waitFor();
    const table = await card.getByRole('table').innerText();
    for (const name of ['Robot', 'Now', ...ROBOTS]) expect(table).toContain(name);
    expect(await card.innerText()).toContain('north');
  });

  test('a sentence is understood', async () => {
    await say('how did the last mission go?');
    await cards('understood as').waitFor();
    expect(await cards('understood as').innerText()).toMatch(/ on .*: (running|done|failed|stopped)/);
  });

  test('Refresh renews the card where it stands', async () => {
    await say('robots');
    await cards(/^6 robots: /).waitFor();
    scout.faults.set({ down: true });
    // Who asks the same within a second gets the same answer, so the first press can be too early.
    const renewed = cards('has not answered since');
    while ((await renewed.count()) === 0) {
      await cards('6 robots').getByRole('button', { name: 'Refresh' }).click();
      await renewed.waitFor({ timeout: 1_500 }).catch(() => undefined);
    }
    expect(await cards('6 robots').count()).toBe(1);
  });

  test('any other button is answered by a card of its own', async () => {
    await say('robots');
    await cards(/^6 robots: /)
      .getByRole('button', { name: 'Summary' })
      .click();
    await cards(/^6 robots · \d+ runs/).waitFor();
    expect(await cards(/^6 robots: /).count()).toBe(1);
  });

  test('a form that is sent becomes the answer', async () => {
    await say('subscribe');
    const form = cards('When shall the fleet summary come?');
    await form.waitFor();
    await form.getByLabel('Robots').fill('Rex');
    await form.getByRole('button', { name: 'Subscribe' }).click();
    const answer = cards(/subscribed yourself to the fleet summary: .*Rex/);
    await answer.waitFor();
    expect(await form.count()).toBe(0);
  });

  test('a form that is sent with something wrong stays, and the answer stands below', async () => {
    await say('subscribe');
    const form = cards('When shall the fleet summary come?');
    await form.waitFor();
    await form.getByLabel('Time zone').fill('Middle/Earth');
    await form.getByRole('button', { name: 'Subscribe' }).click();
    await cards(/Middle\/Earth/).waitFor();
    expect(await form.count()).toBe(1);
  });

  test('a mention in a channel is answered in its thread', async () => {
    await mention('robots');
    const thread = page.getByRole('group').filter({ hasText: `${BOT} robots` });
    await thread
      .locator('.ac-adaptiveCard')
      .filter({ hasText: /^6 robots: / })
      .waitFor();
    expect(await cards(/^6 robots: /).count()).toBe(1);
  });

  test('what is said unasked arrives in a personal chat that was stored', async () => {
    await sendUnasked({ channel: playground.personalChat, kind: 'direct' });
    await cards('Spot-02 stopped at "Panel 7".').waitFor();
    expect(await cards('Spot-02 stopped').count()).toBe(1);
  });

  test('what is said unasked opens a new thread in a channel that was stored', async () => {
    await mention('robots');
    await cards(/^6 robots: /).waitFor();
    await sendUnasked({ channel: TEAM_CHANNEL, kind: 'channel' });
    const thread = page.getByRole('group').filter({ has: cards('Spot-02 stopped') });
    await thread.waitFor();
    expect(await thread.innerText()).not.toContain(`${BOT} robots`);
  });
});
