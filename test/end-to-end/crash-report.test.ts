import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { SIGNING_SECRET } from '../platforms/slack/signed-request.ts';
import { BOT_TOKEN, startSlackProgram } from './slack-program.ts';

test('a report that Node writes of the program holds none of its settings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  const [slack, scout] = await Promise.all([startFakeSlack(), startSimulator()]);
  const { username, password } = scout.credentials;
  const program = await startSlackProgram(slack, {
    SCOUT_URL: scout.url,
    SCOUT_USERNAME: username,
    SCOUT_PASSWORD: password,
    SCOUT_FINGERPRINT: scout.fingerprint,
    NODE_OPTIONS: `--report-on-signal --report-directory=${folder}`,
  });
  try {
    process.kill(program.pid, 'SIGUSR2');
    const report = await firstReport(folder);
    expect(report).toContain('"event": "SIGUSR2"');
    for (const secret of [password, BOT_TOKEN, SIGNING_SECRET]) expect(report).not.toContain(secret);
  } finally {
    await program.stop();
    await Promise.all([slack.close(), scout.close(), rm(folder, { recursive: true })]);
  }
});

/** The report, as soon as all of it is there. */
async function firstReport(folder: string): Promise<string> {
  for (;;) {
    const [file] = await readdir(folder);
    const report = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
    if (report.trimEnd().endsWith('}')) return report;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
