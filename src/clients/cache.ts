import NodeCache from 'node-cache';
import type { EpochMs } from '../core/reply.ts';
import type { LookUp, SourceWatch } from '../core/watch.ts';
import { NotFound, RemoteError } from './errors.ts';
import type { Known, Outage } from './known.ts';
import { nextOutage } from './outage-record.ts';

/** What was read, and about how much memory it takes. */
export interface Loaded<T> {
  readonly value: T;
  readonly bytes: number;
}

export interface CacheOptions {
  /** All that is kept, in bytes; what was not used for longest goes first. */
  readonly maxBytes: number;
  /** How old a last good answer may be when it stands in for a source that fails. */
  readonly keepMs: number;
  /** The outage of the whole source, which began no later than that of one of its answers. */
  readonly outage: () => Outage | undefined;
  /** Hears of every answer that is asked for. */
  readonly watch?: Pick<SourceWatch, 'lookedUp'> | undefined;
  readonly now: () => EpochMs;
}

/** How long an answer is fresh, in milliseconds. */
type Lifetime<T> = number | ((value: T) => number);

/** Keeps answers: one load per key however many ask. */
export interface Cache {
  /**
   * The answer under `key`. Fresh for `ttlMs`; then for a while the old one at once, with a new load behind it; then the new one, or the old
   * one with its outage where the load fails. A load runs on behalf of all who ask, so nobody's signal ends it. Where the key changes with the
   * clock ("the last 24 hours"), `question` does not: the last good answer to it stands in then.
   */
  get<T>(key: string, load: () => Promise<Loaded<T>>, ttlMs: Lifetime<T>, question?: string): Promise<Known<T>>;
  /** What is kept under `key`, however old. */
  peek<T>(key: string): Known<T> | undefined;
  close(): void;
}

/** A good answer, also as a promise that every asker can have at once. */
interface Good<T> {
  readonly known: Known<T>;
  readonly promise: Promise<Known<T>>;
  readonly freshUntil: EpochMs;
  readonly refreshUntil: EpochMs;
}

/** What somebody asked. */
interface Asked<T> {
  readonly key: string;
  readonly read: () => Promise<Loaded<T>>;
  readonly ttlMs: Lifetime<T>;
  readonly question: string | undefined;
}

interface Entry<T> {
  readonly bytes: number;
  /** The last one. */
  readonly good?: Good<T>;
  /** What went wrong since. */
  readonly failure?: { readonly error: RemoteError; readonly outage: Outage; readonly at: EpochMs };
}

/** An old answer is given at once for two more lifetimes, but no longer than this. */
const LONGEST_REFRESH_MS = 120_000;
/** How long all who ask share a failure, so that an outage is not hammered. */
const SHARED_FAILURE_MS = 2_000;
/** What a key costs besides its value; it bounds the number of keys too. */
const ENTRY_BYTES = 1_024;

