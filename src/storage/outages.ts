import type { Conversation } from '../core/message.ts';
import type { EpochMs } from '../core/reply.ts';
import { type Database, inParts, storable } from './database.ts';
import { readRow, type Tables } from './rows.ts';

/** An outage of a source of which conversations are told. Outages that follow each other closely are a series, told in the same messages. */
export interface ToldOutage {
  readonly since: EpochMs;
  /** In a few words: "connection refused". */
  readonly reason: string;
  /** When the source answered again. */
  readonly until?: EpochMs;
  /** When the first outage of the series began. */
  readonly seriesSince: EpochMs;
  /** Outages in the series. */
  readonly times: number;
  /** Grows by one with each change. */
  readonly version: number;
}

/**
 * The message that tells a conversation of a source's outages. `waiting` has not been sent yet, `sending` may have been; then `shown`; or `lost`:
 * nobody knows whether it arrived, or where it stands; or `gone`: it was deleted, or its conversation takes nothing.
 */
export interface OutageNotice {
  readonly id: string;
  readonly source: string;
  readonly conversation: Conversation;
  /** Of which series it tells. */
  readonly seriesSince: EpochMs;
  readonly state: 'waiting' | 'sending' | 'shown' | 'lost' | 'gone';
  /** The version of the outage that it tells; 0 for none. */
  readonly told: number;
  readonly messageId?: string;
  readonly changedAt: EpochMs;
}

/** Who looks after a source, and until when. */
export interface OutageLease {
  readonly owner: string;
  readonly now: EpochMs;
  readonly leaseMs: number;
}

/** What is remembered of outages, so that each is told once, whatever restarts meanwhile and however many processes there are. */
export interface OutageMemory {
  /** Conversations with an active subscription of that site, or of none in particular; of any site where none is given. */
  subscribedConversations(site?: string): Promise<readonly Conversation[]>;
  /** Takes a source on, or keeps it, for the length of a lease. False where another process has it. */
  lookAfter(source: string, lease: OutageLease): Promise<boolean>;
  /** Lets another process take on what `owner` looks after. */
  stopLookingAfter(owner: string): Promise<void>;
  /** The last outage that was told. */
  toldOutage(source: string): Promise<ToldOutage | undefined>;
  /** False where `owner` does not look after the source any more. */
  keepToldOutage(source: string, owner: string, outage: ToldOutage): Promise<boolean>;
  outageNotices(source: string): Promise<readonly OutageNotice[]>;
  /** Begins a notice; it takes the place of one of another series. False where the conversation has one of this series. */
  addNotice(notice: OutageNotice): Promise<boolean>;
  /** Writes what has become of a notice. False where it is not in this state any more: somebody else was quicker. */
  changeNotice(notice: OutageNotice, from: OutageNotice['state']): Promise<boolean>;
  /** Forgets notices that were not sent. */
  dropNotices(ids: readonly string[]): Promise<void>;
}

/** The queries behind it. */
export function outageQueries(database: Database): OutageMemory {
  return { ...sourceQueries(database), ...noticeQueries(database) };
}

type SourceQueries = Pick<
  OutageMemory,
  'subscribedConversations' | 'lookAfter' | 'stopLookingAfter' | 'toldOutage' | 'keepToldOutage'
>;

function sourceQueries({ db }: Database): SourceQueries {
  return {
    async subscribedConversations(site) {
      const rows = await db
        .selectFrom('subscriptions')
        .select(['platform', 'team', 'channel', 'kind', 'endpoint'])
        .distinct()
        .where('state', '=', 'active')
        .$if(site !== undefined, (query) =>
          query.where((is) => is.or([is('site', 'is', null), is('site', '=', site ?? '')])),
        )
        .execute();
      return rows.map(readConversation);
    },
    async lookAfter(source, { owner, now, leaseMs }) {
      const lease = { owner, lease_until: now + leaseMs };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('outages')
        .values({ source, ...lease, since: null, until: null, reason: null, series_since: null, times: 0, version: 0 })
        .onConflict((conflict) =>
          conflict
            .column('source')
            .doUpdateSet(lease)
            .where((is) => is.or([is('outages.owner', '=', owner), is('outages.lease_until', '<=', now)])),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async stopLookingAfter(owner) {
      await db.updateTable('outages').set({ owner: null, lease_until: 0 }).where('owner', '=', owner).execute();
    },
    async toldOutage(source) {
      const row = await db.selectFrom('outages').selectAll().where('source', '=', source).executeTakeFirst();
      return row && readOutage(row);
    },
    async keepToldOutage(source, owner, { since, until, reason, seriesSince, times, version }) {
      const told = { since, until: until ?? null, reason: storable(reason), series_since: seriesSince, times, version };
      const { numUpdatedRows } = await db
        .updateTable('outages')
        .set(told)
        .where('source', '=', source)
        .where('owner', '=', owner)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
  };
}

type NoticeQueries = Pick<OutageMemory, 'outageNotices' | 'addNotice' | 'changeNotice' | 'dropNotices'>;

function noticeQueries({ db }: Database): NoticeQueries {
  return {
    async outageNotices(source) {
      const rows = await db.selectFrom('outage_notices').selectAll().where('source', '=', source).execute();
      return rows.map(readNotice);
    },
    async addNotice(notice) {
      const { source, platform, team, channel, ...values } = noticeRow(notice);
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('outage_notices')
        .values({ source, platform, team, channel, ...values })
        .onConflict((conflict) =>
          conflict
            .columns(['source', 'platform', 'team', 'channel'])
            .doUpdateSet(values)
            .where('outage_notices.series_since', '<>', values.series_since),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async changeNotice(notice, from) {
      const { numUpdatedRows } = await db
        .updateTable('outage_notices')
        .set(noticeRow(notice))
        .where('id', '=', notice.id)
        .where('state', '=', from)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    async dropNotices(ids) {
      for (const part of inParts(ids))
        await db.deleteFrom('outage_notices').where('id', 'in', part).where('state', '=', 'waiting').execute();
    },
  };
}

type Address = Pick<Tables['outage_notices'], 'platform' | 'team' | 'channel' | 'kind' | 'endpoint'>;

const readConversation = ({ endpoint, ...address }: Address): Conversation => ({
  ...address,
  ...(endpoint !== null && { endpoint }),
});

function readOutage(stored: Tables['outages']): ToldOutage | undefined {
  const { since, until, reason, series_since, times, version } = readRow('outages', stored);
  if (since === null || reason === null || series_since === null) return undefined;
  return { since, reason, ...(until !== null && { until }), seriesSince: series_since, times, version };
}

function noticeRow({ conversation, seriesSince, messageId, changedAt, ...notice }: OutageNotice) {
  const { platform, team, channel, kind, endpoint } = conversation;
  return {
    ...notice,
    platform,
    team,
    channel,
    kind,
    endpoint: endpoint ?? null,
    series_since: seriesSince,
    message_id: messageId ?? null,
    changed_at: changedAt,
  };
}

function readNotice(stored: Tables['outage_notices']): OutageNotice {
  const { id, source, series_since, state, told, message_id, changed_at, ...address } = readRow(
    'outage_notices',
    stored,
  );
  return {
    id,
    source,
    conversation: readConversation(address),
    seriesSince: series_since,
    state,
    told,
    ...(message_id !== null && { messageId: message_id }),
    changedAt: changed_at,
  };
}
