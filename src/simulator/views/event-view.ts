import type { JsonObject } from '../entities.ts';
import { uuidOf } from '../random.ts';
import {
  archivePath,
  type CapturePlace,
  capturePath,
  captureUuid,
  type EventPlace,
  eventUuid,
  metadataPath,
} from '../run-names.ts';
import { storedAt } from '../run-state.ts';
import { isoTime } from './run-view.ts';

/** A run event as the API gives it. */
export function viewEvent(place: EventPlace): JsonObject {
  const action = place.run.actions[place.action];
  if (action === undefined) return {};
  return {
    uuid: eventUuid(place),
    runUuid: place.run.uuid,
    time: isoTime(action.time),
    createdAt: isoTime(storedAt(place.run, action)),
    actionName: action.name,
    actionUuid: action.elementUuid,
    missionName: place.run.mission ?? '',
    eventType: 'daq',
    error: action.error,
    actionRunArchiveFileUrl: archivePath(place),
    metadataFileUrl: metadataPath(place),
    dataCaptures: [...action.captures.keys()].map((capture) => viewCapture({ ...place, capture })),
  };
}

/** A run capture as the API gives it. */
export function viewCapture(place: CapturePlace): JsonObject {
  const action = place.run.actions[place.action];
  const capture = action?.captures[place.capture];
  if (action === undefined || capture === undefined) return {};
  return {
    uuid: captureUuid(place),
    runEventUuid: eventUuid(place),
    time: isoTime(action.time),
    createdAt: isoTime(storedAt(place.run, action)),
    channelName: capture.channel,
    dataUrl: capturePath(place),
    keyResults: capture.readings.map(({ name, value, units }) => ({
      name,
      value,
      ...(units !== undefined && { units }),
    })),
    actionChannelRunFlagUuid: uuidOf(`flag:${captureUuid(place)}`),
  };
}
