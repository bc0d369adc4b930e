import { createCommands } from '../src/commands/index.ts';
import type { Command } from '../src/core/command.ts';
import type { Scouts } from '../src/floor/scouts.ts';
import type { SubscriptionTools } from '../src/subscriptions/subscription-tools.ts';

/** What the bot is set up to ask. */
export interface Asked {
  readonly robots: boolean;
  readonly floor: boolean;
  /** Whether a map tells which stations stand by what the robots look at. */
  readonly map: boolean;
}

/** What a chat's list of apps and commands says of the bot. */
export interface Words {
  /** At most 100 characters. */
  readonly title: string;
  /** At most 80 characters. */
  readonly short: string;
  readonly long: string;
  /** What a slash command is for. */
  readonly about: string;
  /** Every command, as Slack shows it behind `/scout`. */
  readonly usageHint: string;
  /** The commands that answer without a further word, at most twelve. */
  readonly menu: readonly { readonly title: string; readonly description: string }[];
}

/** The room in the menu of Teams. */
const MOST_IN_MENU = 12;
/** Left out of the menu: what is done to one subscription has buttons, and health is for whoever runs the bot. */
const NOT_IN_MENU = ['change', 'pause', 'resume', 'unsubscribe', 'undo', 'preview', 'health'];
/** Left out of it where there is no room, the first of these first. */
const LESS_ASKED = ['affected', 'missions', 'maintenance', 'machines', 'now', 'photos', 'subscriptions'];
/** What stands behind a command in the hint: without it the command would say that it is missing, or ask which. */
const BEHIND: Readonly<Record<string, string>> = {
  robot: 'NAME',
  run: 'ID',
  order: 'NUMBER',
  station: 'NAME',
  unit: 'NAME',
  change: 'ID',
  pause: 'ID',
  resume: 'ID',
  unsubscribe: 'ID',
  preview: 'ID',
};

const ABOUT: Readonly<
  Record<
    'robots' | 'floor' | 'both',
    Pick<Words, 'title' | 'short' | 'about'> & { readonly what: string; readonly say: string }
  >
> = {
  robots: {
    title: 'Scout: your fleet of Spot robots',
    short: 'What your Spot robots do, how their missions went, and what comes next',
    about: 'Ask about robots, missions and runs',
    what: 'your fleet of Spot robots where you talk to each other. Scout answers from your own Scout or Orbit server',
    say: 'how did the last mission go?',
  },
  floor: {
    title: 'Scout: your shop floor',
    short: 'What your stations build, how your work orders stand, and what is late',
    about: 'Ask about work orders, stations and units',
    what: 'your shop floor where you talk to each other. Scout answers from your own account at Scout Systems',
    say: 'which orders are late?',
  },
  both: {
    title: 'Scout: your Spot robots and your shop floor',
    short: 'How your Spot robots and your shop floor stand, and what comes next',
    about: 'Ask about robots, missions, work orders and stations',
    what: 'your Spot robots and your shop floor where you talk to each other. Scout answers from your own servers',
    say: 'which orders are late?',
  },
};

/** What a chat is told of the bot, by what it can be asked. */
export function wordsFor(asked: Asked): Words {
  const { what, say, ...others } = ABOUT[asked.robots && asked.floor ? 'both' : asked.floor ? 'floor' : 'robots'];
  const commands = commandsFor(asked);
  return {
    ...others,
    long: `Ask about ${what}, says how old each answer is, and shows times in your zone. Write to it directly, or mention it: in your own words, for example "${say}".`,
    usageHint: usageHint(commands),
    menu: menuOf(commands),
  };
}

/** The commands that there are; they ask their clients only when they run. */
function commandsFor({ robots, floor, map }: Asked): readonly Command[] {
  const scouts = {
    ...(robots && { fleet: { site: { name: '' } } }),
    ...(floor && { plant: { floor: { site: { name: '' } }, shifts: [] } }),
    ...(map && { siteMap: { assets: {}, missions: {} } }),
  } as unknown as Scouts;
  return createCommands(scouts, { version: '', startedAt: 0 }, {} as SubscriptionTools);
}

function usageHint(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).filter((name) => name !== 'help');
  return ['help', ...names].map((name) => [name, BEHIND[name]].filter(Boolean).join(' ')).join(' | ');
}

function menuOf(commands: readonly Command[]): Words['menu'] {
  const ready = commands.filter(
    ({ name, parameters }) =>
      !NOT_IN_MENU.includes(name) &&
      Object.values(parameters).every(({ usage }) => usage === '' || usage.startsWith('[')),
  );
  const tooMany = Math.max(0, ready.length - MOST_IN_MENU);
  const dropped = LESS_ASKED.filter((name) => ready.some((each) => each.name === name)).slice(0, tooMany);
  return ready
    .filter(({ name }) => !dropped.includes(name))
    .map(({ name, summary }) => ({ title: name, description: summary }));
}
