import { optional, present } from '../answers/optional.ts';
import { NotFound, UnexpectedAnswer } from '../clients/errors.ts';
import type { FloorClient, PlantSweep, WorkOrder } from '../clients/floor/floor-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import { createOrderMatcher, type MatchedOrders, type OrderMatcher } from './match-orders.ts';
import { orderNotFound } from './order-not-found.ts';
import { newestFirst } from './orders-in-order.ts';
import type { Plant } from './plant.ts';

/** The orders that words mean, and by what. */
export interface FoundOrders {
  readonly orders: readonly WorkOrder[];
  readonly by: MatchedOrders['by'] | 'id';
  /** The names of the products, where they were found by those. */
  readonly products?: readonly string[];
  readonly facts: readonly Known<unknown>[];
  /** How far back was searched, where none in progress or queued fitted. */
  readonly searchedDays?: number;
}

/** A place to look for orders. */
interface Place {
  readonly orders: readonly WorkOrder[];
  /** Those that were found there, as they are to be told; the place itself may hold thousands. */
  readonly inOrder: (found: readonly WorkOrder[]) => readonly WorkOrder[];
  readonly facts: readonly Known<unknown>[];
  readonly searchedDays?: number;
}

const DAY_MS = 86_400_000;

/**
 * Finds the orders that words mean: by their number, by that without prefix, zeros and case, by a part of it, by their product, and last by
 * the id, which is no number that people see; `id 17` is only ever the id. First among those in progress and queued, then among those of the
 * last 7 and 31 days, where a whole number goes before a part of an open one. Throws UserError that tells where it looked.
 */
export async function findOrders(wanted: string, plant: Plant, now: EpochMs): Promise<FoundOrders> {
  const { floor } = plant;
  const onlyId = /^id\s+(\d{1,15})$/i.exec(wanted)?.[1];
  if (onlyId !== undefined) return foundById(await floor.workOrder(Number(onlyId)));

  const [sweep, units] = await Promise.all([floor.sweep(), optional(floor.units())]);
  const products = units?.value.items ?? [];
  const open: Place = { orders: openOrders(sweep.value), inOrder: (found) => found, facts: [sweep] };
  const earlier = [7, 31].map((days) => once(() => searched(floor, now, days)));
  const matcher = createOrderMatcher(wanted, products);
  for (const { way, place } of triesFor(wanted, async () => open, earlier)) {
    const looked = await place();
    const found = looked && matcher[way](looked.orders);
    if (looked && found) {
      const { inOrder, ...others } = looked;
      return { ...others, ...found, orders: inOrder(found.orders) };
    }
  }
  const byId = /^\d{1,15}$/.test(wanted) ? await existing(floor.workOrder(Number(wanted))) : undefined;
  if (byId !== undefined) return foundById(byId);
  const windows = await Promise.all(earlier.map((place) => place()));
  throw orderNotFound(wanted, {
    open: open.orders,
    products: products.map(({ name }) => name),
    unread: sweep.value.unread,
    searchedDays: present(windows).at(-1)?.searchedDays,
  });
}

/** One way to look in one place. */
interface Try {
  readonly way: keyof OrderMatcher;
  readonly place: () => Promise<Place | undefined>;
}

/** What is tried, in order: what has no digit is hardly a number, and is not searched for among earlier ones before open ones of that product. */
function triesFor(wanted: string, open: Try['place'], earlier: readonly Try['place'][]): readonly Try[] {
  const numbers = /\d/.test(wanted) ? earlier.slice(0, 1) : [];
  const ways = ['byNumber', 'byPart', 'byProduct'] as const;
  return [
    { way: 'byNumber', place: open },
    ...numbers.map((place) => ({ way: 'byNumber' as const, place })),
    { way: 'byPart', place: open },
    { way: 'byProduct', place: open },
    ...earlier.flatMap((place) => ways.map((way) => ({ way, place }))),
  ];
}

/** The orders in progress, then those that are only queued: one that waits at a station while another runs it is in progress. */
export function openOrders({ inProgress, queued }: Pick<PlantSweep, 'inProgress' | 'queued'>): readonly WorkOrder[] {
  const ids = new Set(inProgress.map(({ id }) => id));
  return [...inProgress, ...queued.filter(({ id }) => !ids.has(id))];
}

/** The orders of the last days, to be told the newest first; undefined where the server does not tell. */
async function searched(floor: FloorClient, now: EpochMs, days: number): Promise<Place | undefined> {
  const known = await optional(floor.search({ from: now - days * DAY_MS, to: now }));
  if (known === undefined) return undefined;
  return { orders: known.value.items, inOrder: newestFirst, facts: [known], searchedDays: days };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}

const foundById = (known: Known<WorkOrder>): FoundOrders => ({ orders: [known.value], by: 'id', facts: [known] });

/** An order, or nothing where the server knows none with that id, or cannot be asked for one. */
async function existing(question: Promise<Known<WorkOrder>>): Promise<Known<WorkOrder> | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof NotFound || error instanceof UnexpectedAnswer) return undefined;
    throw error;
  }
}
