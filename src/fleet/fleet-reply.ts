import type { FleetClient } from '../clients/fleet/fleet-client.ts';
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

/** What an answer about a fleet is made of. */
export interface FleetAnswer {
  readonly fleet: Pick<FleetClient, 'site'>;
  readonly now: EpochMs;
  /** Every fact that went into the answer: the oldest gives its age, one that is stale makes the answer stale. */
  readonly facts: readonly Known<unknown>[];
  /** Slower facts behind it (the calendar, mission names): their age says nothing of the answer's, but an outage of theirs does. */
  readonly background?: readonly Known<unknown>[];
  /** The answer itself; its first block answers the question. */
  readonly blocks: readonly Block[];
  /** Small lines before the source: what is not reported, what was cut. */
  readonly remarks?: readonly Text[];
  /** The obvious next questions. */
  readonly next?: readonly Button[];
}

/** Puts an answer together: an outage first, then the answer, then where it comes from and how old it is, then the next questions. */
export function fleetReply({
  fleet,
  now,
  facts,
  background = [],
  blocks,
  remarks = [],
  next = [],
}: FleetAnswer): Reply {
  const oldest = facts.reduce((a, b) => (b.asOf < a.asOf ? b : a), facts[0] ?? { value: undefined, asOf: now });
  const stale = [...facts, ...background].find((fact) => fact.outage !== undefined);
  const { outage } = stale ?? {};
  const source: Text = [
    ...remarks.flatMap((remark) => [...remark, ' · ']),
    ...ageText(oldest.asOf, now),
    ` · ${fleet.site.name}`,
  ];
  return reply(
    ...(stale && outage ? [outageText(fleet.site.name, outage, stale.asOf, now)] : []),
    ...blocks,
    note(...source),
    ...(next.length > 0 ? [buttons(...next)] : []),
  );
}

function ageText(asOf: EpochMs, now: EpochMs): Text {
  return ['as of ', time(asOf, now - asOf > 12 * 3_600_000 ? 'date-time' : 'time'), `, ${distanceInTime(asOf, now)}`];
}

function outageText(site: string, outage: Outage, asOf: EpochMs, now: EpochMs): Block {
  const show = now - asOf > 12 * 3_600_000 ? 'date-time' : 'time';
  const why = ` (${count(outage.tries, 'try', 'tries')}, ${outage.reason}). Here is what it said at `;
  return text(
    '⚠ ',
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
