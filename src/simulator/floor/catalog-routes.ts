import type { JsonObject } from '../entities.ts';
import { existing, idOf } from './arguments.ts';
import type { FloorCall } from './floor-exchange.ts';
import type { Person, Unit } from './plant.ts';

/** Units. */
export function units({ plant, write }: FloorCall): readonly JsonObject[] {
  return [...plant.units.values()].map((unit) => viewUnit(unit, write));
}

/** Unit. */
export function unit(call: FloorCall): JsonObject {
  return viewUnit(existing(call.plant.units, idOf(call)), call.write);
}

/** Users. */
export function users({ plant }: FloorCall): readonly JsonObject[] {
  return [...plant.users.values()].map(viewUser);
}

/** User. */
export function user(call: FloorCall): JsonObject {
  return viewUser(existing(call.plant.users, idOf(call)));
}

function viewUnit(
  { id, name, description, revision, averageSeconds, steps }: Unit,
  write: FloorCall['write'],
): JsonObject {
  return {
    id,
    name,
    description: description ?? null,
    revision: revision ?? null,
    averageBuildTime: write.duration(averageSeconds * 1000),
    steps: steps.map((step, index) => ({
      id: step.id,
      name: step.name,
      order: index + 1,
      time: write.duration(step.targetSeconds * 1000),
      averageTime: write.duration(step.averageSeconds * 1000),
    })),
  };
}

/** With an address and an access code, which a client must not keep. */
function viewUser({ id, firstName, lastName, userName, active }: Person): JsonObject {
  return {
    id,
    firstName,
    lastName,
    userName,
    email: `${userName}@plant.example`,
    accessCode: `${7 * id}`,
    isActive: active,
  };
}
