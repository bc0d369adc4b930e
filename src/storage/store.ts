import type { Conversation } from '../core/message.ts';
import type { EpochMs } from '../core/reply.ts';
import type { OutageMemory } from './outages.ts';

/** When something comes: wall-clock times on days of the week in a zone. */
export interface Timetable {
  /** ISO weekdays, 1 Monday to 7 Sunday, in order, at least one. */
  readonly days: readonly number[];
  /** Times of day such as `07:00`, in order, at least one. */
  readonly times: readonly string[];
  /** IANA zone. */
  readonly zone: string;
}

/** Who did something: the platform's id, and the name by which others know them. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A summary that comes by itself. Removed ones are kept for `undo`. */
export interface Subscription {
  /** A few letters and digits, to be typed. */
  readonly id: string;
  /** Grows by one with each change, so that two changes at once do not overwrite each other. */
  readonly version: number;
  readonly conversation: Conversation;
  /** Which summary. */
  readonly summary: string;
  readonly timetable: Timetable;
  /** Only these robots; all where it is empty. */
  readonly robots: readonly string[];
  readonly site?: string;
  /** Whether nothing is sent where nothing happened. */
  readonly skipEmpty: boolean;
  readonly creator: Person;
  readonly createdAt: EpochMs;
  readonly state: 'active' | 'paused' | 'removed';
  /** Why the bot itself paused it. */
  readonly pauseReason?: string;
  /** When it comes next, also where it is paused until then; undefined where it does not come by itself. */
  readonly nextAt?: EpochMs;
}

/** What somebody did to a subscription: one line of the audit log. */
export interface Change {
  readonly id: string;
  readonly at: EpochMs;
  readonly actor: Person;
  /** Where it was said. */
  readonly conversation: Conversation;
  /** For example `subscribe`, `pause`. */
  readonly action: string;
  readonly subscriptionId: string;
  readonly before?: Subscription;
  readonly after: Subscription;
}

/**
 * What became of one planned summary. `waiting` has not been sent yet, `sending` may have been; then one of: `sent`, `empty` (nothing to say),
 * `missed` (too late to be worth sending), `refused` (the conversation is gone), `unknown` (the bot stopped while sending).
 */
export type DeliveryState = 'waiting' | 'sending' | 'sent' | 'empty' | 'missed' | 'refused' | 'unknown';

/** One planned summary; there is one at most for each subscription and planned time. */
export interface Delivery {
  readonly id: string;
  readonly subscriptionId: string;
  readonly plannedAt: EpochMs;
  readonly state: DeliveryState;
  /** How often it was tried before. */
  readonly attempts: number;
  /** When it got into its state, where that is a last one. */
  readonly endedAt?: EpochMs;
  /** Why it was late or did not come, in words for the reader. */
  readonly reason?: string;
}

/** A delivery that a worker holds until its lease ends, and its subscription. */
export interface Claim {
  readonly delivery: Delivery;
  readonly subscription: Subscription;
}

/** Who holds deliveries, and for how long. */
export interface Lease {
  readonly now: EpochMs;
  /** Names the process. */
  readonly owner: string;
  readonly leaseMs: number;
  readonly limit: number;
}

/** How a due subscription goes on. */
export interface Advance {
  /** The planned time that is to be delivered now, where there is one. */
  readonly deliver?: EpochMs;
  /** Planned times that passed too long ago. */
  readonly missed: readonly EpochMs[];
  /** The next planned time after now. */
  readonly nextAt: EpochMs;
}

/** How a delivery ended. */
export interface Ending {
  readonly state: 'sent' | 'empty' | 'missed' | 'refused' | 'unknown';
  readonly at: EpochMs;
  readonly reason?: string;
  /** The platform's id of the message. */
  readonly messageId?: string;
}

/** A line of the audit log: who changed something, or was refused something, where and when. */
export interface AuditEntry {
  readonly id: string;
  readonly at: EpochMs;
  readonly kind: 'change' | 'refusal';
  readonly actor: Person;
  readonly conversation: Pick<Conversation, 'platform' | 'team' | 'channel'>;
  /** The platform's id of the event, by which the program's log tells more. */
  readonly messageId: string;
  /** The command, where it got as far as one. */
  readonly command?: string;
  /** The whole command line, of commands that change something; what somebody asked is not kept. */
  readonly line?: string;
  /** Why it was refused. */
  readonly reason?: string;
}

/** The site that a conversation means where none is named, who chose it, and when. */
export interface SiteChoice {
  readonly site: string;
  readonly by: Person;
  readonly at: EpochMs;
}

/** What a platform needs in order to act in a workspace; its tokens are encrypted at rest. */
export interface Installation {
  readonly platform: string;
  /** The workspace, tenant or organisation. */
  readonly team: string;
  /** The platform's own record of it, as JSON text. */
  readonly secret: string;
}