/** A cache over node-cache, which keeps the entries (uncloned, without its own expiry) while the times and the bound are kept here. */
export function createCache({ maxBytes, keepMs, outage, watch, now }: CacheOptions): Cache {
  const store = new NodeCache({ useClones: false, stdTTL: 0, checkperiod: 0 });
  const loads = new Map<string, Promise<unknown>>();
  /** Keys from the longest unused to the last used, with their bytes. */
  const uses = new Map<string, number>();
  let bytes = 0;

  function forget(key: string): void {
    bytes -= uses.get(key) ?? 0;
    uses.delete(key);
    store.del(key);
  }

  const keep = <T>(key: string, entry: Entry<T>): void => keepValue(key, entry, entry.bytes);

  function keepValue(key: string, value: unknown, size: number): void {
    forget(key);
    if (size > maxBytes) return;
    store.set(key, value);
    uses.set(key, size);
    bytes += size;
    for (const [oldest] of uses) {
      if (bytes <= maxBytes) return;
      forget(oldest);
    }
  }

  function touch(key: string, size: number): void {
    uses.delete(key);
    uses.set(key, size);
  }

  function keepGood<T>({ key, question }: Asked<T>, { value, bytes: size }: Loaded<T>, asOf: EpochMs, ttlMs: number) {
    const known: Known<T> = { value, asOf };
    const freshUntil = asOf + ttlMs;
    const refreshUntil = freshUntil + Math.min(2 * ttlMs, LONGEST_REFRESH_MS);
    keep(key, {
      bytes: size + ENTRY_BYTES,
      good: { known, promise: Promise.resolve(known), freshUntil, refreshUntil },
    });
    if (question !== undefined) keepValue(lastKey(question), key, ENTRY_BYTES);
    return known;
  }

  function keepFailure<T>({ key, question }: Asked<T>, error: unknown): Known<T> {
    if (!(error instanceof RemoteError)) throw error;
    const entry = store.get<Entry<T>>(key);
    const at = now();
    const failure = { error, outage: nextOutage(entry?.failure?.outage, error, at), at };
    const good = entry?.good && noNewer(entry.good, at);
    const failed: Entry<T> =
      good && mayStandIn(good, error) ? { ...entry, good, failure } : { bytes: ENTRY_BYTES, failure };
    keep(key, failed);
    return lastGood(failed, question);
  }

  const mayStandIn = ({ known }: Good<unknown>, error: RemoteError | undefined): boolean =>
    !(error instanceof NotFound) && now() - known.asOf < keepMs;

  /** The last good answer with its outage, be it to another telling of the question. Throws the failure where there is none. */
  function lastGood<T>({ good, failure }: Entry<T>, question: string | undefined): Known<T> {
    const told = good ?? (question === undefined ? undefined : lastTold<T>(question, failure?.error));
    if (told && failure) return { ...told.known, outage: outage() ?? failure.outage };
    if (told) return told.known;
    throw failure?.error;
  }

  function lastTold<T>(question: string, error: RemoteError | undefined): Good<T> | undefined {
    const key = store.get<string>(lastKey(question));
    const entry = key === undefined ? undefined : store.get<Entry<T>>(key);
    if (key === undefined || !entry?.good || !mayStandIn(entry.good, error)) return undefined;
    const good = noNewer(entry.good, now());
    keep(key, { ...entry, good });
    return good;
  }

  const standIn = async <T>(entry: Entry<T>, question: string | undefined): Promise<Known<T>> =>
    lastGood(entry, question);

  function load<T>(asked: Asked<T>) {
    const { key, read, ttlMs } = asked;
    const running = loads.get(key);
    // The key says what is loaded, so what runs under it has its type.
    if (running !== undefined) return running as Promise<Known<T>>;
    const asOf = now();
    const started = read()
      .then(
        (loaded) => keepGood(asked, loaded, asOf, typeof ttlMs === 'number' ? ttlMs : ttlMs(loaded.value)),
        (error: unknown) => keepFailure(asked, error),
      )
      .finally(() => loads.delete(key));
    loads.set(key, started);
    return started;
  }

  function told<T>(found: LookUp, answer: T): T {
    watch?.lookedUp(found);
    return answer;
  }

  return {
    get<T>(key: string, read: () => Promise<Loaded<T>>, ttlMs: Lifetime<T>, question?: string): Promise<Known<T>> {
      const asked = { key, read, ttlMs, question };
      const entry = store.get<Entry<T>>(key);
      if (!entry) return told('miss', load(asked));
      touch(key, entry.bytes);
      const { good, failure } = entry;
      const at = now();
      // A clock that was set back makes an answer of the future; it counts as old.
      const isOurs = good !== undefined && at >= good.known.asOf;
      if (isOurs && at < good.freshUntil) return told('hit', good.promise);
      const isFailing = failure !== undefined && at - failure.at < SHARED_FAILURE_MS && at >= failure.at;
      if (isFailing) return told('stale', standIn(entry, question));
      const loading = load(asked);
      // After a failure that is no outage any more the old answer would still be called stale.
      const hasRecovered = failure !== undefined && outage() === undefined;
      if (!isOurs || hasRecovered || at >= good.refreshUntil) return told('miss', loading);
      // A failure of this load is kept, and met by whoever asks next.
      loading.catch(() => undefined);
      return told('stale', Promise.resolve(lastGood(entry, question)));
    },
    peek: <T>(key: string) => store.get<Entry<T>>(key)?.good?.known,
    close: () => store.close(),
  };
}

/** Where it is kept under which key the last good answer to a question is. */
const lastKey = (question: string): string => `last ${question}`;

/** The same answer; where the clock was set back, as one of now that is not fresh: else it would be told as one of tomorrow, and stand in for too long. */
function noNewer<T>(good: Good<T>, at: EpochMs): Good<T> {
  if (good.known.asOf <= at) return good;
  const known = { ...good.known, asOf: at };
  return { known, promise: Promise.resolve(known), freshUntil: at, refreshUntil: at };
}
