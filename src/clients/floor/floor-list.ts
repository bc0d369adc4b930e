import type { Loaded } from '../cache.ts';
import type { Dialect } from './dialect.ts';
import type { FloorApi } from './floor-api.ts';
import type { FloorList } from './floor-client.ts';
import type { OperationKey } from './operations.ts';
import { readRecords } from './records.ts';
import type { Parameters } from './request.ts';

/** How much of one list is read. */
const MOST_PAGES = 50;

/** A list of one operation, page by page where the server has pages. */
export async function loadList<T>(
  { api, paging }: { readonly api: FloorApi; readonly paging: Dialect['paging'] },
  key: OperationKey,
  parameters: Parameters,
  read: (record: unknown) => T | undefined,
): Promise<Loaded<FloorList<T>>> {
  const what = api.operation(key).name;
  const items: T[] = [];
  let [skipped, bytes] = [0, 0];
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.ask(key, parameters, pageParameters(paging, page));
    const records = readRecords(answer.json, read, what, api.who);
    items.push(...records.items);
    skipped += records.skipped;
    bytes += answer.bytes;
    if (paging.style === 'none' || records.items.length + records.skipped < paging.items) break;
  }
  return { value: { items, skipped }, bytes };
}

function pageParameters(paging: Dialect['paging'], page: number): Readonly<Record<string, number>> {
  if (paging.style === 'none') return {};
  const at = paging.style === 'page' ? page + 1 : page * paging.items;
  return { [paging.at]: at, [paging.size]: paging.items };
}
