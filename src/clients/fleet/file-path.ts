import { UnexpectedAnswer } from '../errors.ts';

/**
 * The path of a capture's file as it can be asked for. Scout gives paths unencoded, with the names of actions in them, so `#`, `?` and `%`
 * are part of a name. Throws UnexpectedAnswer for a path that leads to another host or out of its folder.
 */
export function encodeFilePath(path: string, origin: string, who: string): string {
  const own = path.startsWith(`${origin}/`) ? path.slice(origin.length) : path;
  const segments = own.split('/').slice(1);
  const isOwn = own.startsWith('/') && !own.startsWith('//') && !own.startsWith('/\\');
  if (!isOwn || segments.some((segment) => segment === '.' || segment === '..')) {
    throw new UnexpectedAnswer(`${who} names a file that is not on it.`, 'a file on another host');
  }
  return `/${segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/')}`;
}

/** The path and query taken as already encoded; undefined where they lead to another host or out of their folder. */
export function joinFilePath(path: string, origin: string): string | undefined {
  const url = URL.parse(path, origin);
  // An encoded dot counts as a dot, so it could climb.
  return url?.origin === origin && !/%2e/i.test(path) ? url.pathname + url.search : undefined;
}
