import type { Unit, WorkOrder } from '../clients/floor/floor-client.ts';
import { findByName, simplify } from '../core/names.ts';

/** Orders that words fit, and what of them. */
export interface MatchedOrders {
  readonly orders: readonly WorkOrder[];
  readonly by: 'number' | 'part' | 'product';
  /** The names of the products, where they were found by those. */
  readonly products?: readonly string[];
}

type Match = (orders: readonly WorkOrder[]) => MatchedOrders | undefined;

/** Finds among orders those that words fit; undefined where none does. */
export interface OrderMatcher {
  /** By the whole number, at least without prefix, zeros and case. */
  readonly byNumber: Match;
  /** By the end of the number, else by any part of it. */
  readonly byPart: Match;
  readonly byProduct: Match;
}

/** Words that people put before a number, and that are no part of it. */
const NOUNS = /^(?:(?:the|work|order|job|number|nr|no)\b[.\s]*|#\s*)+/i;
/** "WO" is said of orders whose numbers begin otherwise, too. */
const SAID_PREFIX = /^wo[\s-]*(?=\d)/i;
/** Shorter parts fit nearly every number. */
const SHORTEST_END = 2;
const SHORTEST_PART = 3;

/** Looks for what was written among orders; `products` gives names to units that orders name by their id alone. */
export function createOrderMatcher(written: string, products: readonly Unit[]): OrderMatcher {
  const wanted = written.trim().replace(NOUNS, '') || written.trim();
  const lower = wanted.toLowerCase();
  const simple = simplify(wanted);
  const part = compact(wanted.replace(SAID_PREFIX, ''));
  const lastDigit = /\d$/.exec(wanted)?.[0];
  // Spares the most of thousands of numbers a closer look.
  const mayEqual = (number: string): boolean => lastDigit === undefined || number.endsWith(lastDigit);
  const first = (by: 'number' | 'part', tests: readonly ((number: string) => boolean)[]): Match => {
    return (orders) => {
      for (const test of tests) {
        const found = orders.filter(({ number }) => test(number));
        if (found.length > 0) return { orders: found, by };
      }
      return undefined;
    };
  };
  return {
    byNumber: first('number', [
      (number) => number === wanted,
      (number) => number.toLowerCase() === lower,
      (number) => simple !== '' && mayEqual(number) && simplify(number) === simple,
      (number) => /^\d/.test(simple) && mayEqual(number) && withoutPrefix(number) === simple,
    ]),
    byPart: first('part', [
      (number) => SAID_PREFIX.test(wanted) && withoutPrefix(number) === simplify(part),
      (number) => part.length >= SHORTEST_END && compact(number).endsWith(part),
      (number) => part.length >= SHORTEST_PART && compact(number).includes(part),
    ]),
    byProduct: (orders) => matchProduct(wanted, orders, products),
  };
}

/** A number without the letters that it begins with, and without leading zeros: `WO-0042` is `42`. */
const withoutPrefix = (number: string): string => simplify(number).replace(/^\p{L}+ /u, '');

const compact = (number: string): string => number.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function matchProduct(
  wanted: string,
  orders: readonly WorkOrder[],
  products: readonly Unit[],
): MatchedOrders | undefined {
  const names = new Map(products.map(({ id, name }) => [id, name]));
  for (const { units } of orders)
    for (const { id, name } of units) if (name !== undefined && !names.has(id)) names.set(id, name);
  const meant = productsCalled(wanted, [...names]);
  const ids = new Set(meant.map(([id]) => id));
  const found = orders.filter(({ units }) => units.some(({ id }) => ids.has(id)));
  if (found.length === 0) return undefined;
  const built = new Set(found.flatMap(({ units }) => units.map(({ id }) => id)));
  const builtNames = meant.filter(([id]) => built.has(id)).map(([, name]) => name);
  return { orders: found, by: 'product', products: [...new Set(builtNames)] };
}

/** The products that a name means. A number alone is a whole name or none: `17` does not mean 454-23-17. */
function productsCalled(
  wanted: string,
  names: readonly (readonly [number, string])[],
): readonly (readonly [number, string])[] {
  if (/^\d+$/.test(wanted)) return names.filter(([, name]) => name === wanted);
  const match = findByName(wanted, names, ([, name]) => name);
  if (match.kind === 'none') return [];
  return match.kind === 'one' ? [match.match] : match.matches;
}
