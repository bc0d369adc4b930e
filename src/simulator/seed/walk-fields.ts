import type { JsonObject, PlannedAction } from '../entities.ts';
import { uuidOf } from '../random.ts';

const ADJECTIVES = ['amber', 'brisk', 'calm', 'dusty', 'early', 'fuzzy', 'golden', 'humble'];
const ANIMALS = ['otter', 'heron', 'badger', 'gecko', 'lynx', 'marten', 'plover', 'stoat'];

/** A waypoint's id as maps write it: adjective, animal, and bytes in base64. */
export function waypointId(of: string): string {
  const hex = uuidOf(`waypoint:${of}`).replaceAll('-', '');
  const word = (list: readonly string[], at: number): string =>
    list[Number.parseInt(hex.slice(at, at + 1), 16) % list.length] ?? '';
  return `${word(ADJECTIVES, 0)}-${word(ANIMALS, 1)}-${Buffer.from(hex, 'hex').toString('base64')}`;
}

/** The open fields of a dock. The official example reads `dockId` beside the documented `name`. */
export function dockFields(name: string): JsonObject {
  const dockId = /^\d+$/.test(name) ? Number(name) : 520;
  return {
    dockId,
    dockedWaypointId: waypointId(`dock:${name}`),
    targetPrepPose: { navigateTo: { destinationWaypointId: waypointId(`prep:${name}`) } },
  };
}

/** The open fields of an element: protobuf-JSON of the autowalk messages, as far as is known. */
export function elementFields({ uuid, kind, name }: PlannedAction): JsonObject {
  return {
    waypointId: waypointId(uuid),
    waypointMaxDistance: 0.5,
    waypointMaxYaw: 0.1,
    action: {
      dataAcquisition: {
        acquireDataRequest: { actionId: { actionName: name }, acquisitionRequests: { dataCaptures: [{ name: kind }] } },
      },
    },
    actionWrapper: { robotBodyPose: {} },
    actionDuration: { seconds: '30' },
    targetFailureBehavior: { retryCount: 1, promptDuration: { seconds: '60' }, proceedIfAble: {} },
    actionFailureBehavior: { retryCount: 1, promptDuration: { seconds: '60' }, proceedIfAble: {} },
    relocalize: {},
  };
}

/** The open fields of a walk. */
export function walkFields(siteElementIds: readonly string[], siteDockIds: readonly string[]): JsonObject {
  return {
    siteElementIds,
    siteDockIds,
    globalParameters: { groupName: '', selfRightAttempts: 0, skipActions: false },
    siteElementMetadata: {},
    targetFailureBehavior: {},
    actionFailureBehavior: {},
    batteryMonitor: { batteryStartThreshold: 60, batteryStopThreshold: 10 },
    travelParams: {},
    entityParams: {},
    preferRecordedRoutes: false,
    skipDockingAfterCompletion: false,
  };
}
