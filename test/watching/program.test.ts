import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type SlackProgram, startSlackProgram } from '../end-to-end/slack-program.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { type Collector, startCollector } from './collector.ts';

let scout: Simulator;
let slack: FakeSlack;
let collector: Collector;

beforeAll(async () => {
  [scout, slack, collector] = await Promise.all([startSimulator(), startFakeSlack(), startCollector()]);
});
afterAll(() => Promise.all([scout.close(), slack.close(), collector.close()]));

/** Writes down which modules a program has loaded, when it ends. */
const LIST_MODULES = `
  import { writeFileSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({
    load(url, context, nextLoad) {
      loaded.push(url);
      return nextLoad(url, context);
    },
  });
  process.on('exit', () => writeFileSync(process.env.MODULES_LIST, loaded.join('\\n')));
`;

/** Starts the real program; `modules()` tells what it has loaded, once it has ended. */
async function startProgram(more: Readonly<Record<string, string>> = {}) {
  const list = join(mkdtempSync(join(tmpdir(), 'modules-')), 'modules');
  const program: SlackProgram = await startSlackProgram(slack, {
    SCOUT_URL: scout.url,
    SCOUT_NAME: 'north',
    SCOUT_USERNAME: scout.credentials.username,
    SCOUT_PASSWORD: scout.credentials.password,
    SCOUT_FINGERPRINT: scout.fingerprint,
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(LIST_MODULES)}`,
    MODULES_LIST: list,
    ...more,
  });
  return { program, modules: () => readFileSync(list, 'utf8').split('\n') };
}

const OPTIONAL = /node_modules\/(@opentelemetry|prom-client)\/|src\/watching\/(open-telemetry|prometheus)/;

test('without settings for it nothing of OpenTelemetry and Prometheus is loaded, and every line of a question has its id', async () => {
  const { program, modules } = await startProgram();
  await program.ask('robots');
  await program.ask('missions');
  expect(await program.stop()).toBe(0);
  expect(modules().filter((url) => /node_modules\/pino\//.test(url))).not.toEqual([]);
  expect(modules().filter((url) => OPTIONAL.test(url))).toEqual([]);

  const lines = program
    .output()
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
  const answered = lines.filter(({ msg }) => msg === 'answered');
  expect(answered.map(({ command }) => command)).toEqual(['robots', 'missions']);
  for (const { id, request } of answered) expect(request).toBe(id);
  // The log-in is made on behalf of the first question.
  expect(lines.find(({ msg }) => msg === 'logged in')).toMatchObject({ request: answered[0]?.id });
  expect(lines.find(({ msg }) => msg === 'known to Slack')).not.toHaveProperty('request');
});

test('with them both are loaded, and what is left of the traces is delivered before the program ends', async () => {
  const { program, modules } = await startProgram({
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  await program.ask('robots');
  expect(await program.stop()).toBe(0);
  expect(modules().filter((url) => OPTIONAL.test(url)).length).toBeGreaterThan(10);
  expect(collector.attributesOf('question')).toMatchObject({ command: 'robots' });
});
