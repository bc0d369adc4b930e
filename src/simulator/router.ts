import type { Route, ServerVersion } from './exchange.ts';

const VERSIONS: readonly ServerVersion[] = ['3.3', '4.1', '5.1'];

/** What a router can find. */
interface Routed {
  readonly method: string;
  /** Literal segments win over `{name}`; `{name*}` takes all that follow. */
  readonly path: string;
}

/** A route and the `{…}` parts of the path that led to it. */
interface Match<R> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request, or nothing. */
export type Router<R> = (method: string, target: string) => Match<R> | undefined;

/** Whether a server of this version has the route. */
export function isIn({ since, until }: Pick<Route, 'since' | 'until'>, version: ServerVersion): boolean {
  const rank = VERSIONS.indexOf(version);
  return VERSIONS.indexOf(since) <= rank && (until === undefined || rank <= VERSIONS.indexOf(until));
}

/** A router over routes. Paths are taken with and without a slash at the end; the official client of the fleet adds one to every GET. */
export function createRouter<R extends Routed>(routes: readonly R[]): Router<R> {
  const compiled = routes
    .map((route) => ({ route, parts: segments(route.path) }))
    .toSorted((a, b) => (shapeOf(a.parts) < shapeOf(b.parts) ? -1 : 1));
  return (method, target) => {
    const [path = ''] = target.split('?', 1);
    const given = segments(path);
    for (const { route, parts } of compiled) {
      const params = route.method === method ? matchParts(parts, given) : undefined;
      if (params) return { route, params };
    }
    return undefined;
  };
}

/** Sorts literal segments before parameters, and those before what takes all. */
function shapeOf(parts: readonly string[]): string {
  return parts.map((part) => (part.endsWith('*}') ? '2' : part.startsWith('{') ? '1' : '0')).join('');
}

function segments(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function matchParts(parts: readonly string[], given: readonly string[]): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    if (part.endsWith('*}')) {
      params[part.slice(1, -2)] = given.slice(index).map(decode).join('/');
      return params;
    }
    const value = given[index];
    if (value === undefined) return undefined;
    if (part.startsWith('{')) params[part.slice(1, -1)] = decode(value);
    else if (part !== value) return undefined;
  }
  return parts.length === given.length ? params : undefined;
}

/** Undoes percent-encoding where there is any; names that were pasted into a path as they are ("80% mark") stay as they are. */
export function decode(part: string): string {
  return part.replace(/(%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
