import { readFileSync } from 'node:fs';

const PAGE = new URL('../../docs/reliability.md', import.meta.url);

/** A test that a row names: a file, as the page links to it, and a title. */
export interface NamedTest {
  readonly file: URL;
  readonly title: string;
}

/** One row of the page: a fault and what comes of it. */
export interface Row {
  readonly fault: string;
  /** The cells between the fault and its tests. */
  readonly cells: readonly string[];
  readonly tests: readonly NamedTest[];
}

/** The rows of all tables of docs/reliability.md whose last column is called "Test". */
export function readRows(): readonly Row[] {
  const tables = readFileSync(PAGE, 'utf8').split(/\n(?!\|)/);
  return tables.flatMap((table) => {
    const [head = [], , ...rows] = table
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map(cellsOf);
    return head.at(-1) === 'Test' ? rows.map(rowOf) : [];
  });
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

function rowOf(cells: readonly string[]): Row {
  const [fault = '', ...others] = cells;
  return { fault, cells: others.slice(0, -1), tests: testsOf(cells.at(-1) ?? '') };
}

/** `[file](../test/file.test.ts): "a title", "another"`, perhaps several of these. */
function testsOf(cell: string): readonly NamedTest[] {
  return cell.split(/(?=\[)/).flatMap((part) => {
    const path = /^\[[^\]]*\]\(([^)]+)\)/.exec(part)?.[1];
    if (path === undefined) return [];
    return [...part.matchAll(/"([^"]+)"/g)].map(([, title = '']) => ({ file: new URL(path, PAGE), title }));
  });
}
