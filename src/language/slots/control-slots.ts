import type { Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import { has, type SlotReaders, type SlotSource, some } from './slot-reader.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What people tell a robot or a schedule to do, in its base form. */
const VERBS = new Set(
  words(`
    abort activate add assign bark begin bend block bring call cancel change charge clear climb close come continue create dance
    deactivate delay delete deploy disable dispatch dock drive enable execute exit fetch fire fly follow freeze go
    guide halt head hold jump kick kill launch leave lie lift lock lower move navigate open park pause postpone power push
    put raise reactivate reboot recall redo release relocate remove repeat rerun reschedule reset restart resume return
    roll rotate run schedule send shift shoo shut sit skip slow speed spin stand start steer stop suspend swap switch
    take teleoperate terminate trigger turn undock unlock unpause update wait wake walk
  `),
);
/** Verbs that say less than another one behind them: "get Rex to sit". */
const WEAK_VERBS = new Set(words('get make'));
/** What changes the meaning of a verb, right behind it or behind its object: "power Daisy up". */
const PARTICLES: Readonly<Record<string, readonly string[]>> = {
  fire: ['up'],
  kick: ['off'],
  roll: ['over'],
  power: ['up', 'down', 'off', 'on'],
  shut: ['down', 'off'],
  speed: ['up'],
  switch: ['on', 'off'],
  take: ['over'],
  turn: ['on', 'off'],
};
/** The English verb for what was said in another language, the most telling first. */
const DEEDS: readonly (readonly [Sign, string])[] = [
  ['move', 'move'],
  ['send', 'send'],
  ['start', 'start'],
  ['stop', 'stop'],
  ['pause', 'pause'],
  ['resume', 'resume'],
  ['disable', 'disable'],
  ['change', 'move'],
  ['unsubscribe', 'cancel'],
  ['dock', 'dock'],
  ['control', 'control'],
];

/** The verb that a word is a form of: "stopped", "postponed", "enabling". */
function verbOf(word: string, verbs: ReadonlySet<string>): string | undefined {
  const [, stem = word] = /^(.{2,}?)(?:s|es|d|ed|ing)$/.exec(word) ?? [];
  const forms = [word, stem, `${stem}e`, ...(stem.at(-1) === stem.at(-2) ? [stem.slice(0, -1)] : [])];
  return forms.find((form) => verbs.has(form));
}

interface Spoken {
  readonly word: string;
  readonly mark: Mark;
}

const spokenIn = (marks: readonly Mark[]): readonly Spoken[] =>
  marks.flatMap((mark) =>
    mark.text
      .toLowerCase()
      .split(/[\s-]+/)
      .map((word) => ({ word, mark })),
  );

const isName = ({ mark }: Spoken): boolean =>
  mark.signs[0]?.startsWith('@') === true && !has(mark, '@unknown', '@norobot');

/** Words before nouns: "the dock" is no verb. */
const BEFORE_NOUNS = new Set(words('the a an its his her my our zn het de das ins den le la el al'));
/** English words that mean a deed without being its verb, as in "make it", "home". */
const NO_VERBS = new Set(words('make makes set get up down back home on off half here over to it that this at an and'));

/** "The dock", "the Weekend Deep Scan schedule", "go charge". */
function isNoDeed(spoken: readonly Spoken[], at: number): boolean {
  const [before, said, behind] = [spoken[at - 1], spoken[at], spoken[at + 1]];
  if (said === undefined || isName(said) || BEFORE_NOUNS.has(before?.word ?? '')) return true;
  if (said.word === 'schedule') return before !== undefined && has(before.mark, '@mission');
  return said.word === 'go' && behind !== undefined && VERBS.has(behind.word);
}

/** The first verb of the sentence with its particle, or what a word of another language asks for. */
function firstVerb(spoken: readonly Spoken[], verbs: ReadonlySet<string>): string | undefined {
  for (const [at, said] of spoken.entries()) {
    if (isNoDeed(spoken, at)) continue;
    const verb = verbOf(said.word, verbs);
    if (verb !== undefined) return withParticle(verb, spoken.slice(at + 1, at + 4));
    const meant = NO_VERBS.has(said.word) ? undefined : DEEDS.find(([sign]) => has(said.mark, sign))?.[1];
    if (meant !== undefined) return meant;
  }
  return undefined;
}

function withParticle(verb: string, behind: readonly Spoken[]): string {
  const [next] = behind;
  const near = next && isName(next) ? behind : behind.slice(0, 1);
  const particle = near.find(({ word }) => PARTICLES[verb]?.includes(word));
  return particle === undefined ? verb : `${verb} ${particle.word}`;
}

function actionOf({ marks }: SlotSource): string | undefined {
  if (some(marks, 'estop')) return 'stop';
  const spoken = spokenIn(marks);
  return firstVerb(spoken, VERBS) ?? firstVerb(spoken, WEAK_VERBS);
}

/** What somebody wants done by a robot or to a schedule. */
export const CONTROL_SLOTS: SlotReaders = { action: actionOf };
