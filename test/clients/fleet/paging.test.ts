import { collect, type Page, readPages } from '../../../src/clients/fleet/paging.ts';

interface Thing {
  readonly uuid: string;
}

const things = (from: number, to: number): readonly Thing[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => ({ uuid: `u${from + at}` }));

/** A server that gives pages of `all`, as asked or as it likes. */
const server = (
  all: () => readonly Thing[],
  change: (page: Page<Thing>, offset: number) => Page<Thing> = (page) => page,
) => {
  const asked: (readonly [number, number])[] = [];
  const readPage = async (offset: number, limit: number): Promise<Page<Thing>> => {
    asked.push([offset, limit]);
    const items = all().slice(offset, offset + limit);
    return change({ items, total: all().length, limit, bytes: items.length }, offset);
  };
  return { asked, readPage };
};

const read = (readPage: (offset: number, limit: number) => Promise<Page<Thing>>, maxItems = 1_000, limit?: number) =>
  collect(readPages(readPage, 10), { isWanted: () => true, maxItems, ...(limit !== undefined && { limit }) });

test('reads to the end', async () => {
  const { asked, readPage } = server(() => things(0, 25));
  const { value, bytes } = await read(readPage);
  expect(value).toEqual({ items: things(0, 25), total: 25, complete: true });
  expect(bytes).toBe(25);
  expect(asked).toEqual([
    [0, 10],
    [10, 10],
    [20, 10],
  ]);
});

test('stops at its bound and says that it is cut', async () => {
  const { asked, readPage } = server(() => things(0, 100));
  expect((await read(readPage, 20)).value).toEqual({ items: things(0, 20), total: 100, complete: false });
  expect(asked).toHaveLength(2);
  expect((await read(readPage, 15)).value).toEqual({ items: things(0, 15), total: 100, complete: false });
});

test('is complete when the bound is just enough', async () => {
  const { readPage } = server(() => things(0, 20));
  expect((await read(readPage, 20)).value).toEqual({ items: things(0, 20), total: 20, complete: true });
});

test('gives no more than asked for, and tells that there are more', async () => {
  const { asked, readPage } = server(() => things(0, 25));
  expect((await read(readPage, 1_000, 4)).value).toEqual({ items: things(0, 4), total: 25, complete: false });
  expect(asked).toHaveLength(1);
});

test('stops at a server that ignores the offset', async () => {
  const { asked, readPage } = server(
    () => things(0, 25),
    (page) => ({ ...page, items: things(0, 10) }),
  );
  expect((await read(readPage)).value).toEqual({ items: things(0, 10), total: 25, complete: false });
  expect(asked).toHaveLength(2);
});

test('goes on where a server gives fewer than asked for', async () => {
  const { readPage } = server(
    () => things(0, 25),
    (page) => ({ ...page, items: page.items.slice(0, 4), limit: 4 }),
  );
  expect((await read(readPage)).value).toEqual({ items: things(0, 25), total: 25, complete: true });
});

test('gives nothing twice when things are added while it reads', async () => {
  let all = things(0, 25);
  const { readPage } = server(
    () => all,
    (page) => {
      all = [{ uuid: `new ${all.length}` }, ...all];
      return page;
    },
  );
  const { items, complete } = (await read(readPage)).value;
  expect(items).toEqual(things(0, 25));
  expect(complete).toBe(true);
});

test('ends, and is not complete, when things are removed while it reads', async () => {
  let all = things(0, 25);
  const { readPage } = server(
    () => all,
    (page) => {
      all = all.slice(8);
      return page;
    },
  );
  const { items, complete } = (await read(readPage)).value;
  expect(complete).toBe(false);
  expect(items.slice(0, 10)).toEqual(things(0, 10));
  expect(new Set(items.map(({ uuid }) => uuid)).size).toBe(items.length);
});

test('is not complete when a server runs dry before its own total', async () => {
  const { readPage } = server(
    () => things(0, 15),
    (page) => ({ ...page, total: 40 }),
  );
  expect((await read(readPage)).value).toEqual({ items: things(0, 15), total: 40, complete: false });
});

test.each([
  ['shorter', 7, 1],
  ['longer', 30, 1],
])('takes a plain list that is %s than a page as all', async (_, length, requests) => {
  let asked = 0;
  const readPage = async (): Promise<Page<Thing>> => {
    asked++;
    return { items: things(0, length), bytes: 1 };
  };
  expect((await read(readPage)).value).toEqual({ items: things(0, length), complete: true });
  expect(asked).toBe(requests);
});

test('pages through plain lists that are full', async () => {
  const { readPage } = server(
    () => things(0, 20),
    ({ items, bytes }) => ({ items, bytes }),
  );
  expect((await read(readPage)).value).toEqual({ items: things(0, 20), complete: true });
});

test('leaves out what is not wanted, and counts what is left only when it has seen all', async () => {
  const { readPage } = server(() => things(0, 25));
  const isWanted = ({ uuid }: Thing) => uuid.endsWith('3');
  const all = await collect(readPages(readPage, 10), { isWanted, maxItems: 1_000 });
  expect(all.value).toEqual({ items: [{ uuid: 'u3' }, { uuid: 'u13' }, { uuid: 'u23' }], total: 3, complete: true });
  const some = await collect(readPages(readPage, 10), { isWanted, maxItems: 10 });
  expect(some.value).toEqual({ items: [{ uuid: 'u3' }], complete: false });
  const first = await collect(readPages(readPage, 10), { isWanted, maxItems: 1_000, limit: 1 });
  expect(first.value).toEqual({ items: [{ uuid: 'u3' }], complete: false });
});
