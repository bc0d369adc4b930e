import { setImmediate as pause } from 'node:timers/promises';
import { strToU8, zipSync } from 'fflate';
import type { Run } from '../entities.ts';
import { type Answer, type Call, file, found, json, type Route } from '../exchange.ts';
import type { Picture } from '../pictures/draw-capture.ts';
import { decode } from '../router.ts';
import type { FilePlace } from '../run-index.ts';
import { type CapturePlace, capturePath, type EventPlace } from '../run-names.ts';
import { isStored } from '../run-state.ts';
import { viewEvent } from '../views/event-view.ts';
import { viewRun } from '../views/run-view.ts';

/** Files: the archive of a run (3.2.0 and later) and whatever a `dataUrl` names (known from the official client). */
export const fileRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v0/run_archives/{uuid}', since: '3.3', fidelity: 'documented', handle: getRunArchive },
  { method: 'GET', path: '/daq/download/{path*}', since: '3.3', fidelity: 'client', handle: getFile },
];

async function getFile({ request, index, now }: Call): Promise<Answer> {
  const target = request.url ?? '';
  const [path = ''] = target.split('?', 1);
  // A `dataUrl` is not percent-encoded: it may arrive as it is, encoded, or with a `?` that belongs to a name.
  const place = found(
    [decode(path), path, decode(target), target].map((name) => index.file(name)).find((known) => known !== undefined),
    'file',
  );
  const action = place.run.actions[place.action];
  found(action && isStored(place.run, action, now) ? action : undefined, 'file');
  if (place.file === 'metadata') return json(viewEvent(place));
  if (place.file === 'archive') return file(await zipEvents([place]), 'application/zip');
  const picture = await draw({ ...place, capture: place.file });
  return file(picture.bytes, picture.mediaType);
}

/** Draws a picture; what it takes to draw is loaded by the first one, as most runs of the program need none. */
async function draw(place: CapturePlace): Promise<Picture> {
  const { drawCapture } = await import('../pictures/draw-capture.ts');
  return drawCapture(place);
}

async function getRunArchive({ store, params, now }: Call): Promise<Answer> {
  const known = store.runs.find(params['uuid'] ?? '');
  const run = found(known && known.startTime <= now ? known : undefined, 'run');
  const places = [...run.actions.entries()]
    .filter(([, action]) => isStored(run, action, now))
    .map(([action]) => ({ run, action }));
  const about = { 'run.json': strToU8(JSON.stringify(viewRun(run, now))) };
  return file(await zipEvents(places, about), 'application/zip', `${run.uuid}.zip`);
}

/** Everything of some events: metadata and pictures, which are packed already. Others get their turn between two events. */
async function zipEvents(
  places: readonly EventPlace[],
  more: Readonly<Record<string, Uint8Array>> = {},
): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = { ...more };
  for (const place of places) {
    await pause();
    const folder = `${place.action + 1} ${nameOf(place.run, place.action).replaceAll('/', '_')}`;
    files[`${folder}/metadata.json`] = strToU8(JSON.stringify(viewEvent(place)));
    for (const capture of place.run.actions[place.action]?.captures.keys() ?? []) {
      const name =
        capturePath({ ...place, capture })
          .split('/')
          .at(-1) ?? '';
      files[`${folder}/${name}`] = (await draw({ ...place, capture })).bytes;
    }
  }
  return zipSync(files, { level: 0 });
}

function nameOf(run: Run, action: FilePlace['action']): string {
  return run.actions[action]?.name ?? '';
}
