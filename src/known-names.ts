import type { Wait } from './core/within.ts';
import type { Scouts } from './floor/scouts.ts';
import type { Names } from './language/reading/name-index.ts';
import { askSites } from './sites/ask-sites.ts';
import type { Site } from './sites/site.ts';

const NOTHING = { value: [] } as const;
const NO_ITEMS = { value: { items: [] } } as const;

interface Bearer {
  readonly name: string;
}

/** The names that the Scouts know: after the first time at once, from what was known last, while they are read anew. */
export function createNames({ fleet, plant }: Scouts): () => Promise<Names> {
  let known: Names | undefined;
  let reading: Promise<Names> | undefined;

  async function read(): Promise<Names> {
    const [robots, missions, stations, units] = await Promise.allSettled([
      fleet?.robots() ?? NOTHING,
      fleet?.missions() ?? NOTHING,
      itemsOf(plant?.floor.stations()),
      itemsOf(plant?.floor.units()),
    ]);
    const names = {
      robots: namesOf(robots, known?.robots),
      missions: namesOf(missions, known?.missions),
      sites: [...(fleet ? [fleet.site.name] : []), ...(plant ? [plant.floor.site.name] : [])],
      ...(plant && { stations: namesOf(stations, known?.stations), products: namesOf(units, known?.products) }),
    };
    // The same names stay the same object, for which the index is built already.
    if (JSON.stringify(names) !== JSON.stringify(known)) known = names;
    reading = undefined;
    return known ?? names;
  }

  return async () => {
    reading ??= read();
    return known ?? reading;
  };
}

type Answered = PromiseSettledResult<{ readonly value: readonly Bearer[] }>;

const namesOf = (result: Answered, before: readonly string[] = []): readonly string[] =>
  result.status === 'fulfilled' ? result.value.value.map(({ name }) => name) : before;

async function itemsOf(asked: Promise<{ readonly value: { readonly items: readonly Bearer[] } }> | undefined) {
  const { value } = (await asked) ?? NO_ITEMS;
  return { value: value.items };
}

/** The names that the Scouts of several sites know, as those of one; a site that does not answer yet is not waited for. */
export function createSiteNames(sites: readonly Site[], wait?: Wait): () => Promise<Names> {
  const [only, ...others] = sites;
  if (only !== undefined && others.length === 0) return createNames(only);
  const own = new Map(sites.map((site) => [site, createNames(site)]));
  const called = sites.flatMap(({ name, aliases }) => [name, ...aliases]);
  let last: { readonly of: readonly (Names | undefined)[]; readonly names: Names } | undefined;

  return async () => {
    const outcomes = await askSites(sites, async (site) => own.get(site)?.(), { wait });
    const of = outcomes.map((outcome) => (outcome.kind === 'answered' ? outcome.value : undefined));
    // The same names stay the same object, for which the index is built already.
    if (last === undefined || of.some((each, i) => each !== last?.of[i])) last = { of, names: together(of, called) };
    return last.names;
  };
}

function together(all: readonly (Names | undefined)[], sites: readonly string[]): Names {
  const list = (of: (names: Names) => readonly string[] | undefined): readonly string[] => [
    ...new Set(all.flatMap((names) => (names && of(names)) ?? [])),
  ];
  const hasFloor = all.some((names) => names?.stations !== undefined);
  return {
    robots: list(({ robots }) => robots),
    missions: list(({ missions }) => missions),
    sites,
    severalSites: true,
    ...(hasFloor && { stations: list(({ stations }) => stations), products: list(({ products }) => products) }),
  };
}
