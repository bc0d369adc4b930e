import { choice } from '../core/parameters.ts';

/** Which orders are meant: `open` are those in progress and queued, `in-progress` all that a station has begun. */
export type OrderFilter = 'open' | 'in-progress' | 'queued' | 'done' | 'late' | 'paused';

/** Reads which orders are meant. */
export const orderFilter = choice(
  'status',
  '`open` (in progress or queued), `in-progress`, `queued`, `done`, `late`, `paused`',
  {
    open: 'open',
    'in-progress': 'in-progress',
    progress: 'in-progress',
    running: 'in-progress',
    active: 'in-progress',
    queued: 'queued',
    waiting: 'queued',
    done: 'done',
    completed: 'done',
    closed: 'done',
    finished: 'done',
    late: 'late',
    overdue: 'late',
    paused: 'paused',
    hold: 'paused',
  } as const satisfies Readonly<Record<string, OrderFilter>>,
);
