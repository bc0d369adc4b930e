import type { FloorClient } from '../clients/floor/floor-client.ts';
import type { LateRule } from './late.ts';

/** A shop floor, and how its plant counts and what it allows. */
export interface Plant {
  readonly floor: FloorClient;
  /** Zone of its clocks, by which shifts begin. */
  readonly zone: string;
  /** Local times at which shifts begin, `06:00`, in order; at least one. */
  readonly shifts: readonly string[];
  readonly late: LateRule;
  readonly people: PeoplePolicy;
}

/** What may be told of people. */
export interface PeoplePolicy {
  /** Where their names may be told: everywhere, or in these conversations, by the platforms' ids; `direct` stands for every conversation with one person. */
  readonly namesIn: 'everywhere' | readonly string[];
  /** Whether hours of one person may be told, where names may. */
  readonly hours: boolean;
}
