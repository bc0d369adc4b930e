import type { FloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { type ChatFaults, type Chats, NO_FAULTS } from './chats.ts';

/** Everything that can go wrong. */
export interface Stage {
  readonly robots: Simulator;
  readonly floor: FloorSimulator;
  readonly chats: Chats;
}

/** Something that goes wrong for a while. */
export interface Trouble {
  readonly name: string;
  /** Whether answers may get lost in it, where a chat does not say whether it took one. */
  readonly isOfChats: boolean;
  begin(stage: Stage): void;
}

const ofScouts = (name: string, begin: Trouble['begin']): Trouble => ({ name, isOfChats: false, begin });
const ofChats = (name: string, faults: Partial<ChatFaults>): Trouble => ({
  name,
  isOfChats: true,
  begin: ({ chats }) => chats.setFaults({ ...NO_FAULTS, ...faults }),
});

/** One after the other; between them all is well for as long. */
export const TROUBLES: readonly Trouble[] = [
  ofScouts('both Scouts are slow', ({ robots, floor }) => {
    robots.faults.set({ latencyMs: 800 });
    floor.faults.set({ latencyMs: 800 });
  }),
  ofScouts('every second answer of the Scouts is an error', ({ robots, floor }) => {
    robots.faults.set({ errorRate: 0.5 });
    floor.faults.set({ errorRate: 0.5 });
  }),
  ofChats('the chats say "not now" to every fifth message', { limited: 0.2 }),
  ofScouts('both Scouts are down', ({ robots, floor }) => {
    robots.faults.set({ down: true });
    floor.faults.set({ down: true });
  }),
  ofScouts('sessions end, and log-ins are refused for a while', ({ robots, floor }) => {
    robots.faults.set({ sessionExpired: true, loginLimited: true });
    floor.faults.set({ sessionExpired: true });
  }),
  ofChats('a tenth of the messages to the chats is cut, a tenth fails', { cut: 0.1, failed: 0.1 }),
  ofScouts('the Scouts answer with web pages and cut connections', ({ robots, floor }) => {
    robots.faults.set({ html: true });
    floor.faults.set({ cut: true });
  }),
  ofChats('every second response_url has expired', { expired: 0.5 }),
];

/** Lasts long enough to be told in the channel that has subscribed. */
export const LONG_OUTAGE = ofScouts('the robots’ Scout is down for five minutes', ({ robots }) =>
  robots.faults.set({ down: true }),
);

/** Ends whatever goes wrong. */
export function endTroubles({ robots, floor, chats }: Stage): void {
  robots.faults.reset();
  floor.faults.reset();
  chats.setFaults(NO_FAULTS);
}
