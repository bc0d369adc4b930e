import type { Table, Text } from '../core/reply.ts';
import type { ReplyParts } from './reply-parts.ts';
import { type Room, sizeOfBlock, sizeOfRow } from './room.ts';

/** The tables of several sites as one: each row says of which site it is. */
export interface JointTable {
  /** Takes as many rows as there is room for, in turn from each site, beside those it has. */
  fill(room: Room): void;
  /** What was taken; undefined where there are no rows. */
  table(): Table | undefined;
  /** How many rows were not taken. */
  rowsLeft(): number;
}

/** The rows of a site under the joint columns. */
interface SiteRows {
  readonly rows: readonly (readonly Text[])[];
  taken: number;
}

/** Slack's most, without the header. */
const MOST_ROWS = 99;

/** Puts together the tables of the sites that have one, under all of their columns. */
export function createJointTable(parts: readonly ReplyParts[]): JointTable {
  const tables = parts.flatMap(({ site, table }) => (table ? [{ site, table }] : []));
  const titles = new Map(tables.flatMap(({ table }) => table.columns.map((column) => [column.title, column] as const)));
  const columns = [{ title: 'Site' }, ...titles.values()];
  const all: readonly SiteRows[] = tables.map(({ site, table }) => ({
    rows: table.rows.map((row) => [[site.name], ...[...titles.keys()].map((title) => cellOf(table, row, title))]),
    taken: 0,
  }));
  const count = (of: (each: SiteRows) => number): number => all.reduce((sum, each) => sum + of(each), 0);
  let isBegun = false;

  function fill(room: Room): void {
    if (tables.length === 0 || (!isBegun && !room.take(sizeOfBlock({ kind: 'table', columns, rows: [] })))) return;
    isBegun = true;
    for (const each of inTurn(all)) {
      const row = each.rows[each.taken];
      if (row === undefined) continue;
      if (count(({ taken }) => taken) === MOST_ROWS || !room.take(sizeOfRow(row))) return;
      each.taken++;
    }
  }

  return {
    fill,
    table() {
      const rows = all.flatMap(({ rows: own, taken }) => own.slice(0, taken));
      return rows.length === 0 ? undefined : { kind: 'table', columns, rows };
    },
    rowsLeft: () => count(({ rows, taken }) => rows.length - taken),
  };
}

/** Each site again and again, as long as one of them has rows left. */
function* inTurn(all: readonly SiteRows[]): Generator<SiteRows> {
  while (all.some(({ rows, taken }) => taken < rows.length)) yield* all;
}

/** What a table does not have a column for is not reported there. */
function cellOf({ columns }: Table, row: readonly Text[], title: string): Text {
  const at = columns.findIndex((column) => column.title === title);
  return at < 0 ? ['not reported'] : (row[at] ?? []);
}
