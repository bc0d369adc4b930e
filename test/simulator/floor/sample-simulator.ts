import {
  type FloorSimulator,
  type FloorSimulatorOptions,
  startFloorSimulator,
} from '../../../src/simulator/floor/floor-simulator.ts';
import { parseFloorWorld } from '../../../src/simulator/floor/floor-world.ts';
import { CLOCK, samplePlant } from './sample-plant.ts';

/** A simulator of the sample plant, whose clock stands. */
export function startSampleFloor(options: FloorSimulatorOptions = {}): Promise<FloorSimulator> {
  return startFloorSimulator({
    world: parseFloorWorld(JSON.stringify(samplePlant)),
    clockAt: CLOCK,
    frozen: true,
    ...options,
  });
}
