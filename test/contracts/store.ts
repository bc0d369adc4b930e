import { randomUUID } from 'node:crypto';
import { openStore, type StorePlace } from '../../src/storage/open-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { describeDeliveries } from './store-deliveries.ts';
import { describeMemory } from './store-memory.ts';
import { describeOutages } from './store-outages.ts';
import { describeSubscriptions } from './store-subscriptions.ts';

/** A store in a test, and its clock. */
export interface StoreUnderTest {
  readonly store: Store;
  /** What its clock says; it stands still. */
  setNow(now: number): void;
}

/** What every store has to do, wherever it keeps its rows; `newPlace` makes an empty one. */
export function describeStore(newPlace: () => Promise<StorePlace>): void {
  let now = 0;
  let store: Store;

  beforeEach(async () => {
    now = 0;
    const secretKeys = [Buffer.alloc(32, 1)];
    store = await openStore({ ...(await newPlace()), secretKeys, createId: randomUUID, now: () => now });
  });

  afterEach(() => store.close());

  const underTest = (): StoreUnderTest => ({
    store,
    setNow(time) {
      now = time;
    },
  });
  describe('subscriptions and changes', () => describeSubscriptions(underTest));
  describe('deliveries', () => describeDeliveries(underTest));
  describe('what else it remembers', () => describeMemory(underTest));
  describe('outages', () => describeOutages(underTest));
}
