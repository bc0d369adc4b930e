import NodeCache from 'node-cache';
import type { EpochMs } from '../core/reply.ts';
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
  readonly now: () => EpochMs;
}

/** Keeps answers: one load per key however many ask. */
export interface Cache {
  /**
   * The answer under `key`. Fresh for `ttlMs`; then for a while the old one at once, with a new load behind it; then the new one, or the old
   * one with its outage where the load fails. A load runs on behalf of all who ask, so nobody's signal ends it.
   */
  get<T>(key: string, load: () => Promise<Loaded<T>>, ttlMs: number | ((value: T) => number)): Promise<Known<T>>;
  /** What is kept under `key`, however old. */
  peek<T>(key: string): Known<T> | undefined;
  close(): void;
}

interface Entry<T> {
  readonly bytes: number;
  /** The last good answer, as a promise that every asker can have at once. */
  readonly good?: {
    readonly known: Known<T>;
    readonly promise: Promise<Known<T>>;
    readonly freshUntil: EpochMs;
    readonly refreshUntil: EpochMs;
  };
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
export function createCache({ maxBytes, keepMs, outage, now }: CacheOptions): Cache {
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

  function keep<T>(key: string, entry: Entry<T>): void {
    forget(key);
    if (entry.bytes > maxBytes) return;
    store.set(key, entry);
    uses.set(key, entry.bytes);
    bytes += entry.bytes;
    for (const [oldest] of uses) {
      if (bytes <= maxBytes) return;
      forget(oldest);
    }
  }

  function touch(key: string, size: number): void {
    uses.delete(key);
    uses.set(key, size);
  }

  function keepGood<T>(key: string, { value, bytes: size }: Loaded<T>, asOf: EpochMs, ttlMs: number): Known<T> {
    const known: Known<T> = { value, asOf };
    const freshUntil = asOf + ttlMs;
    const refreshUntil = freshUntil + Math.min(2 * ttlMs, LONGEST_REFRESH_MS);
    keep(key, {
      bytes: size + ENTRY_BYTES,
      good: { known, promise: Promise.resolve(known), freshUntil, refreshUntil },
    });
    return known;
  }

  function keepFailure<T>(key: string, error: unknown): Known<T> {
    if (!(error instanceof RemoteError)) throw error;
    const entry = store.get<Entry<T>>(key);
    const at = now();
    const failure = { error, outage: nextOutage(entry?.failure?.outage, error, at), at };
    const isKept = entry?.good && !(error instanceof NotFound) && at - entry.good.known.asOf < keepMs;
    const failed: Entry<T> = isKept ? { ...entry, failure } : { bytes: ENTRY_BYTES, failure };
    keep(key, failed);
    return lastGood(failed);
  }

  /** The last good answer with its outage. Throws the failure where there is none. */
  function lastGood<T>({ good, failure }: Entry<T>): Known<T> {
    if (good && failure) return { ...good.known, outage: outage() ?? failure.outage };
    if (good) return good.known;
    throw failure?.error;
  }

  const standIn = async <T>(entry: Entry<T>): Promise<Known<T>> => lastGood(entry);

  function load<T>(key: string, read: () => Promise<Loaded<T>>, ttlMs: number | ((value: T) => number)) {
    const running = loads.get(key);
    // The key says what is loaded, so what runs under it has its type.
    if (running !== undefined) return running as Promise<Known<T>>;
    const asOf = now();
    const started = read()
      .then(
        (loaded) => keepGood(key, loaded, asOf, typeof ttlMs === 'number' ? ttlMs : ttlMs(loaded.value)),
        (error: unknown) => keepFailure<T>(key, error),
      )
      .finally(() => loads.delete(key));
    loads.set(key, started);
    return started;
  }

  return {
    get<T>(key: string, read: () => Promise<Loaded<T>>, ttlMs: number | ((value: T) => number)): Promise<Known<T>> {
      const entry = store.get<Entry<T>>(key);
      if (!entry) return load(key, read, ttlMs);
      touch(key, entry.bytes);
      const { good, failure } = entry;
      const at = now();
      // A clock that was set back makes an answer of the future; it counts as old.
      const isOurs = good !== undefined && at >= good.known.asOf;
      if (isOurs && at < good.freshUntil) return good.promise;
      const isFailing = failure !== undefined && at - failure.at < SHARED_FAILURE_MS && at >= failure.at;
      if (isFailing) return standIn(entry);
      const loading = load(key, read, ttlMs);
      // After a failure that is no outage any more the old answer would still be called stale.
      const hasRecovered = failure !== undefined && outage() === undefined;
      if (!isOurs || hasRecovered || at >= good.refreshUntil) return loading;
      // A failure of this load is kept, and met by whoever asks next.
      loading.catch(() => undefined);
      return Promise.resolve(lastGood(entry));
    },
    peek: <T>(key: string) => store.get<Entry<T>>(key)?.good?.known,
    close: () => store.close(),
  };
}
