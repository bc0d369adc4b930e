import type { Capture, User } from '../clients/floor/floor-client.ts';
import { link, type Table, time } from '../core/reply.ts';
import { userName } from './people.ts';

/** Photos of an order, one row each, as links; who took them only where people may be named. */
export function captureTable(captures: readonly Capture[], users: readonly User[] | undefined): Table {
  const titles = ['Photo', 'Step', 'Taken', ...(users === undefined ? [] : ['Who'])];
  return {
    kind: 'table',
    columns: titles.map((title) => ({ title })),
    rows: captures.map(({ id, stepName, at, url, userId }) => [
      [url === undefined ? `photo ${id}, no link reported` : link(`photo ${id}`, url)],
      [stepName ?? 'not reported'],
      [at === undefined ? 'not reported' : time(at, 'date-time')],
      ...(users === undefined ? [] : [[userId === undefined ? 'not reported' : userName(userId, users)]]),
    ]),
  };
}
