import type { Assistant } from './assistant.ts';
import type { Command } from './core/command.ts';
import type { Guess, Language, Understood } from './core/language.ts';
import type { Message } from './core/message.ts';
import type { EpochMs } from './core/reply.ts';
import type { Scouts } from './floor/scouts.ts';
import { createConversations, type SentenceReader } from './language/conversations.ts';
import type { Names } from './language/reading/name-index.ts';
import { type Alternative, SURE, type Understanding } from './language/understand.ts';

const NOTHING = { value: [] } as const;

/** The names that the Scouts know: after the first time at once, from what was known last, while they are read anew. */
export function createNames({ fleet }: Scouts): () => Promise<Names> {
  let known: Names | undefined;
  let reading: Promise<Names> | undefined;

  async function read(): Promise<Names> {
    const [robots, missions] = await Promise.allSettled([fleet?.robots() ?? NOTHING, fleet?.missions() ?? NOTHING]);
    const named = (
      result: PromiseSettledResult<{ readonly value: readonly { readonly name: string }[] }>,
      before: readonly string[] = [],
    ) => (result.status === 'fulfilled' ? result.value.value.map(({ name }) => name) : before);
    const names = {
      robots: named(robots, known?.robots),
      missions: named(missions, known?.missions),
      sites: fleet === undefined ? [] : [fleet.site.name],
    };
    // The same names stay the same object, for which the index is built already.
    if (JSON.stringify(names) !== JSON.stringify(known)) known = names;
    reading = undefined;
    return known ?? names;
  }

  return async () => {
    reading ??= read();
    return known ?? reading;
  };
}

/** What the bot understands, in conversations, over the names of a fleet; only lines of its own commands are given. An assistant chooses where the grammar is unsure. */
export function createLanguage(scouts: Scouts, commands: readonly Command[], assistant?: Assistant): Language {
  const names = createNames(scouts);
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

  function understoodOf(understanding: Understanding): Understood {
    const { confidence, command, alternatives, also } = understanding;
    const line = isOwn(command) ? command : undefined;
    const isSure = confidence >= (line === undefined ? SURE : SURE_TO_ACT) && !changesSomething(line);
    const guesses = guessesOf(alternatives);
    const first = !isSure && line !== undefined ? [{ label: line, line }] : [];
    return {
      isSure,
      ...(isSure && isOfRobots(understanding) && { isRefused: true as const }),
      guesses: [...first, ...guesses].slice(0, 2),
      also: guessesOf(also),
      ...(line === undefined ? { said: unknownNames(understanding) ?? understanding.answer ?? NOT_YET } : { line }),
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
