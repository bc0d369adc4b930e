import { optional, present } from '../answers/optional.ts';
import { count } from '../answers/quantities.ts';
import type { FleetClient, Picture, Run, RunEvent } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Block, bold, type Text, text, time } from '../core/reply.ts';
import { filesOf, mayBePicture, type Photo, photoAlt, photoCaption } from '../fleet/photos.ts';
import { failedEvent, missionOf, robotOf } from '../fleet/run-text.ts';

const MOST_PICTURES = 3;
const LARGEST_PICTURE = 1_000_000;

/** A failed run, the action it failed at where that is reported, and a picture of it. */
export interface Failure {
  readonly run: Run;
  readonly action: string | undefined;
  readonly picture?: FailurePicture;
}

interface FailurePicture extends Picture {
  readonly photo: Photo;
  /** Whether the failing action itself took it; else it is the last of the run. */
  readonly isOfFailure: boolean;
}

/** Asks at which action runs failed, and for pictures of the first three; what cannot be read costs only itself. */
export async function readFailures(
  fleet: FleetClient,
  runs: readonly Run[],
): Promise<{ readonly failures: readonly Failure[]; readonly facts: readonly Known<unknown>[] }> {
  const found = await Promise.all(runs.map((run) => optional(fleet.runEvents(run.uuid))));
  let pictures = 0;
  const asked = runs.map(async (run, i): Promise<Failure> => {
    const events = found[i]?.value.items ?? [];
    const action = failedEvent(events)?.action;
    const wanted = pictureOf(events);
    if (wanted === undefined || pictures++ >= MOST_PICTURES) return { run, action };
    const picture = (await optional(fleet.picture(wanted.photo.path)))?.value;
    if (picture === undefined || picture.bytes.length > LARGEST_PICTURE) return { run, action };
    return { run, action, picture: { ...picture, ...wanted } };
  });
  return { failures: await Promise.all(asked), facts: present(found) };
}

/** The capture of the failing action, or else the last one of the run. */
function pictureOf(events: readonly RunEvent[]): Omit<FailurePicture, keyof Picture> | undefined {
  const failed = failedEvent(events);
  const own = filesOf(failed === undefined ? [] : [failed]).find(mayBePicture);
  if (own !== undefined) return { photo: own, isOfFailure: true };
  const last = filesOf(events).findLast(mayBePicture);
  return last && { photo: last, isOfFailure: false };
}

/** A line for each failed run, its picture below, and how many more there are. */
export function failureBlocks(failures: readonly Failure[], failed: number): readonly Block[] {
  const blocks = failures.flatMap((failure) => [failureLine(failure), ...pictureBlock(failure)]);
  const more = failed - failures.length;
  return more > 0 ? [...blocks, text(`and ${count(more, 'more failed run', 'more failed runs')}`)] : blocks;
}

function failureLine({ run, action }: Failure): Block {
  const start: Text = run.startedAt === undefined ? [] : [', ', time(run.startedAt, 'date-time')];
  const where = action === undefined ? '' : ` at "${action}"`;
  return text('✕ ', bold(`${missionOf(run)} on ${robotOf(run)}`), where, ...start);
}

function pictureBlock({ run, picture }: Failure): readonly Block[] {
  if (picture === undefined) return [];
  const { photo, isOfFailure, mediaType, bytes } = picture;
  const what = isOfFailure ? 'Picture of the action that failed' : 'Last picture of the failed run';
  const alt = `${what}: ${photoAlt(photo)} (${missionOf(run)} on ${robotOf(run)})`;
  const caption = photoCaption(photo);
  return [
    { kind: 'image', alt, caption: isOfFailure ? caption : [...caption, ' (last of this run)'], mediaType, bytes },
  ];
}
