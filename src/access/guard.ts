import type { Answer, Bot, Log } from '../core/bot.ts';
import type { Message } from '../core/message.ts';
import type { EpochMs } from '../core/reply.ts';
import type { AuditLog } from './audit-log.ts';
import type { Places } from './places.ts';
import { type Refusal, refusedAnswer, withContact } from './refusal.ts';
import { createRequestLimit, type Rate, type TooMany } from './request-limit.ts';
import type { Roles } from './roles.ts';

/** How much is taken from one person, and out of one channel; as much as comes where left out. */
export interface RequestRates {
  readonly user?: Rate;
  readonly channel?: Rate;
}

export interface GuardOptions {
  readonly places: Places;
  readonly roles: Roles;
  readonly rates: RequestRates;
  readonly audit: Pick<AuditLog, 'write'>;
  /** Whom people ask for what they may not do, in words. */
  readonly contact: string;
  readonly now: () => EpochMs;
  readonly log: Log;
}

/** Stands before the bot: only who may ask is answered, not too often, and what was changed or refused is written down. */
export function createGuard(bot: Bot, { places, roles, rates, audit, contact, now, log }: GuardOptions): Bot {
  const takeOf = (rate: Rate | undefined, reason: string, whence: string) => createTake({ rate, reason, whence, now });
  const takeOfUser = takeOf(rates.user, 'limit of the user', 'from one person');
  const takeOfChannel = takeOf(rates.channel, 'limit of the channel', 'out of one channel');

  const tell = createRequestLimit({ count: 1, perMs: TOLD_FOR_MS, now });

  function refuse(message: Message, refusal: Refusal): Answer {
    const { id, conversation } = message;
    log.info({ id, platform: conversation.platform, reason: refusal.reason }, 'refused');
    audit.write({ kind: 'refusal', message, reason: refusal.reason });
    return refusedAnswer(refusal, contact);
  }

  /** Said once, then only acknowledged for a while. */
  const slowDown = (message: Message, refusal: Refusal & Pick<TooMany, 'isFirst'>): Answer =>
    refusal.isFirst ? refuse(message, refusal) : { ...refusedAnswer(refusal, contact), silent: true };

  /** What is refused counts for whoever asked, but takes nothing from the others in the channel. */
  async function refusalOf(message: Message): Promise<Answer | undefined> {
    const { sender, conversation } = message;
    const place = `${conversation.platform} ${conversation.team}`;
    const backlog = backlogOf(message);
    if (backlog) return slowDown(message, { ...backlog, isFirst: !tell.take(`${place} ${conversation.channel}`) });
    const ofUser = takeOfUser(`${place} ${sender.id}`);
    if (ofUser) return slowDown(message, ofUser);
    const problem = (await places.problem(message)) ?? (await roles.askProblem(sender));
    if (problem !== undefined) return refuse(message, problem);
    if (conversation.kind === 'direct') return undefined;
    const ofChannel = takeOfChannel(`${place} ${conversation.channel}`);
    return ofChannel && slowDown(message, ofChannel);
  }

  /** Writes down what came of a command that changes something. */
  function note(message: Message, { command, refused, changes, failed, reply }: Answer): void {
    const line = message.text;
    const known = { message, line, ...(command !== undefined && { command }) };
    if (refused !== undefined) audit.write({ kind: 'refusal', ...known, reason: refused });
    // Who gets a form has changed nothing yet.
    else if (changes && !failed && !reply.blocks.some(({ kind }) => kind === 'form')) {
      audit.write({ kind: 'change', ...known });
    }
  }

  return {
    async answer(message) {
      const refusal = await refusalOf(message);
      if (refusal) return refusal;
      const answer = await bot.answer(message);
      note(message, answer);
      return answer.refused === undefined ? answer : { ...answer, reply: withContact(answer.reply, contact) };
    },
  };
}

/** Answers that would come later than this are not begun: what waits to be said stays bounded, however much is asked. */
const MOST_BACKLOG_MS = 120_000;
const TOLD_FOR_MS = 60_000;

/** Why a question is not taken where too many answers wait for their turn to be written. */
function backlogOf({ backlogMs }: Message): Refusal | undefined {
  const wait = backlogMs?.() ?? 0;
  if (wait <= MOST_BACKLOG_MS) return undefined;
  const words = `Too many answers wait to be written here. Ask again in ${duration(wait)}.`;
  return { reason: 'too many answers wait', words };
}

interface TakeOptions {
  readonly rate: Rate | undefined;
  readonly reason: string;
  /** Where the requests come from, in words. */
  readonly whence: string;
  readonly now: () => EpochMs;
}

/** Takes a request, or tells what to say instead. */
function createTake({ rate, reason, whence, now }: TakeOptions): (key: string) => (Refusal & TooMany) | undefined {
  if (rate === undefined) return () => undefined;
  const { count, perMs } = rate;
  const limit = createRequestLimit({ count, perMs, now });
  return (key) => {
    const tooMany = limit.take(key);
    if (tooMany === undefined) return undefined;
    const taken = `${count} question${count === 1 ? '' : 's'} ${SPANS.get(perMs) ?? `within ${duration(perMs)}`}`;
    const words = `One moment: I take ${taken} ${whence}. Ask again in ${duration(tooMany.freeAt - now())}.`;
    return { ...tooMany, reason, words };
  };
}

const SPANS = new Map([
  [60_000, 'a minute'],
  [3_600_000, 'an hour'],
]);

/** `24 seconds`, `2 minutes`: never shorter than it is. */
function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  const [count, unit] = seconds < 100 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
