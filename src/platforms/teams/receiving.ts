import type { Answer, Bot, Log } from '../../core/bot.ts';
import { clip, isLonger } from '../../core/cut-text.ts';
import { messageOf } from '../../core/errors.ts';
import type { Message } from '../../core/message.ts';
import { firstLine, writeReply } from '../../core/plain-text.ts';
import { createRecentMap } from '../../core/recent-map.ts';
import type { RecentlySeen } from '../../core/recently-seen.ts';
import { type EpochMs, type Reply, reply as replyOf, text as textOf } from '../../core/reply.ts';
import { settledAtOnce } from '../../core/settled-at-once.ts';
import { within } from '../../core/within.ts';
import { CARD_TYPE } from './connector.ts';
import type { Delivery } from './delivery.ts';
import type { DirectoryGroups } from './directory-groups.ts';
import type { Acknowledgement } from './door.ts';
import type { Envelope } from './envelope.ts';
import { type Installed, type Pressed, readIncoming, type Said } from './incoming.ts';
import { LIMITS } from './limits.ts';
import type { Outbox } from './outbox.ts';
import type { Wait } from './pace.ts';
import type { Roster } from './roster.ts';

export interface ReceivingOptions {
  readonly bot: Bot;
  readonly delivery: Delivery;
  readonly outbox: Outbox;
  readonly roster: Roster;
  /** Nothing where nobody can be asked. */
  readonly groups?: DirectoryGroups | undefined;
  readonly seen: RecentlySeen;
  /** Whether another process has seen a message already; asked only of those that this one has not. */
  readonly remember?: ((keys: readonly string[]) => Promise<boolean>) | undefined;
  /** The words whose answer greets somebody who installed the bot. */
  readonly greetingCommand: string;
  readonly zone: string;
  readonly now: () => EpochMs;
  readonly wait: Wait;
  /** Keeps work that goes on after the acknowledgement. */
  readonly keep: (work: Promise<void>) => void;
  readonly log: Log;
}

/** An answer that takes longer is announced by the typing sign. */
const TYPING_AFTER_MS = 1_000;
/** Teams gives a pressed button's answer about five seconds; the bot wants to have answered in three. */
const PRESS_DEADLINE_MS = 2_500;
const MOST_PRESSES = 400;
const MOST_GREETED = 10_000;

const BELOW = 'The answer comes below.';
const REST_ELSEWHERE = 'The rest is for you alone: ask me in a direct message.';
/** What all read in place of an answer that came too late to be shown to one alone. */
const KEPT = replyOf(
  textOf('The answer is only for the one who pressed the button: press again, or ask me in a direct message.'),
);
/** The same where pressing again would do again what was done. */
const KEPT_DEED = replyOf(textOf('What the button stands for is done. More of it is only for the one who pressed it.'));
const OK: Acknowledgement = { status: 200 };

