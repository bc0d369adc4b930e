import { UserError } from '../core/errors.ts';
import type { Conversation, User } from '../core/message.ts';
import { button, buttons, type EpochMs } from '../core/reply.ts';
import type { Change, Person, Store, Subscription, Timetable } from '../storage/store.ts';
import { isRequestWord } from './request-words.ts';
import { alreadyThere, noneHere, notAllowed, notFound, tooMany, whichOne } from './subscription-errors.ts';
import {
  comingAt,
  isCurrent,
  restored,
  type SubscriptionValues,
  sameContent,
  withValues,
} from './subscription-state.ts';
import { nextTime } from './timetable.ts';

/** Who says something, and where. */
export interface Actor {
  readonly person: Person;
  /** The same person as the platform knows them. */
  readonly user: User;
  readonly conversation: Conversation;
}

/** What is wanted of a new subscription. */
export interface SubscriptionWish {
  readonly conversation: Conversation;
  readonly summary: string;
  readonly timetable: Timetable;
  readonly robots: readonly string[];
  readonly site?: string;
  readonly skipEmpty: boolean;
}

/** What was taken back, and how the subscription stands now. */
export interface Undone {
  readonly change: Change;
  readonly subscription: Subscription;
}

/** What became of several at once. */
export interface ChangedTogether {
  readonly changed: readonly Subscription[];
  /** Those that the actor may not change. */
  readonly refused: readonly Subscription[];
}

/** What can be done to subscriptions. Each change stands in the audit log; what cannot be done rejects with UserError. */
export interface Subscriptions {
  of(conversation: Conversation): Promise<readonly Subscription[]>;
  /** The one with this ID, where the actor may know of it; without an ID the only one of the conversation. `lineOf` is what to write for another. */
  find(id: string | undefined, by: Actor, lineOf: (id: string) => string): Promise<Subscription>;
  /** What would be created; nothing is stored. */
  plan(wish: SubscriptionWish, by: Actor): Promise<Subscription>;
  create(planned: Subscription, by: Actor): Promise<Subscription>;
  change(id: string, values: SubscriptionValues, by: Actor): Promise<Subscription>;
  /** Until the first planned time from that moment on; without one, until somebody resumes it. */
  pause(id: string, until: EpochMs | undefined, by: Actor): Promise<Subscription>;
  pauseAll(until: EpochMs | undefined, by: Actor): Promise<ChangedTogether>;
  resume(id: string, by: Actor): Promise<Subscription>;
  resumeAll(by: Actor): Promise<ChangedTogether>;
  remove(id: string, by: Actor): Promise<Subscription>;
  /** Takes back what the actor did last in this conversation, and has not taken back yet. */
  undo(by: Actor): Promise<readonly Undone[]>;
}

export interface SubscriptionsOptions {
  readonly store: Store;
  readonly now: () => EpochMs;
  /** A few letters and digits, new each time. */
  readonly createId: () => string;
  /** Whether somebody may change a subscription, said in this conversation; whoever made it may in any case. */
  readonly mayChange: (subscription: Subscription, by: Actor) => Promise<boolean>;
}

const MOST_IN_A_CONVERSATION = 20;
const TRIES_FOR_AN_ID = 10;

type Changing = (before: Subscription) => Subscription;

