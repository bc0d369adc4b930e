import type { StationStatus, WorkOrderStatus } from './floor-client.ts';

/** Our words for what an order or a station does. */
export const OUR_STATUSES = [
  'queued',
  'setup',
  'active',
  'paused',
  'break',
  'inactive',
  'completed',
  'cancelled',
] as const;

type OurStatus = (typeof OUR_STATUSES)[number];

const ACCEPTED: Readonly<Record<OurStatus, string>> = {
  queued: 'queued pending scheduled planned notstarted new ready waiting released open',
  setup: 'setup loaded preparing',
  active: 'active inprogress inprocess running started production wip',
  paused: 'paused onhold hold held suspended stopped blocked andon',
  break: 'break breaks onbreak',
  inactive: 'inactive idle off signedout',
  completed: 'completed complete done finished closed',
  cancelled: 'cancelled canceled aborted deleted',
};

/** What the server's words for statuses mean. */
export interface Statuses {
  workOrder(raw: string): WorkOrderStatus;
  station(raw: string): StationStatus;
}

/** The accepted words and those of the settings file, which come first; a number means something only there. */
export function createStatuses(more: Readonly<Record<string, OurStatus>>): Statuses {
  const meanings = new Map<string, OurStatus>();
  for (const status of OUR_STATUSES) for (const word of ACCEPTED[status].split(' ')) meanings.set(word, status);
  for (const [word, status] of Object.entries(more)) meanings.set(fold(word), status);
  return {
    workOrder(raw) {
      const status = meanings.get(fold(raw)) ?? 'unknown';
      return status === 'break' ? 'paused' : status;
    },
    station(raw) {
      const status = meanings.get(fold(raw)) ?? 'unknown';
      return status === 'queued' || status === 'completed' || status === 'cancelled' ? 'unknown' : status;
    },
  };
}

const fold = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, '');
