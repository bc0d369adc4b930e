import { optional, present } from '../answers/optional.ts';
import { momentOf } from '../answers/sourced-reply.ts';
import type {
  FloorList,
  InstructionResponse,
  PlantSweep,
  Station,
  Unit,
  User,
  WorkOrder,
} from '../clients/floor/floor-client.ts';
import type { Known } from '../clients/known.ts';
import type { Conversation } from '../core/message.ts';
import type { EpochMs, Text } from '../core/reply.ts';
import { lateOrders } from './late-orders.ts';
import { mayName } from './people.ts';
import type { Plant } from './plant.ts';
import { sweepRemarks } from './sweep-remarks.ts';
import { wholeOrder } from './whole-order.ts';

/** One order, and what is known around it. */
export interface OrderFacts {
  readonly order: WorkOrder;
  readonly stations: readonly Station[];
  readonly units: readonly Unit[];
  /** Who may be named here; undefined where nobody may, or names are not reported. */
  readonly users: readonly User[] | undefined;
  /** What was answered to its steps; undefined where it is not reported. */
  readonly responses: FloorList<InstructionResponse> | undefined;
  /** Whether it is late by the rule of the plant; undefined where that cannot be told. */
  readonly late: boolean | undefined;
  /** The moment that the answer speaks of. */
  readonly moment: EpochMs;
  readonly facts: readonly Known<unknown>[];
  readonly background: readonly Known<unknown>[];
  /** Stations of it that could not be read. */
  readonly remarks: readonly Text[];
}

/** Gathers what is known of an order: the whole of it, the counts of its stations, and, where the policy allows it, names. */
export async function orderFacts(
  found: WorkOrder,
  plant: Plant,
  {
    conversation,
    facts: foundIn,
    now,
  }: { readonly conversation: Conversation; readonly facts: readonly Known<unknown>[]; readonly now: EpochMs },
): Promise<OrderFacts> {
  const { floor } = plant;
  const [sweep, whole, units, users, responses] = await Promise.all([
    optional(floor.sweep()),
    optional(floor.workOrder(found.id)),
    optional(floor.units()),
    mayName(plant.people, conversation) ? optional(floor.users()) : undefined,
    optional(floor.responses(found.id)),
  ]);
  const swept = sweep && sweptOrder(sweep.value, found.id);
  const order = whole === undefined ? found : wholeOrder(whole.value, swept);
  const facts = whole === undefined ? foundIn : present([whole, swept && sweep]);
  const moment = momentOf(facts, now);
  const known = { stations: sweep?.value.stations ?? [], units: units?.value.items ?? [] };
  const { late, untold } = lateOrders([order], plant, { units: known.units, now: moment });
  return {
    order,
    ...known,
    users: users?.value.items,
    responses: responses?.value,
    late: untold > 0 ? undefined : late.length > 0,
    moment,
    facts,
    background: present([sweep, units, users, responses]),
    remarks: unreadRemarks(order, sweep?.value.unread ?? []),
  };
}

const sweptOrder = ({ inProgress, queued }: PlantSweep, id: number): WorkOrder | undefined =>
  inProgress.find((order) => order.id === id) ?? queued.find((order) => order.id === id);

function unreadRemarks({ stations }: WorkOrder, unread: PlantSweep['unread']): readonly Text[] {
  const ids = new Set(stations.map(({ id }) => id));
  return sweepRemarks({ skipped: 0, unread: unread.filter(({ id }) => ids.has(id)) });
}
