import { type Wait, within } from '../core/within.ts';
import type { Site } from './site.ts';

/** What became of a question to a site: answered, failed, or not answered yet while others have. */
export type SiteOutcome<T> =
  | { readonly site: Site; readonly kind: 'answered'; readonly value: T }
  | { readonly site: Site; readonly kind: 'failed'; readonly error: unknown }
  | { readonly site: Site; readonly kind: 'late' };

export interface Patience {
  /** How long the others wait for a site, in milliseconds; begun anew while answers come in. */
  readonly graceMs?: number;
  readonly wait?: Wait | undefined;
}

const GRACE_MS = 2_000;

/**
 * Asks several sites at once, and gives what became of it in their order. Where one has answered, the others are waited for as long as answers
 * come in, and a moment longer; where none has, until each has failed.
 */
export async function askSites<T>(
  sites: readonly Site[],
  ask: (site: Site) => Promise<T>,
  { graceMs = GRACE_MS, wait }: Patience = {},
): Promise<readonly SiteOutcome<T>[]> {
  const settled = new Map<Site, SiteOutcome<T>>();
  let answered = (): void => {};
  const first = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const all = Promise.all(
    sites.map(async (site) => {
      const outcome = await outcomeOf(site, ask);
      settled.set(site, outcome);
      if (outcome.kind === 'answered') answered();
    }),
  );
  await Promise.race([first, all]);
  let before = -1;
  while (settled.size < sites.length && settled.size > before) {
    before = settled.size;
    await within(graceMs, all, () => undefined, wait);
  }
  return sites.map((site) => settled.get(site) ?? { site, kind: 'late' });
}

async function outcomeOf<T>(site: Site, ask: (site: Site) => Promise<T>): Promise<SiteOutcome<T>> {
  try {
    return { site, kind: 'answered', value: await ask(site) };
  } catch (error) {
    return { site, kind: 'failed', error };
  }
}
