import type { Operation, OperationKey } from '../../clients/floor/operations.ts';
import { cameraCaptures, instructionResponses, searchInstructionResponses } from './answer-routes.ts';
import { unit, units, user, users } from './catalog-routes.ts';
import { type Dialect, operationsOf } from './dialects.ts';
import type { FloorCall } from './floor-exchange.ts';
import {
  machineStatusCount,
  machineStatusTime,
  machines,
  machineTypeStatusCount,
  machineTypeStatusTime,
  machineTypes,
  maintenanceRequests,
} from './machine-routes.ts';
import { searchWorkOrders, workOrder, workOrdersInProgress, workOrdersQueued } from './order-routes.ts';
import { stationAppliedHours, stations, userAppliedHours } from './station-routes.ts';

/** Answers a question about the plant with a record or a list of them, before they are written in a dialect. */
type FloorHandler = (call: FloorCall) => unknown;

/** The operations that give out tokens; they are answered at the door. */
type DoorKey = 'token' | 'renewToken';

const HANDLERS: Readonly<Record<Exclude<OperationKey, DoorKey>, FloorHandler>> = {
  workOrder,
  workOrderSearch: searchWorkOrders,
  workOrdersInProgress,
  workOrdersQueued,
  stations,
  stationAppliedHours,
  units,
  unit,
  users,
  user,
  userAppliedHours,
  machines,
  machineTypes,
  machineStatusCount,
  machineStatusTime,
  machineTypeStatusCount,
  machineTypeStatusTime,
  maintenanceRequests,
  instructionResponses,
  instructionResponsesSearch: searchInstructionResponses,
  cameraCaptures,
};

/** An operation of the shared table as this server has it. */
export interface FloorRoute extends Operation {
  readonly key: OperationKey;
  /** Absent for what is answered at the door. */
  readonly handle: FloorHandler | undefined;
}

/** Every endpoint of a simulated floor that speaks this dialect; docs/floor-simulator.md says how well each is imitated. */
export function floorEndpoints(dialect: Dialect): readonly FloorRoute[] {
  return operationsOf(dialect).map(([key, operation]) => ({
    ...operation,
    key,
    handle: key === 'token' || key === 'renewToken' ? undefined : HANDLERS[key],
  }));
}
