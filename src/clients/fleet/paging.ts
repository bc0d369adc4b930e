import type { Loaded } from '../cache.ts';
import type { List } from './fleet-client.ts';

/** What one request for a list gave. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are in all, where the server tells. */
  readonly total?: number;
  /** The limit the server went by, where it tells. */
  readonly limit?: number;
  readonly bytes: number;
}

/** A page without what the page before it had; `isEnd` says that nothing is missing after it. */
export interface NewItems<T> {
  readonly items: readonly T[];
  readonly total?: number;
  readonly bytes: number;
  readonly isEnd: boolean;
}

/**
 * Reads a list page by page until it ends. Things that are added while it is read move older ones into the next page, so what the page before
 * had is left out. A server that ignores `offset` (documented for runs only) gives its first page again: then it stops without `isEnd`.
 */
export async function* readPages<T extends { readonly uuid: string }>(
  readPage: (offset: number, limit: number) => Promise<Page<T>>,
  limit: number,
): AsyncGenerator<NewItems<T>, void> {
  let offset = 0;
  let previous: ReadonlySet<string> = new Set();
  let largest = 0;
  for (;;) {
    const page = await readPage(offset, limit);
    const { total, bytes } = page;
    const told = total === undefined ? {} : { total };
    const items = page.items.filter(({ uuid }) => !previous.has(uuid));
    if (items.length === 0) {
      yield { items, ...told, bytes, isEnd: page.items.length === 0 && offset >= (total ?? 0) };
      return;
    }
    offset += page.items.length;
    const isLast = endsList(page, offset, limit);
    // Where things were removed meanwhile, later ones moved up into pages that were read before.
    largest = Math.max(largest, total ?? 0);
    yield { items, ...told, bytes, isEnd: isLast && (total ?? 0) >= largest };
    if (isLast) return;
    previous = new Set(page.items.map(({ uuid }) => uuid));
  }
}

/** A page that is not exactly full ends a list whose length is not told; a longer one comes from a server that knows no limit. */
function endsList<T>(page: Page<T>, read: number, limit: number): boolean {
  if (page.total !== undefined) return read >= page.total;
  return page.items.length !== Math.min(limit, page.limit ?? limit);
}

/** Which part of a list is wanted. */
export interface Part<T> {
  readonly isWanted: (item: T) => boolean;
  /** At most so many. */
  readonly limit?: number;
  /** At most so many are read. */
  readonly maxItems: number;
}

/** Reads pages into one list; it is complete when nothing that is wanted is missing, be it by the limit or by the bound. */
export async function collect<T>(
  pages: AsyncIterable<NewItems<T>>,
  { isWanted, limit = Number.POSITIVE_INFINITY, maxItems }: Part<T>,
): Promise<Loaded<List<T>>> {
  const most = Math.min(limit, maxItems);
  const items: T[] = [];
  let [bytes, read, isEnd] = [0, 0, false];
  let total: number | undefined;
  for await (const page of pages) {
    for (const item of page.items) if (isWanted(item)) items.push(item);
    bytes += page.bytes;
    read += page.items.length;
    isEnd = page.isEnd;
    total = page.total;
    if (items.length >= most || read >= maxItems) break;
  }
  const complete = isEnd && items.length <= most;
  // The server's total counts what it sent, so it holds only where nothing was left out here.
  const counted = items.length === read ? total : complete ? items.length : undefined;
  const kept = items.length > most ? items.slice(0, most) : items;
  return { value: { items: kept, ...(counted !== undefined && { total: counted }), complete }, bytes };
}
