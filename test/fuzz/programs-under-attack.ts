import { randomBytes } from 'node:crypto';
import { startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { workspaceGrant } from '../platforms/slack/installable.ts';
import { SIGNING_SECRET } from '../platforms/slack/signed-request.ts';
import { startFakeConnector } from '../platforms/teams/fake-connector.ts';
import { APP_ID, startTokenAuthority } from '../platforms/teams/token-authority.ts';
import type { Back, Port } from './malformed-request.ts';
import { type Program, startProgram } from './program.ts';
import { createSocket, type Socket } from './socket.ts';
import { TENANT_ID } from './teams-requests.ts';

/** Three programs between simulators and fake chats, which between them open every door. */
export interface ProgramsUnderAttack {
  /** In one workspace of Slack, and for whoever says it is Teams. */
  readonly one: Program;
  /** In all workspaces that install it, for what shows tokens of Teams, and with metrics. */
  readonly several: Program;
  /** In one workspace of Slack, in Socket Mode. */
  readonly connected: Program;
  readonly socket: Socket;
  readonly ports: Readonly<Record<Port, number>>;
  readonly back: Back;
  /** Lets the workspace in which the requests are at home install the bot. */
  install(): Promise<void>;
  /** Makes the fake chats forget what came to them. */
  forget(): void;
  close(): Promise<void>;
}

/** Starts them, each in a process of its own. */
export async function startProgramsUnderAttack(): Promise<ProgramsUnderAttack> {
  const [slack, socketSlack, teams, authority, fleet, floor] = await Promise.all([
    startFakeSlack(),
    startFakeSlack(),
    startFakeConnector(),
    startTokenAuthority(),
    startSimulator(),
    startFloorSimulator(),
  ]);
  slack.answer('oauth.v2.access', ({ code }) =>
    code === 'code-1' ? workspaceGrant('T1', 'xoxb-of-an-install') : { ok: false, error: 'invalid_code' },
  );
  const sources = {
    SCOUT_URL: fleet.url,
    SCOUT_USERNAME: fleet.credentials.username,
    SCOUT_PASSWORD: fleet.credentials.password,
    SCOUT_FINGERPRINT: fleet.fingerprint,
    FLOOR_URL: floor.url,
    FLOOR_USERNAME: floor.credentials.username,
    FLOOR_PASSWORD: floor.credentials.password,
    FLOOR_FINGERPRINT: floor.fingerprint,
  };
  const common = {
    ...sources,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    TEAMS_SERVICE_HOSTS: new URL(teams.serviceUrl).host,
  };
  const [one, several, connected] = await Promise.all([
    startProgram(['src/main.ts'], { ...common, SLACK_BOT_TOKEN: 'xoxb-of-the-fuzzing', TEAMS_ANONYMOUS: 'true' }),
    startProgram(['test/fuzz/program-with-authority.ts', authority.openIdMetadataUrl, authority.issuer], {
      ...common,
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'client-secret-of-the-fuzzing',
      PUBLIC_URL: 'https://bot.plant.example',
      SECRET_KEY: randomBytes(32).toString('base64'),
      TEAMS_APP_ID: APP_ID,
      TEAMS_TENANT_ID: TENANT_ID,
      TEAMS_APP_PASSWORD: 'password-of-the-fuzzing',
      METRICS_PORT: '0',
    }),
    startProgram(['src/main.ts'], {
      ...sources,
      SLACK_API_URL: socketSlack.apiUrl,
      SLACK_BOT_TOKEN: 'xoxb-of-the-socket',
      SLACK_APP_TOKEN: 'xapp-of-the-socket',
    }),
  ]);
  return {
    one,
    several,
    connected,
    socket: createSocket(socketSlack),
    ports: { one: one.port, several: several.port, metrics: several.metricsPort },
    back: { responseUrl: slack.responseUrl(), serviceUrl: teams.serviceUrl, sign: authority.sign },
    install: () => install(several.port),
    forget() {
      slack.forget();
      socketSlack.forget();
      teams.forget();
    },
    async close() {
      await Promise.all([one, several, connected].map((program) => program.close()));
      await Promise.all([slack, socketSlack, teams, authority, fleet, floor].map((each) => each.close()));
    },
  };
}

async function install(port: number): Promise<void> {
  const page = await fetch(`http://127.0.0.1:${port}/slack/install`);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const back = `/slack/oauth_redirect?code=code-1&state=${cookie.split('=')[1]}`;
  const { status } = await fetch(`http://127.0.0.1:${port}${back}`, { headers: { cookie } });
  if (status !== 200) throw new Error(`the bot could not be installed: ${status}`);
}
