import type { Loaded } from '../cache.ts';
import { NotFound, UnexpectedAnswer } from '../errors.ts';
import { RightMissing } from '../session.ts';
import { VersionSchema } from './fleet-schema.ts';
import { readAnswer } from './lists.ts';
import { type ScoutApi, ServerError, WebPage } from './scout-api.ts';

/** Reads the server's version; undefined where it has no such address or does not give one that can be read. */
export async function readVersion(api: ScoutApi): Promise<Loaded<string | undefined>> {
  try {
    const { json, bytes } = await api.json({ path: 'version/', isAboutOne: true });
    const [version] = /\d+\.\d+(\.\d+)*/.exec(readAnswer(VersionSchema, json, 'version', api.who)) ?? [];
    return { value: version, bytes };
  } catch (error) {
    const isSilent = error instanceof NotFound || error instanceof UnexpectedAnswer || error instanceof RightMissing;
    if (isSilent || (error instanceof ServerError && error.status === 500)) return { value: undefined, bytes: 0 };
    throw error;
  }
}

/**
 * Reads what only newer servers have: undefined without asking where the version is known and older than `first`, and where the server
 * has no such address.
 */
export async function readSince<T>(
  first: string,
  version: string | undefined,
  read: () => Promise<Loaded<T>>,
): Promise<Loaded<T | undefined>> {
  if (version !== undefined && isOlder(version, first)) return { value: undefined, bytes: 0 };
  try {
    return await read();
  } catch (error) {
    // An unknown address may show the web application; from a server known to have it, a page is nonsense.
    if (error instanceof NotFound || (error instanceof WebPage && version === undefined)) {
      return { value: undefined, bytes: 0 };
    }
    throw error;
  }
}

function isOlder(version: string, first: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [at, part] of first.split('.').map(Number).entries()) {
    const own = parts[at] ?? 0;
    if (own !== part) return own < part;
  }
  return false;
}
