import { type AssistantClient, createAssistantClient } from './clients/assistant/assistant-client.ts';
import { createCircuitBreaker } from './clients/assistant/circuit-breaker.ts';
import { RemoteError, Unreachable } from './clients/errors.ts';
import type { Log } from './core/bot.ts';
import type { Command } from './core/command.ts';
import { sliceUnits } from './core/cut-text.ts';
import { UserError } from './core/errors.ts';
import type { Understood } from './core/language.ts';
import type { Message } from './core/message.ts';
import { simplify } from './core/names.ts';
import { type ReadingContext, readArguments } from './core/parameters.ts';
import type { EpochMs } from './core/reply.ts';
import { usageOf } from './core/usage.ts';
import type { SourceWatch } from './core/watch.ts';
import { type Wait, within } from './core/within.ts';
import { splitWords } from './core/words.ts';
import type { Names } from './language/reading/name-index.ts';
import { RULES_WITHOUT_COMMAND } from './language/rules/all-rules.ts';
import type { Understanding } from './language/understand.ts';
import type { AssistantSettings } from './settings/config.ts';

/** What the grammar made of a message, and what may be chosen for it. */
export interface OpenQuestion {
  readonly message: Message;
  readonly now: EpochMs;
  readonly understanding: Understanding;
  readonly understood: Understood;
  readonly names: Names;
  readonly commands: readonly Command[];
}

/** Lets a language model choose where the grammar is unsure. */
export interface Assistant {
  /** The model, as readers are told. */
  readonly model: string;
  /** The line of a command that changes nothing and can read its words; undefined where the grammar's word stands. Never rejects. */
  choose(question: OpenQuestion): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface AssistantOptions extends AssistantSettings {
  readonly now: () => EpochMs;
  readonly log: Log;
  readonly watch?: Pick<SourceWatch, 'request'>;
  readonly wait?: Wait;
}

/** People wait for the grammar's guesses meanwhile. */
const DEADLINE_MS = 3_000;
const MOST_AT_ONCE = 2;
const FAILURES = 3;
const REST_MS = 60_000;

/** An assistant over the model that the settings name. */
export function createAssistant({ now, log, wait, ...settings }: AssistantOptions): Assistant {
  const client = createAssistantClient({ ...settings, deadlineMs: DEADLINE_MS });
  const breaker = createCircuitBreaker({ now, mostAtOnce: MOST_AT_ONCE, failures: FAILURES, restMs: REST_MS });

  return {
    model: settings.model,
    async choose(question) {
      const { message, commands } = question;
      if (!isOpen(question)) return undefined;
      try {
        const line = await breaker.run(() => askInTime(client, question, wait));
        if (line === undefined) return undefined;
        const problem = await problemOf(line, commands, { now: question.now, zone: message.sender.zone });
        if (problem === undefined) return line;
        log.warn({ id: message.id, reason: problem }, 'the assistant chose what cannot be used');
      } catch (error) {
        const reason = error instanceof RemoteError ? error.reason : 'unexpected error';
        log.warn({ id: message.id, reason }, 'the assistant did not choose');
      }
      return undefined;
    },
    close: () => client.close(),
  };
}

function askInTime(client: AssistantClient, question: OpenQuestion, wait?: Wait): Promise<string | undefined> {
  const ending = new AbortController();
  const sentence = sentenceOf(question);
  const { names, commands } = question;
  const choice = {
    commands: commands.filter(changesNothing).map(describe).join('\n'),
    sentence,
    robots: namesNear(sentence, names.robots),
    missions: namesNear(sentence, names.missions),
  };
  const late = (): never => {
    const error = new Unreachable('The assistant does not answer.', `no answer within ${DEADLINE_MS / 1_000} s`);
    ending.abort(error);
    throw error;
  };
  return within(DEADLINE_MS, client.choose(choice, ending.signal), late, wait);
}

const LONGEST_SENTENCE = 500;

const sentenceOf = ({ message }: OpenQuestion): string => sliceUnits(message.text.toWellFormed(), LONGEST_SENTENCE);

const changesNothing = ({ changes }: Command): boolean => !changes;

/** How a command is written, for whom it is, what its words can be, and one example with words. */
function describe(command: Command): string {
  const { summary, parameters, examples } = command;
  const words = Object.values(parameters).map(({ usage, help }) => ` ${usage}: ${help}.`);
  return `${usageOf(command)} — ${summary}.${words.join('')} Example: ${examples[1] ?? examples[0] ?? command.name}`;
}

const SMALL_TALK = ['greeting', 'thanks'];
/** What is said to who asks for secrets or acts as somebody else: of what is out of scope, the rule that needs a word for it. */
const REFUSALS = new Set(
  RULES_WITHOUT_COMMAND.filter(({ intent, needs }) => intent === 'out_of_scope' && needs !== undefined).map(
    ({ answer }) => answer,
  ),
);
/** What is said where nothing was understood that concerns the bot. */
const OFF = new Set(
  RULES_WITHOUT_COMMAND.filter(({ intent }) => intent === 'out_of_scope').map(({ answer }) => answer),
);

/** Whether the grammar leaves something to choose: it neither answers, nor refuses, nor offers to change something. */
function isOpen({ understanding, understood, commands, message }: OpenQuestion): boolean {
  const { intent, answer } = understanding;
  if (message.text.trim() === '' || SMALL_TALK.includes(intent) || intent === 'control_request') return false;
  if (answer !== undefined && REFUSALS.has(answer)) return false;
  const changing = new Set(commands.filter(({ changes }) => changes).map(({ name }) => name));
  if (understood.guesses.some(({ line }) => changing.has(splitWords(line)[0]?.lower ?? ''))) return false;
  // What is out of scope and has no rule's answer was not understood at all, which the grammar can be sure of.
  return !understood.isSure || (understood.line === undefined && intent === 'out_of_scope' && !OFF.has(answer));
}

/** Why a line cannot be used; undefined where it can. It is read as if somebody had typed it. */
async function problemOf(
  line: string,
  commands: readonly Command[],
  context: ReadingContext,
): Promise<string | undefined> {
  const [name, ...words] = splitWords(line);
  const command = commands.find((each) => each.name === name?.lower);
  if (command === undefined) return 'no such command';
  if (command.changes) return 'a command that changes something';
  try {
    await readArguments(command.parameters, words, context);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return 'words that the command cannot read';
    throw error;
  }
}

const MOST_NAMES = 20;
const LONGEST_NAME = 80;

/** The names that share words with a sentence, those with most first: all that a choice needs, and no list of the fleet. */
function namesNear(sentence: string, names: readonly string[]): readonly string[] {
  const said = simplify(sentence).split(' ');
  const isSaid = (word: string): boolean => said.some((each) => isAkin(each, word));
  return names
    .filter((name) => name.length <= LONGEST_NAME)
    .map((name) => ({ name, shared: simplify(name).split(' ').filter(isSaid).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, MOST_NAMES)
    .map(({ name }) => name);
}

/** The same word, an ending to it ("rexes"), or its first letters. */
function isAkin(said: string, word: string): boolean {
  if (word === '') return false;
  return said === word || (word.length > 2 && said.startsWith(word)) || (said.length > 3 && word.startsWith(said));
}
