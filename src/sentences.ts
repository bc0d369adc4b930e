import type { Assistant } from './assistant.ts';
import type { Command } from './core/command.ts';
import type { Guess, Language, Understood } from './core/language.ts';
import type { Message } from './core/message.ts';
import type { EpochMs } from './core/reply.ts';
import type { Wait } from './core/within.ts';
import { quoteName } from './core/words.ts';
import { mappedPlant, type Scouts } from './floor/scouts.ts';
import { createNames, createSiteNames } from './known-names.ts';
import { createConversations, type SentenceReader } from './language/conversations.ts';
import type { Names } from './language/reading/name-index.ts';
import { type Alternative, SURE, type Understanding } from './language/understand.ts';
import { noSuchSite } from './sites/read-sites.ts';
import type { Site } from './sites/site.ts';

/** What is asked of one or several sites, as far as a sentence is concerned. */
interface Asked {
  readonly scouts: Scouts;
  readonly names: () => Promise<Names>;
  /** Where there are several. */
  readonly sites?: readonly Site[];
}

/** What the bot understands, in conversations, over the names of a fleet; only lines of its own commands are given. An assistant chooses where the grammar is unsure. */
export const createLanguage = (scouts: Scouts, commands: readonly Command[], assistant?: Assistant): Language =>
  languageOf({ scouts, names: createNames(scouts) }, commands, assistant);

/** The same over one or several sites. */
export function createSiteLanguage(
  sites: readonly Site[],
  commands: readonly Command[],
  { assistant, wait }: { readonly assistant?: Assistant | undefined; readonly wait?: Wait | undefined } = {},
): Language {
  const [only, ...others] = sites;
  if (only !== undefined && others.length === 0) return createLanguage(only, commands, assistant);
  const mapped = sites.find((site) => mappedPlant(site) !== undefined);
  const [fleet] = sites.flatMap((site) => site.fleet ?? []);
  const [plant] = sites.flatMap((site) => site.plant ?? []);
  const scouts: Scouts = {
    ...(fleet && { fleet }),
    ...(plant && { plant }),
    ...(mapped?.siteMap && { siteMap: mapped.siteMap }),
  };
  return languageOf({ scouts, names: createSiteNames(sites, wait), sites }, commands, assistant);
}

function languageOf({ scouts, names, sites }: Asked, commands: readonly Command[], assistant?: Assistant): Language {
  const conversations = createConversations();
  const own = new Set(commands.map(({ name }) => name));
  let read: SentenceReader | undefined;
  /** The names at the last question, for lines that are noted without waiting. */
  let lastNames: Names = { robots: [], missions: [], sites: [] };

  /** Rules and word lists are loaded with the first sentence: many never write one. */
  async function reader(): Promise<SentenceReader> {
    read ??= (await import('./sentence-reader.ts')).createSentenceReader();
    return read;
  }
  const changing = new Set(commands.filter(({ changes }) => changes).map(({ name }) => name));
  /** What changes something is offered as a button, and not done on a sentence. */
  const changesSomething = (line = ''): boolean => changing.has(line.split(' ')[0] ?? '');
  const isOwn = (line: string | undefined): line is string => line !== undefined && own.has(line.split(' ')[0] ?? '');
  const guessesOf = (alternatives: readonly Alternative[] = []): readonly Guess[] =>
    alternatives.flatMap(({ label, command }) => (isOwn(command) ? [{ label, line: command }] : []));

  /** The line that was understood, as far as there is a Scout to ask. */
  function lineOf(understanding: Understanding): string | undefined {
    const { command, withoutRobots } = understanding;
    const chosen = sites && siteChosen(understanding);
    if (chosen !== undefined) return chosen;
    const line = scouts.fleet === undefined ? (withoutRobots ?? command) : command;
    return isOwn(line) ? line : undefined;
  }

  function understoodOf(understanding: Understanding): Understood {
    const { confidence, alternatives, also, offer } = understanding;
    const line = lineOf(understanding);
    const isSure = confidence >= (line === undefined ? SURE : SURE_TO_ACT) && !changesSomething(line);
    const guesses = guessesOf(alternatives);
    const near = line ?? (isOwn(offer) && !changesSomething(offer) ? offer : undefined);
    const isDone = isSure && line !== undefined;
    const first = near === undefined || isDone ? [] : [{ label: near, line: near }];
    return {
      isSure,
      ...(isSure && isOfRobots(understanding) && { isRefused: true as const }),
      guesses: [...first, ...guesses].slice(0, 2),
      also: guessesOf(also),
      ...(line === undefined ? { said: saidOf(understanding, scouts, sites) } : { line }),
    };
  }

  function note(message: Message, line: string, now: EpochMs): void {
    const typed = (understand: SentenceReader): Understanding => ({
      ...understand(line, { now, zone: 'UTC', names: lastNames }),
      command: line,
    });
    conversations.remember(message, typed, now);
  }

  return {
    async understand(message, now) {
      const understand = await reader();
      lastNames = await names();
      const previous = conversations.last(message, now, understand);
      const zone = await message.sender.zone();
      const understanding = understand(message.text, { now, zone, names: lastNames, ...(previous && { previous }) });
      if (understanding.confidence >= SURE && !PASSING.includes(understanding.intent)) {
        conversations.remember(message, () => understanding, now);
      }
      const understood = understoodOf(understanding);
      const line = await assistant?.choose({ message, now, understanding, understood, names: lastNames, commands });
      if (assistant === undefined || line === undefined) return understood;
      note(message, line, now);
      const also = understood.also.filter((other) => other.line !== line);
      return { isSure: true, line, guesses: [], also, chosen: { by: assistant.model, instead: understood } };
    },
    note,
  };
}

