import type { Run, RunAction } from './entities.ts';
import { uuidOf } from './random.ts';

/** Where a run's action stands. */
export interface EventPlace {
  readonly run: Run;
  /** Which of the run's actions. */
  readonly action: number;
}

/** Where a capture stands. */
export interface CapturePlace extends EventPlace {
  readonly capture: number;
}

/** The UUID of a run's event. */
export function eventUuid({ run, action }: EventPlace): string {
  return uuidOf(`event:${run.uuid}:${action}`);
}

/** The UUID of an event's capture. */
export function captureUuid({ run, action, capture }: CapturePlace): string {
  return uuidOf(`capture:${run.uuid}:${action}:${capture}`);
}

/** The UUID of the anomaly that an event's alert makes. */
export function anomalyUuid(place: EventPlace): string {
  return uuidOf(`anomaly:${eventUuid(place)}`);
}

/** Path of a capture's file on the server. Nothing in it is percent-encoded, as field notes tell of Orbit 5.1.4: a `#` or `?` of a name stays. */
export function capturePath(place: CapturePlace): string {
  const capture = place.run.actions[place.action]?.captures[place.capture];
  const name = nameOf(place);
  const extension = capture?.kind === 'visual' || capture?.kind === 'gauge' ? 'jpg' : 'png';
  return `${folderOf(place)}/${name} ${capture?.channel} ${place.capture}.${extension}`;
}

/** Path of an event's archive. */
export function archivePath(place: EventPlace): string {
  return `${folderOf(place)}/${nameOf(place)} archive.zip`;
}

/** Path of an event's metadata. */
export function metadataPath(place: EventPlace): string {
  return `${folderOf(place)}/${nameOf(place)} metadata.json`;
}

function folderOf(place: EventPlace): string {
  const time = new Date(actionOf(place)?.time ?? 0).toISOString().replace(/[:.]/g, '-');
  return `/daq/download/${place.run.robot.nickname}/${time}/${nameOf(place)}`;
}

function nameOf(place: EventPlace): string {
  return actionOf(place)?.name ?? '';
}

function actionOf({ run, action }: EventPlace): RunAction | undefined {
  return run.actions[action];
}
