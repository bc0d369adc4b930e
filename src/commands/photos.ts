import { RemoteError } from '../clients/errors.ts';
import type { FleetClient, Picture } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { page, rest } from '../core/parameters.ts';
import { type Block, bold, button, text } from '../core/reply.ts';
import { findRun } from '../fleet/find-run.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { present } from '../fleet/optional.ts';
import { pageButtons, pageOf } from '../fleet/pages.ts';
import { filesOf, mayBePicture, type Photo, photoAlt, photoCaption } from '../fleet/photos.ts';
import { count } from '../fleet/quantities.ts';
import { missionOf, robotOf } from '../fleet/run-text.ts';

const PAGE_SIZE = 4;

/** `photos RUN`: the pictures a run took, carried along, because chat servers cannot reach a site hub. */
export function photos(fleet: FleetClient): Command {
  return command({
    name: 'photos',
    summary: 'the pictures that a run took',
    parameters: {
      page,
      id: rest('RUN or last', 'the id that `runs` shows, or a robot or mission, whose last run it then is'),
    },
    examples: ['photos', 'photos Rex'],
    shared: true,
    async run({ id = 'last', page: number }, { now }) {
      const found = await findRun(id, fleet, 'photos');
      const events = await fleet.runEvents(found.value.uuid);
      const captures = filesOf(events.value.items);
      const pictures = captures.filter(mayBePicture);
      const shown = pageOf(pictures, number, PAGE_SIZE);
      const loaded = await Promise.all(shown.items.map((photo) => load(fleet, photo)));
      const line = `photos ${found.value.uuid}`;
      const others = captures.length - pictures.length;
      const range =
        shown.items.length > 0 && shown.items.length < pictures.length ? `, ${shown.first} to ${shown.last}` : '';
      return fleetReply({
        fleet,
        now,
        facts: [found],
        background: [events, ...present(loaded.map(({ known }) => known))],
        blocks: [
          text(
            bold(
              `${count(pictures.length, 'picture')} of ${missionOf(found.value)} on ${robotOf(found.value)}${range}`,
            ),
          ),
          ...loaded.flatMap(({ blocks }) => blocks),
        ],
        remarks: [
          ...(others > 0 ? [[`${count(others, 'other file')} not shown`]] : []),
          ...(events.value.complete ? [] : [['not all actions of this run were read']]),
        ],
        next: [...pageButtons(line, shown, PAGE_SIZE), button('Actions', `run ${found.value.uuid}`)],
      });
    },
  });
}

async function load(
  fleet: FleetClient,
  photo: Photo,
): Promise<{ known: Known<Picture> | undefined; blocks: readonly Block[] }> {
  const caption = photoCaption(photo);
  try {
    const known = await fleet.picture(photo.path);
    return { known, blocks: [{ kind: 'image', alt: photoAlt(photo), caption, ...known.value }] };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { known: undefined, blocks: [text(...caption, `: could not be loaded (${error.reason})`)] };
  }
}
