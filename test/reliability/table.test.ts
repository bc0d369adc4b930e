import { existsSync, readFileSync } from 'node:fs';
import { readRows } from './reliability-table.ts';

const rows = readRows();

/** Whether a file has a test of that title that runs. */
function hasTest(file: URL, title: string): boolean {
  if (!existsSync(file)) return false;
  const source = readFileSync(file, 'utf8');
  return [`'${title}'`, `"${title}"`, `\`${title}\``].some((literal) => source.includes(literal));
}

test('the page has a row for each fault, and no fault twice', () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(new Set(rows.map(({ fault }) => fault)).size).toBe(rows.length);
});

test('every row says what is seen and lost, how it recovers, and how that is tested', () => {
  const lacking = rows.filter(({ fault, cells, tests }) => [fault, ...cells].includes('') || tests.length === 0);
  expect(lacking.map(({ fault }) => fault)).toEqual([]);
});

test('every test that a row names is there', () => {
  const missing = rows.flatMap(({ fault, tests }) =>
    tests.filter(({ file, title }) => !hasTest(file, title)).map(({ title }) => `${fault}: ${title}`),
  );
  expect(missing).toEqual([]);
});
