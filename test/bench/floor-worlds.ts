import type { FloorWorld } from '../../src/simulator/floor/floor-world.ts';
import { createLargePlant } from '../../src/simulator/floor/plant-generator.ts';
import type { World } from '../../src/simulator/world.ts';

/** The moment of both worlds, in the middle of a working day. */
export const WORLD_AT = Date.parse('2026-10-21T14:20:00Z');

export const STATIONS = 200;
export const ORDERS = 5_000;
/** As many robots as stations, and so few that they fit on one page. */
export const FLEETS = [200, 20] as const;
const RUNS_PER_ROBOT = ORDERS / STATIONS;
const MISSIONS = 50;

const HOUR = 3_600_000;
const names = (prefix: string, n: number): readonly string[] =>
  Array.from({ length: n }, (_, i) => `${prefix} ${i + 1}`);

/** The plant that is asked about orders. */
export const createBenchPlant = (): FloorWorld => createLargePlant(WORLD_AT, { stations: STATIONS, orders: ORDERS });

/** A fleet beside the plant: nine robots in ten are under way, as nine stations in ten have an order; one finished run in ten failed. */
export function createBenchFleet(size: number): World {
  const robots = names('Spot', size);
  const missions = names('Round', MISSIONS);
  return {
    robots: robots.map((nickname) => ({ nickname })),
    missions: missions.map((name) => ({ name, actions: [{ name: 'Look' }] })),
    runs: robots.flatMap((robot, line) =>
      Array.from({ length: RUNS_PER_ROBOT }, (_, index) => {
        const mission = missions[(line + index) % MISSIONS] ?? '';
        // A minute apart, so that no two begin at once.
        const startTime = WORLD_AT - index * HOUR - (line % 50) * 60_000 - 60_000;
        if (index === 0 && line % 10 !== 9)
          return { robot, mission, status: 'RUNNING' as const, startTime, plannedActions: 12, doneActions: 5 };
        const status = (3 * line + index) % 10 === 0 ? ('FAILURE' as const) : ('SUCCESS' as const);
        return { robot, mission, status, startTime, endTime: startTime + 500_000, plannedActions: 12, doneActions: 12 };
      }),
    ),
  };
}
