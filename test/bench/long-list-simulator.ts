// A simulator with 100,000 past runs; tells its parent where it listens.
import { startSimulator } from '../../src/simulator/simulator.ts';
import type { World } from '../../src/simulator/world.ts';

const RUNS = 100_000;
const END = Date.parse('2026-10-21T14:00:00Z');
const names = (prefix: string, n: number): readonly string[] =>
  Array.from({ length: n }, (_, i) => `${prefix} ${i + 1}`);
const robots = names('Spot', 20);
const missions = names('Round', 50);

const world: World = {
  robots: robots.map((nickname) => ({ nickname })),
  missions: missions.map((name) => ({ name, actions: [{ name: 'Look' }] })),
  runs: Array.from({ length: RUNS }, (_, i) => ({
    robot: robots[i % robots.length] ?? '',
    mission: missions[i % missions.length] ?? '',
    status: i % 10 === 0 ? ('FAILURE' as const) : ('SUCCESS' as const),
    startTime: END - i * 300_000,
    endTime: END - i * 300_000 + 240_000,
    plannedActions: 12,
    doneActions: 12,
  })),
};

const { url, credentials, fingerprint } = await startSimulator({ world, clockAt: END, frozen: true });
process.send?.({ url, credentials, fingerprint });