/** Builds what is done with an envelope that was let in: acknowledge, ask the bot, deliver. */
export function createReceiving(options: ReceivingOptions): (envelope: Envelope) => Promise<Acknowledgement> {
  const { bot, delivery, outbox, roster, groups, seen, now, wait, keep, log } = options;
  /** What buttons were answered with: a press that Teams sends again gets the same. */
  const pressed = createRecentMap<Promise<Acknowledgement>>(MOST_PRESSES);
  const greeted = createRecentMap<true>(MOST_GREETED);

  const toMessage = (incoming: Said | Pressed | Installed, text: string): Message => {
    const { id, user, userName, directoryId, zone, conversation } = incoming;
    return {
      id,
      text,
      conversation,
      sender: {
        id: user,
        ...(directoryId !== undefined && { directoryId }),
        zone: async () => zone ?? options.zone,
        name: async () => userName,
        standing: () => roster.standingOf(incoming),
        ...(directoryId !== undefined && groups && { isInGroup: (group) => groups.has(group, directoryId) }),
      },
      ...(conversation.kind === 'direct' && { direct: conversation }),
      backlogMs: () => outbox.backlogMs(incoming.place),
    };
  };

  /** Answers where it was asked, also what is for the asker alone: the SDK drops the mark of a message that only one sees. */
  const answer = (incoming: Said | Pressed | Installed, text: string): Promise<void> =>
    bring(incoming, bot.answer(toMessage(incoming, text)));

  async function bring(incoming: Said | Pressed | Installed, answering: Promise<Answer>): Promise<void> {
    const { reply, silent } = (await settledAtOnce(answering)) ?? (await announce(incoming, answering));
    if (!silent) await delivery.deliver(incoming.place, reply);
  }

  /** Waits for an answer, with the typing sign where it takes long. */
  function announce({ place }: Said | Pressed | Installed, answering: Promise<Answer>): Promise<Answer> {
    const answered = new AbortController();
    wait(TYPING_AFTER_MS, answered.signal).then(
      () => keep(delivery.showTyping(place)),
      () => {},
    );
    return answering.finally(() => answered.abort());
  }

  async function replace(incoming: Pressed, id: string): Promise<Acknowledgement> {
    const answering = bot.answer(pressedMessage(incoming));
    const answered = await within(PRESS_DEADLINE_MS, answering, () => undefined, wait);
    if (answered === undefined) {
      keep(answering.then((late) => replaceLate(incoming, id, late)));
      return said('This takes a while. The answer comes as soon as it is there.');
    }
    const { reply, silent } = answered;
    // What is for one reader must not take the place of what all read; this line only the one who pressed sees.
    if (silent || isKeptFrom(incoming, reply)) return saidAlone(incoming, reply);
    if (leavesForm(incoming, reply)) {
      keep(delivery.deliver(incoming.place, reply));
      return said(BELOW);
    }
    const [first] = delivery.render(reply);
    keep(delivery.deliver(incoming.place, reply, 1));
    return { status: 200, body: { statusCode: 200, type: CARD_TYPE, value: first?.card } };
  }

  const saidAlone = ({ zone }: Pressed, reply: Reply): Acknowledgement =>
    said(lineAlone(reply, zone ?? options.zone, now()));

  async function replaceLate(incoming: Pressed, id: string, answer: Answer): Promise<void> {
    const { place } = incoming;
    const { reply, silent } = answer;
    if (silent) return;
    // The line that only the one who pressed sees is spent by now: what is posted here, all read.
    if (isKeptFrom(incoming, reply))
      return delivery.deliver(place, answer.changes && !answer.failed ? KEPT_DEED : KEPT);
    if (leavesForm(incoming, reply)) return delivery.deliver(place, reply);
    try {
      await delivery.replace(place, [id], reply, true);
    } catch (error) {
      log.warn({ conversation: place.conversation, error: messageOf(error) }, 'could not replace a card: posting');
      await delivery.deliver(place, reply);
    }
  }

  async function press(incoming: Pressed): Promise<Acknowledgement> {
    if (incoming.replaces !== undefined) return replace(incoming, incoming.replaces);
    const answering = bot.answer(pressedMessage(incoming));
    const atOnce = await settledAtOnce(answering);
    if (atOnce?.silent) return saidAlone(incoming, atOnce.reply);
    keep(bring(incoming, answering));
    return said(BELOW);
  }

  const pressedMessage = (incoming: Pressed): Message => ({
    ...toMessage(incoming, incoming.text),
    wasMet: async () => incoming.key !== undefined && wasMet(`pressed ${incoming.key}`),
  });

  function pressOnce(incoming: Pressed): Promise<Acknowledgement> {
    const { key } = incoming;
    const before = key === undefined ? undefined : pressed.get(key);
    if (before !== undefined || key === undefined) return before ?? press(incoming);
    const answered = press(incoming);
    pressed.set(key, answered);
    return answered;
  }

  /** Greets once: Teams tells of one installation by two events, and of an old one again. */
  function greet(incoming: Installed): void {
    const { channel } = incoming.conversation;
    if (greeted.get(channel)) return;
    greeted.set(channel, true);
    keep(greetAnew(incoming));
  }

  async function greetAnew(incoming: Installed): Promise<void> {
    if (!(await wasMet(`greeted ${incoming.conversation.channel}`))) await answer(incoming, options.greetingCommand);
  }

  /** Whether a message was answered before. Where nobody can tell it counts as new: rather two answers than none. */
  async function wasMet(key: string): Promise<boolean> {
    try {
      return (await options.remember?.([`teams ${key}`])) === true;
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'could not look whether a message was seen before');
      return false;
    }
  }

  async function answerSaid(incoming: Said): Promise<void> {
    if (options.remember && incoming.key !== undefined && (await wasMet(incoming.key))) return;
    await answer(incoming, incoming.text);
  }

  return async (envelope) => {
    const incoming = readIncoming(envelope);
    if (incoming.kind === 'nothing') return OK;
    if (incoming.kind === 'unknown') return { status: 400 };
    outbox.revive(incoming.place);
    if (incoming.kind === 'pressed') return pressOnce(incoming);
    if (incoming.key !== undefined && seen.meet(incoming.key)) return OK;
    if (incoming.kind === 'installed') greet(incoming);
    else keep(answerSaid(incoming));
    return OK;
  };
}

/** Whether a reply is for the asker while others read the conversation. */
function isKeptFrom({ conversation }: Pressed, reply: Reply): boolean {
  return conversation.kind === 'channel' && reply.audience === 'sender';
}

/** Whether a form must stay, to be put right: what is for the asker alone is no answer that others wait for. */
function leavesForm({ isForm }: Pressed, reply: Reply): boolean {
  return isForm && reply.audience === 'sender';
}

/** A reply in one line: all of it where that is short. */
function lineAlone(reply: Reply, zone: string, now: EpochMs): string {
  const all = writeReply(reply, zone, now).replaceAll(/\s+/g, ' ').trim();
  if (!isLonger(all, LIMITS.pressedLine)) return all;
  return `${clip(firstLine(reply, zone, now), LIMITS.pressedLine - REST_ELSEWHERE.length - 1)} ${REST_ELSEWHERE}`;
}

/** Answers a pressed button with a line that only who pressed it sees (Universal Actions, "Response format"). */
export function said(line: string): Acknowledgement {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: line } };
}
