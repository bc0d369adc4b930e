import { askSlack, askTeams } from './ask-chats.ts';
import { askFloor, askRobots } from './ask-scouts.ts';
import type { Setup } from './ask-setting.ts';
import type { Changes } from './env-file.ts';

export interface SetupOptions extends Setup {
  /** 32 new random bytes in base64. */
  readonly createKey: () => string;
}

/** Asks for what the bot needs, one thing after the other, and tries each. Rejects with Cancelled where somebody gives up. */
export async function runSetup({ createKey, ...setup }: SetupOptions): Promise<Changes> {
  const { prompts, known } = setup;
  prompts.say('Scout bot', [
    'A few questions; each answer is tried at once. What is not asked stays as it is.',
    'Nothing is written before the end. Ctrl-C gives up.',
  ]);
  const scouts = await askWhichScouts(setup);
  const robots = scouts.robots ? await askRobots(setup) : {};
  const floor = scouts.floor ? await askFloor(setup) : {};
  const chats = await askWhichChats(setup);
  const slack = chats.slack ? await askSlack(setup) : {};
  const teams = chats.teams ? await askTeams(setup) : {};
  const key = known['SECRET_KEY'] ? {} : { SECRET_KEY: createKey() };
  if ('SECRET_KEY' in key)
    prompts.good('SECRET_KEY was made: with it the tokens in the database are encrypted. Keep a copy in a safe place.');
  return { ...robots, ...floor, ...slack, ...teams, ...key };
}

async function askWhichScouts({
  prompts,
  known,
}: Setup): Promise<{ readonly robots: boolean; readonly floor: boolean }> {
  if (known['SCOUT_CONFIG']) {
    prompts.good(`${known['SCOUT_CONFIG']} tells the sites: npm run --silent check-config looks at it.`);
    return { robots: false, floor: false };
  }
  const choice = await prompts.choose(
    'What shall the bot be asked about?',
    [
      { value: 'robots', label: 'Spot robots', hint: 'Boston Dynamics Scout or Orbit' },
      { value: 'floor', label: 'A shop floor', hint: 'Scout Systems' },
      { value: 'both', label: 'Both' },
      { value: 'none', label: 'That is set already', hint: 'leave it as it is' },
    ],
    known['FLOOR_URL'] === undefined ? 'robots' : known['SCOUT_URL'] === undefined ? 'floor' : 'both',
  );
  return { robots: ['robots', 'both'].includes(choice), floor: ['floor', 'both'].includes(choice) };
}

async function askWhichChats({ prompts, known }: Setup): Promise<{ readonly slack: boolean; readonly teams: boolean }> {
  const choice = await prompts.choose(
    'Where shall people ask it?',
    [
      { value: 'slack', label: 'Slack' },
      { value: 'teams', label: 'Microsoft Teams' },
      { value: 'both', label: 'Both' },
      { value: 'none', label: 'Not yet', hint: 'or that is set already' },
    ],
    known['TEAMS_APP_ID'] === undefined ? 'slack' : known['SLACK_BOT_TOKEN'] === undefined ? 'teams' : 'both',
  );
  return { slack: ['slack', 'both'].includes(choice), teams: ['teams', 'both'].includes(choice) };
}