/** Builds them over a store. */
export function createSubscriptions({ store, now, createId, mayChange }: SubscriptionsOptions): Subscriptions {
  async function isAllowed(subscription: Subscription, by: Actor): Promise<boolean> {
    if (!isSameTeam(subscription.conversation, by.conversation)) return false;
    return subscription.creator.id === by.person.id || (await mayChange(subscription, by));
  }

  async function find(id: string | undefined, by: Actor, lineOf: (id: string) => string): Promise<Subscription> {
    const here = await store.subscriptionsOf(by.conversation);
    if (id === undefined) {
      const [only, ...others] = here;
      if (only === undefined) throw noneHere('There are no subscriptions here.');
      if (others.length > 0) throw whichOne(here, lineOf);
      return only;
    }
    const near = here.find((each) => each.id === id.toLowerCase());
    if (near) return near;
    const elsewhere = await store.subscription(id.toLowerCase());
    // What another conversation has is nobody's business but theirs who may change it.
    if (!elsewhere || elsewhere.state === 'removed' || !(await isAllowed(elsewhere, by)))
      throw notFound(id, here, lineOf);
    return elsewhere;
  }

  async function refuseTwice(
    wanted: Pick<Subscription, 'conversation'> & Omit<SubscriptionWish, 'skipEmpty'>,
    id?: string,
  ) {
    const others = (await store.subscriptionsOf(wanted.conversation)).filter((each) => each.id !== id);
    const same = others.find((other) => sameContent(other, wanted));
    if (same) throw alreadyThere(same);
    if (others.length >= MOST_IN_A_CONVERSATION) throw tooMany(MOST_IN_A_CONVERSATION);
  }

  /** Writes what `changing` makes of a subscription; once more from the start where somebody else was quicker. */
  async function apply(id: string, action: string, by: Actor, changing: Changing, at = now()): Promise<Change> {
    for (let tries = 0; tries < 2; tries++) {
      const before = await find(id, by, (other) => `${action} ${other}`);
      if (!(await isAllowed(before, by))) throw notAllowed(before);
      const after = { ...changing(before), version: before.version + 1 };
      const change = changeOf(action, by, at, after, before);
      if (await store.save(after, change)) return change;
    }
    throw busy(id);
  }

  async function applyAll(action: string, by: Actor, isMeant: (each: Subscription) => boolean, changing: Changing) {
    const meant = (await store.subscriptionsOf(by.conversation)).filter(isMeant);
    const refused: Subscription[] = [];
    // One moment for all: what was done together is undone together.
    const at = now();
    const changed: Subscription[] = [];
    for (const each of meant) {
      if (await isAllowed(each, by)) changed.push((await apply(each.id, action, by, changing, at)).after);
      else refused.push(each);
    }
    return { changed, refused };
  }

  async function unusedId(): Promise<string> {
    for (let tries = 0; tries < TRIES_FOR_AN_ID; tries++) {
      const id = createId();
      if (!isRequestWord(id) && (await store.subscription(id)) === undefined) return id;
    }
    throw new Error('no unused ID was found for a subscription');
  }

  async function undoOne(change: Change, by: Actor): Promise<Undone> {
    const current = await store.subscription(change.subscriptionId);
    if (current === undefined || !isCurrent(current, change.after)) throw changedSince(change);
    if (!(await isAllowed(current, by))) throw notAllowed(current);
    const subscription = { ...restored(change, current, now()), version: current.version + 1 };
    if (subscription.state !== 'removed') await refuseTwice(subscription, subscription.id);
    const undoing = changeOf('undo', by, now(), subscription, current);
    if (!(await store.save(subscription, undoing))) throw busy(current.id);
    await store.markUndone(change.id);
    await store.markUndone(undoing.id);
    return { change, subscription };
  }

  const pausing =
    (until: EpochMs | undefined): Changing =>
    (before) => {
      const { nextAt: _, pauseReason: __, ...others } = before;
      const nextAt = until === undefined ? {} : { nextAt: nextTime(before.timetable, Math.max(until, now()) - 1) };
      return { ...others, ...nextAt, state: 'paused' };
    };

  const resuming: Changing = ({ pauseReason: _, ...before }) => ({
    ...before,
    state: 'active',
    nextAt: comingAt(before, before.timetable, now()),
  });

  return {
    of: (conversation) => store.subscriptionsOf(conversation),
    find,
    async plan(wish, { person }) {
      await refuseTwice(wish);
      const createdAt = now();
      const nextAt = nextTime(wish.timetable, createdAt);
      return { ...wish, id: await unusedId(), version: 1, creator: person, createdAt, state: 'active', nextAt };
    },
    async create(planned, by) {
      if (await store.save(planned, changeOf('subscribe', by, now(), planned))) return planned;
      throw new UserError('Somebody else was quicker at this moment. Say it again.');
    },
    async change(id, values, by) {
      const before = await find(id, by, (other) => `change ${other}`);
      if (!(await isAllowed(before, by))) throw notAllowed(before);
      await refuseTwice(withValues(before, values), before.id);
      return (await apply(id, 'change', by, (current) => changed(current, values, now()))).after;
    },
    async pause(id, until, by) {
      return (await apply(id, 'pause', by, pausing(until))).after;
    },
    pauseAll: (until, by) => applyAll('pause', by, () => true, pausing(until)),
    async resume(id, by) {
      return (await apply(id, 'resume', by, resuming)).after;
    },
    resumeAll: (by) => applyAll('resume', by, ({ state }) => state === 'paused', resuming),
    async remove(id, by) {
      const removing: Changing = ({ nextAt: _, ...before }) => ({ ...before, state: 'removed' });
      return (await apply(id, 'unsubscribe', by, removing)).after;
    },
    async undo(by) {
      const done: Undone[] = [];
      let change = await store.lastChange(by.person.id, by.conversation);
      if (change === undefined) throw nothingToUndo();
      const { at, action } = change;
      while (change !== undefined && change.at === at && change.action === action) {
        try {
          done.push(await undoOne(change, by));
        } catch (error) {
          // What was undone of several is told; the next try tells why this one was not.
          if (done.length === 0) throw error;
          break;
        }
        change = await store.lastChange(by.person.id, by.conversation);
      }
      return done;
    },
  };
}

const isSameTeam = (a: Conversation, b: Conversation): boolean => a.platform === b.platform && a.team === b.team;

function changeOf(action: string, by: Actor, at: EpochMs, after: Subscription, before?: Subscription): Change {
  return {
    // An ID may be used again when what had it is long forgotten.
    id: `${after.id}-${after.version}-${at}`,
    at,
    actor: by.person,
    conversation: by.conversation,
    action,
    subscriptionId: after.id,
    ...(before && { before }),
    after,
  };
}

function changed(before: Subscription, values: SubscriptionValues, now: EpochMs): Subscription {
  const after = withValues(before, values);
  if (values.timetable === undefined || before.nextAt === undefined) return after;
  if (before.state === 'active') return { ...after, nextAt: comingAt(before, values.timetable, now) };
  return { ...after, nextAt: nextTime(values.timetable, before.nextAt - 1) };
}

const busy = (id: string): UserError =>
  new UserError(`Somebody else is changing \`${id}\` at this moment. Say it again.`);

const nothingToUndo = (): UserError =>
  new UserError('You have changed nothing here that I could undo.', {
    details: [buttons(button('Subscriptions', 'subscriptions'))],
  });

const changedSince = ({ subscriptionId: id, action }: Change): UserError =>
  new UserError(`\`${id}\` has been changed by somebody else since your \`${action}\`, so I left it as it is.`, {
    details: [buttons(button('Subscriptions', 'subscriptions'), button(`Change ${id}`, `change ${id}`))],
  });
