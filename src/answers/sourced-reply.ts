import type { Known, Outage } from '../clients/known.ts';
import {
  type Block,
  type Button,
  bold,
  buttons,
  type EpochMs,
  note,
  type Reply,
  reply,
  type Text,
  text,
  time,
} from '../core/reply.ts';
import { count, distanceInTime } from './quantities.ts';

/** A Scout, of robots or of a shop floor, and what an answer took from it. */
export interface AnswerSource {
  /** How people call the site. */
  readonly site: string;
  /** What it tells of, for answers of several sources: `robots`, `floor`. */
  readonly about: string;
  /** Every fact that went into the answer: the oldest gives its age, one that is stale makes the answer stale. */
  readonly facts: readonly Known<unknown>[];
  /** Slower facts behind it (the calendar, names): their age says nothing of the answer's, but an outage of theirs does. */
  readonly background?: readonly Known<unknown>[];
}

/** What an answer is made of. */
export interface SourcedAnswer {
  readonly sources: readonly AnswerSource[];
  readonly now: EpochMs;
  /** The answer itself; its first block answers the question. */
  readonly blocks: readonly Block[];
  /** Small lines before the source: what is not reported, what was cut. */
  readonly remarks?: readonly Text[];
  /** The obvious next questions. */
  readonly next?: readonly Button[];
}

/** Puts an answer together: outages first, then the answer, then where it comes from and how old it is, then the next questions. */
export function sourcedReply({ sources, now, blocks, remarks = [], next = [] }: SourcedAnswer): Reply {
  const told = sources.length > 1 ? sources.filter(({ facts }) => facts.length > 0) : sources;
  const lines = told.map((source) => sourceText(source, now, told.length > 1));
  return reply(
    ...sources.flatMap((source) => outageBlocks(source, now)),
    ...blocks,
    note(...[...remarks, ...lines].flatMap((line, i) => (i === 0 ? line : [' · ', ...line]))),
    ...(next.length > 0 ? [buttons(...next)] : []),
  );
}

/** `as of 10:19, 40 s ago · north`; beside others `robots as of …`. */
function sourceText({ site, about, facts }: AnswerSource, now: EpochMs, isOneOfSeveral: boolean): Text {
  const oldest = facts.reduce((a, b) => (b.asOf < a.asOf ? b : a), facts[0] ?? { value: undefined, asOf: now });
  return [...(isOneOfSeveral ? [`${about} `] : []), ...ageText(oldest.asOf, now), ` · ${site}`];
}

function outageBlocks({ site, facts, background = [] }: AnswerSource, now: EpochMs): readonly Block[] {
  const stale = [...facts, ...background].find((fact) => fact.outage !== undefined);
  return stale?.outage === undefined ? [] : [outageText(site, stale.outage, stale.asOf, now)];
}

const OUTAGE_SIGN = '⚠ ';

/** Whether a block of an answer says that what follows is old. */
export const isOutageBlock = (block: Block): boolean => block.kind === 'text' && block.text[0] === OUTAGE_SIGN;

function ageText(asOf: EpochMs, now: EpochMs): Text {
  return ['as of ', time(asOf, now - asOf > 12 * 3_600_000 ? 'date-time' : 'time'), `, ${distanceInTime(asOf, now)}`];
}

function outageText(site: string, outage: Outage, asOf: EpochMs, now: EpochMs): Block {
  const show = now - asOf > 12 * 3_600_000 ? 'date-time' : 'time';
  const why = ` (${count(outage.tries, 'try', 'tries')}, ${outage.reason}). Here is what it said at `;
  return text(
    OUTAGE_SIGN,
    bold(`Scout ${site} has not answered since `),
    time(outage.since, show),
    why,
    time(asOf, show),
    ', stale:',
  );
}

/** The moment that an answer speaks of: now, or while the source does not answer, when it last did; spans that go on are measured to it. */
export function momentOf(facts: readonly Known<unknown>[], now: EpochMs): EpochMs {
  return facts.reduce((moment, fact) => (fact.outage === undefined ? moment : Math.min(moment, fact.asOf)), now);
}