/** What the bot remembers over a restart. One set of methods over an embedded database or PostgreSQL; several processes may share the latter. */
export interface Store extends OutageMemory {
  /** Writes a subscription and the change that made it. False, and nothing is written, where it was changed meanwhile (its version is not one more than the stored one). */
  save(subscription: Subscription, change?: Change): Promise<boolean>;
  subscription(id: string): Promise<Subscription | undefined>;
  /** Those of a conversation that are not removed, the oldest first; threads do not count. */
  subscriptionsOf(conversation: Conversation): Promise<readonly Subscription[]>;
  /** What a person last did in a conversation and has not undone. */
  lastChange(actor: string, conversation: Conversation): Promise<Change | undefined>;
  /** Takes a change out of what `lastChange` finds. */
  markUndone(changeId: string): Promise<void>;
  /** The audit log, the newest first. */
  changes(limit: number): Promise<readonly Change[]>;

  /**
   * Turns subscriptions that are due into deliveries, held by `lease.owner`, and moves them on, all in one transaction; a paused one becomes
   * active. Each subscription is seen by one process only. A row that cannot be read is taken out of what is due, and the call rejects with
   * StoreError; the next one does not meet it again.
   */
  claimDue(lease: Lease, advance: (subscription: Subscription) => Advance): Promise<readonly Claim[]>;
  /** Takes over deliveries whose lease has ended: those that wait, and those that somebody was sending when he stopped. Rejects as `claimDue` does. */
  claimLeft(lease: Lease): Promise<readonly Claim[]>;
  /**
   * After the clock was set back: subscriptions that are planned later than `after` get the time that `next` says, where that is sooner; deliveries
   * of the future that were missed, or that wait and are more than an hour away, are taken back; leases longer than that are ended. Resolves with how many subscriptions that were.
   */
  replan(
    times: { readonly now: EpochMs; readonly after: EpochMs },
    next: (subscription: Subscription) => EpochMs,
  ): Promise<number>;
  /** Notes that sending begins now. False where the delivery is no longer held by `owner`. */
  begin(deliveryId: string, owner: string, leaseUntil: EpochMs): Promise<boolean>;
  /** Lets a delivery that surely was not sent wait until then, for whoever comes. */
  postpone(deliveryId: string, owner: string, until: EpochMs, reason?: string): Promise<void>;
  /** Leaves a delivery of which nobody knows whether it was sent, still as `sending`, to whoever comes then. */
  doubt(deliveryId: string, owner: string, until: EpochMs, reason: string): Promise<void>;
  finish(deliveryId: string, owner: string, ending: Ending): Promise<void>;
  /** Gives back what `owner` holds and has not begun to send. */
  release(owner: string, now: EpochMs): Promise<void>;
  /** Deliveries that were missed or may not have arrived, and that nobody has been told of. */
  untold(subscriptionId: string): Promise<readonly Delivery[]>;
  markTold(deliveryIds: readonly string[]): Promise<void>;
  /** The last that ended, by subscription. */
  lastDeliveries(subscriptionIds: readonly string[]): Promise<ReadonlyMap<string, Delivery>>;
  /** When the next subscription is due or the next lease ends; undefined where nothing is. */
  nextDue(): Promise<EpochMs | undefined>;
  /** How many deliveries have not come to their end. */
  countWaiting(): Promise<number>;

  /** Keeps where a person can be written to directly, and where a conversation is reached now. */
  keepConversation(user: string, conversation: Conversation, now: EpochMs): Promise<void>;
  /** A person's own conversation with the bot, where one was kept. */
  directOf(platform: string, team: string, user: string): Promise<Conversation | undefined>;

  /** The site that a conversation means where none is named; threads do not count. */
  siteOf(conversation: Conversation): Promise<SiteChoice | undefined>;
  /** Keeps the site that a conversation means; without one, that it means all of them. */
  setSite(conversation: Conversation, choice: SiteChoice | undefined): Promise<void>;

  /** Whether any of the keys was there before; all of them are from now on. */
  meet(keys: readonly string[], now: EpochMs): Promise<boolean>;
  /** Drops what is no longer of use: keys met, ended deliveries, removed subscriptions, and calls of weeks that began before then; and lines of the audit log. */
  forget(before: { readonly met: EpochMs; readonly ended: EpochMs; readonly audited: EpochMs }): Promise<void>;

  saveInstallation(installation: Installation): Promise<void>;
  installation(platform: string, team: string): Promise<Installation | undefined>;
  deleteInstallation(platform: string, team: string): Promise<void>;

  /** Adds calls to those that a source was asked in a week, named by its first moment, and resolves with all of them. */
  addCalls(source: string, week: EpochMs, calls: number): Promise<number>;

  /** Writes a line of the audit log; nothing changes one. */
  appendAudit(entry: AuditEntry): Promise<void>;
  /** The audit log since then, the oldest first. */
  auditSince(since: EpochMs): AsyncIterable<AuditEntry>;

  /** All rows, table by table, as plain objects: what another store can load. */
  dump(): AsyncIterable<DumpedRow>;
  /** Loads rows into an empty store. Throws StoreError where it is not empty or a row does not fit. */
  load(rows: AsyncIterable<DumpedRow>): Promise<number>;
  close(): Promise<void>;
}

/** One row of one table. */
export interface DumpedRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}
