// Runs the program for long, under a steady load, while things go wrong around it, and looks whether it holds more at the end than at the start.
// `npm run soak`: 30 minutes at 50 questions a second; `npm run soak -- --minutes 2 --rate 20` for a trial. It ends by itself.
import { setTimeout as pause } from 'node:timers/promises';
import { startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { SUBSCRIBED, startChats } from './chats.ts';
import { type Asked, createLoad } from './load.ts';
import { LONG_OUTAGE_MS, readPlan } from './plan.ts';
import { type Holdings, startProgram } from './program.ts';
import { SIGNING_SECRET, slashCommand } from './questions.ts';
import { judge, type Window, windowOf, writeWindow } from './report.ts';
import { endTroubles, LONG_OUTAGE, TROUBLES, type Trouble } from './troubles.ts';

/** No question gets so far; two with one number would be one to the program. */
const OWN_NUMBER = 1e9;
const SETTLING_MS = 5_000;
const HEALTH_EVERY_MS = 5_000;
/** Beyond its time a run is given up. */
const GRACE_MS = 180_000;

const plan = readPlan(process.argv.slice(2));
const startedAt = performance.now();
const say = (line: string): void => {
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stdout.write(`${String(seconds).padStart(5)} s  ${line}\n`);
};
setTimeout(
  () => {
    process.stderr.write('The run did not come to its end in time.\n');
    process.exit(2);
  },
  plan.minutes * 60_000 + GRACE_MS,
).unref();

const [robots, floor, chats] = await Promise.all([startSimulator(), startFloorSimulator(), startChats(Math.random)]);
const stage = { robots, floor, chats };
const program = await startProgram({
  SLACK_BOT_TOKEN: 'xoxb-soak',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_API_URL: chats.slackApi,
  TEAMS_ANONYMOUS: 'true',
  SCOUT_URL: robots.url,
  SCOUT_NAME: 'north',
  SCOUT_USERNAME: robots.credentials.username,
  SCOUT_PASSWORD: robots.credentials.password,
  SCOUT_FINGERPRINT: robots.fingerprint,
  // Small, so that it is full long before the start is measured.
  SCOUT_CACHE_MB: '8',
  FLOOR_URL: floor.url,
  FLOOR_NAME: 'plant 1',
  FLOOR_USERNAME: floor.credentials.username,
  FLOOR_PASSWORD: floor.credentials.password,
  FLOOR_FINGERPRINT: floor.fingerprint,
  LOG_LEVEL: 'error',
  ASK_LIMIT_USER: 'off',
  ASK_LIMIT_CHANNEL: 'off',
  TIME_ZONE: 'UTC',
});

const asked: Asked[] = [];
const load = createLoad({ url: program.url, chats, perSecond: plan.perSecond, onAsked: (each) => asked.push(each) });
/** When a chat failed, in which answers may get lost. */
const chatTroubles: { readonly from: number; to: number }[] = [];
let unhealthy = 0;

const watching = setInterval(() => {
  fetch(`${program.url}/health`).then(
    async (answer) => {
      await answer.text();
      if (!answer.ok) unhealthy++;
    },
    () => unhealthy++,
  );
}, HEALTH_EVERY_MS);

async function bear(trouble: Trouble, ms: number): Promise<void> {
  say(`trouble: ${trouble.name}`);
  const span = { from: performance.now(), to: Number.POSITIVE_INFINITY };
  if (trouble.isOfChats) chatTroubles.push(span);
  trouble.begin(stage);
  await load.run(ms);
  endTroubles(stage);
  span.to = performance.now();
}

/** All troubles, each for a part of the time, and as long nothing after it. */
async function bearAll(ms: number): Promise<void> {
  const slot = ms / TROUBLES.length / 2;
  for (const trouble of TROUBLES) {
    await bear(trouble, slot);
    await load.run(slot);
  }
}

/** A time without trouble, and what the program holds after it, at rest. */
async function measure(name: string): Promise<Window> {
  await load.run(SETTLING_MS);
  const from = performance.now();
  await load.run(plan.windowMs);
  const to = performance.now();
  await load.rest();
  const held: Holdings = await program.hold();
  const window = windowOf(
    name,
    held,
    asked.filter(({ at }) => at >= from && at < to),
  );
  say(writeWindow(window));
  return window;
}

async function subscribe(): Promise<void> {
  const { path, ...request } = slashCommand(OWN_NUMBER, 'subscribe daily 07:00', chats, SUBSCRIBED);
  await fetch(program.url + path, { method: 'POST', headers: request.headers, body: request.body });
}

say(`soaking for ${plan.minutes} min at ${plan.perSecond} questions a second`);
let failures: readonly string[];
try {
  await subscribe();
  await bearAll(plan.firstMs);
  const start = await measure('start');
  for (let round = 0; round < plan.rounds; round++) await bearAll(plan.roundsMs / plan.rounds);
  if (plan.hasLongOutage) await bear(LONG_OUTAGE, LONG_OUTAGE_MS);
  const end = await measure('end');
  failures = judge({
    start,
    end,
    asked,
    chatTroubles,
    unhealthy,
    heldBack: load.heldBack(),
    hasEnded: program.hasEnded(),
    notices: plan.hasLongOutage ? chats.notices : undefined,
    say,
  });
} finally {
  clearInterval(watching);
  await load.close();
  const { code, errors, complaints } = await program.stop();
  say(`the program ended with code ${code}, and has logged ${errors} errors`);
  for (const complaint of complaints) say(`it wrote: ${complaint}`);
  await Promise.all([robots.close(), floor.close(), chats.close()]);
  await pause(0);
}
for (const failure of failures) process.stderr.write(`FAILED: ${failure}\n`);
process.exit(failures.length === 0 ? 0 : 1);
