import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { SIGNING_SECRET } from '../platforms/slack/signed-request.ts';
import { BOT_TOKEN, type SlackProgram, startSlackProgram } from './slack-program.ts';

let folder: string;
let slack: FakeSlack;
let scout: Simulator;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  [slack, scout] = await Promise.all([startFakeSlack(), startSimulator()]);
});

afterEach(() => Promise.all([slack.close(), scout.close(), rm(folder, { recursive: true })]));

/** The program with Node's own reports turned on, after an answer that needed its password. */
async function startReporting(flags: string): Promise<SlackProgram> {
  const { username, password } = scout.credentials;
  const program = await startSlackProgram(slack, {
    SCOUT_URL: scout.url,
    SCOUT_USERNAME: username,
    SCOUT_PASSWORD: password,
    SCOUT_FINGERPRINT: scout.fingerprint,
    NODE_OPTIONS: `--report-directory=${folder} ${flags}`,
  });
  expect((await program.ask('robots')).text).toMatch(/^\d+ robots/);
  return program;
}

/** The report, as soon as all of it is there. */
async function firstReport(): Promise<string> {
  for (;;) {
    const [file] = await readdir(folder);
    const report = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
    if (report.trimEnd().endsWith('}')) return report;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function expectNoSecret(written: string): void {
  for (const secret of [scout.credentials.password, BOT_TOKEN, SIGNING_SECRET]) expect(written).not.toContain(secret);
}

test('a report that Node writes of the program holds none of its settings', async () => {
  const program = await startReporting('--report-on-signal');
  process.kill(program.pid, 'SIGUSR2');
  const report = await firstReport();
  expect(report).toContain('"event": "SIGUSR2"');
  expectNoSecret(report);
  await program.stop();
});

test('a crash leaves no secret, neither in its report nor in what is printed', async () => {
  // What Node runs beside the program throws where nobody catches it.
  const crash = `process.once('SIGUSR2',()=>{throw(new/**/Error('crashed'))})`;
  const program = await startReporting(`--report-uncaught-exception --import=data:text/javascript,${crash}`);
  process.kill(program.pid, 'SIGUSR2');
  const report = await firstReport();
  expect(report).toContain('crashed');
  expectNoSecret(report);
  expect(await program.stop()).not.toBe(0);
  expect(program.output()).toContain('crashed');
  expectNoSecret(program.output());
});