/** A command is run only from this likelihood on: rather a question back than an answer to another question. */
const SURE_TO_ACT = 0.8;

const NOT_YET = 'I understood that, but have no answer to it yet. `help` shows what I can do.';

/** Whether it wants something done with a robot or mission that there is: "pause Rex" and not "pause all". */
const isOfRobots = ({ intent, slots }: Understanding): boolean =>
  intent === 'control_request' &&
  slots['action'] !== undefined &&
  [slots['robot'], slots['mission']].some((name) => typeof name === 'string');

/** What is said where no line means the same. */
const saidOf = (understanding: Understanding, scouts: Scouts, sites: readonly Site[] | undefined): string =>
  missingScout(understanding.intent, scouts) ??
  (sites && whichSite(understanding, sites)) ??
  unknownNames(understanding) ??
  understanding.answer ??
  NOT_YET;

/** "I always mean north": the line by which a conversation means a site. */
function siteChosen({ intent, slots }: Understanding): string | undefined {
  const { instance, ...others } = slots;
  const isOfSite = intent === 'prefs_set' && typeof instance === 'string' && Object.keys(others).length === 0;
  return isOfSite ? `use ${quoteName(instance)}` : undefined;
}

/** A name of no site, or of several, where there are several. */
function whichSite({ slots: { instance } }: Understanding, sites: readonly Site[]): string | undefined {
  if (typeof instance !== 'object' || instance === null) return undefined;
  if ('ambiguous' in instance && Array.isArray(instance.ambiguous))
    return `Which site is meant: ${instance.ambiguous.join(' or ')}?`;
  return 'unknown' in instance ? noSuchSite(String(instance.unknown), sites).message : undefined;
}

/** Questions of which a shop floor knows, and those of which robots do. */
const OF_FLOOR = /^(?:wo|station|unit|shift|cross)_/;
const OF_ROBOTS = /^(?:fleet|robot|run|events|capture|reading|anomaly|alert|schedule|cross)_/;

/** Where there is no Scout that could know, that is the answer. */
function missingScout(intent: string, { fleet, plant, siteMap }: Scouts): string | undefined {
  if (OF_FLOOR.test(intent) && plant === undefined)
    return 'I know nothing of the shop floor: whoever runs this bot can set `FLOOR_URL`.';
  if (OF_ROBOTS.test(intent) && fleet === undefined)
    return 'I know nothing of robots: whoever runs this bot can set `SCOUT_URL`.';
  return intent === 'cross_link' && siteMap === undefined
    ? 'I do not know which stations stand by what the robots look at: whoever runs this bot can set `SITE_MAP_FILE`.'
    : undefined;
}

/** Small talk does not change what a conversation is about. */
export const PASSING = ['greeting', 'thanks', 'help', 'out_of_scope', 'control_request'];

/** Where a name is unknown, that is the answer. */
function unknownNames({ slots }: Understanding): string | undefined {
  for (const [what, value] of Object.entries(slots)) {
    if (typeof value !== 'object' || value === null || !('unknown' in value)) continue;
    const nearest =
      'suggest' in value && Array.isArray(value.suggest) && value.suggest.length > 0
        ? ` Nearest: ${value.suggest.join(', ')}.`
        : '';
    return `No ${what === 'instance' ? 'site' : what} is called ${String(value.unknown)}.${nearest}`;
  }
  return undefined;
}
