import { readRows } from './reliability-table.ts';

/** Expects the rows of docs/reliability.md that name the running test to quote these words. */
export function expectQuoted(...words: readonly string[]): void {
  const { currentTestName = '' } = expect.getState();
  const rows = readRows().filter(({ tests }) => tests.some(({ title }) => patternOf(title).test(currentTestName)));
  expect(rows.map(({ fault }) => fault)).not.toEqual([]);
  const quoted = rows.flatMap(({ cells }) => cells).join(' ');
  expect(words.filter((each) => !quoted.includes(`\`${each}\``))).toEqual([]);
}

/** A title as it stands in a file, with `%s` where each of its tests says something else. */
function patternOf(title: string): RegExp {
  const parts = title.split(/%[a-z]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`${parts.join('.+')}$`);
}
