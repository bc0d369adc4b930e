import type { Run } from './entities.ts';
import type { RunBook } from './run-book.ts';
import {
  archivePath,
  type CapturePlace,
  capturePath,
  captureUuid,
  type EventPlace,
  eventUuid,
  metadataPath,
} from './run-names.ts';

/** A file that can be downloaded. */
export interface FilePlace extends EventPlace {
  readonly file: number | 'archive' | 'metadata';
}

/** Finds events, captures and files of all runs by their names. */
export interface RunIndex {
  event(uuid: string): EventPlace | undefined;
  capture(uuid: string): CapturePlace | undefined;
  file(path: string): FilePlace | undefined;
}

/** An index that is built when it is first asked, and goes on where it stopped: most worlds are never asked. */
export function createRunIndex(runs: RunBook): RunIndex {
  const indexed = new Map<string, Run>();
  const events = new Map<string, EventPlace>();
  const captures = new Map<string, CapturePlace>();
  const files = new Map<string, FilePlace>();

  function bringUpToDate(): void {
    for (const run of runs.begun(Number.POSITIVE_INFINITY)) {
      if (indexed.get(run.uuid) === run) continue;
      indexed.set(run.uuid, run);
      for (const action of run.actions.keys()) addEvent({ run, action });
    }
  }

  function addEvent(place: EventPlace): void {
    events.set(eventUuid(place), place);
    files.set(archivePath(place), { ...place, file: 'archive' });
    files.set(metadataPath(place), { ...place, file: 'metadata' });
    for (const capture of place.run.actions[place.action]?.captures.keys() ?? []) {
      captures.set(captureUuid({ ...place, capture }), { ...place, capture });
      files.set(capturePath({ ...place, capture }), { ...place, file: capture });
    }
  }

  const lookUp =
    <T>(map: ReadonlyMap<string, T>) =>
    (name: string): T | undefined => {
      const known = map.get(name);
      if (known) return known;
      bringUpToDate();
      return map.get(name);
    };
  return { event: lookUp(events), capture: lookUp(captures), file: lookUp(files) };
}
