import { present } from '../answers/optional.ts';
import { commandLine, nameWord, nameWords, type Page, pageButtons, pageOf } from '../answers/pages.ts';
import { count } from '../answers/quantities.ts';
import { RemoteError } from '../clients/errors.ts';
import type { FleetClient, Picture } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { type Command, command } from '../core/command.ts';
import { nameBehind, nameList, newest, page, timeRange } from '../core/parameters.ts';
import { type Block, type Button, bold, button, type Text, text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { type FoundPhotos, findPhotos, type PhotoQuestion, type RunPhoto } from '../fleet/find-photos.ts';
import { fleetReply } from '../fleet/fleet-reply.ts';
import { photoAlt, photoCaption } from '../fleet/photos.ts';
import { pictureKind } from '../fleet/picture-kind.ts';
import { missionOf, robotOf } from '../fleet/run-text.ts';

const PAGE_SIZE = 4;

/** `photos`: the pictures of a run, or of robots, missions, an asset and a time, carried along, because chat servers cannot reach a site hub. */
export function photos(fleet: FleetClient): Command {
  return command({
    name: 'photos',
    summary: 'pictures: of the last run, or of a robot, a mission, an asset or a time, by kind',
    parameters: {
      kind: pictureKind,
      time: timeRange,
      asset: nameBehind('asset', '`asset "Panel 7"`, the action that took them; in quotes where it has spaces'),
      limit: newest,
      page,
      about: nameList(
        'RUN, last or names',
        'the id that `runs` shows, or a robot or mission, whose last run it is, or with a time all its runs',
      ),
    },
    examples: [
      'photos',
      'photos Rex',
      'photos thermal Rex yesterday',
      'photos Perimeter Patrol today',
      'photos asset "Panel 7"',
    ],
    shared: true,
    async run({ page: number, ...question }, { now }) {
      const found = await findPhotos(fleet, question);
      const shown = pageOf(found.photos, number, PAGE_SIZE);
      const isOfOne = found.run !== undefined;
      const loaded = await Promise.all(shown.items.map((photo) => load(fleet, photo, isOfOne)));
      const line = lineOf(question, found);
      return fleetReply({
        fleet,
        now,
        facts: found.facts,
        background: [...found.background, ...present(loaded.map(({ known }) => known))],
        blocks: [text(bold(headline(question, found, shown))), ...loaded.flatMap(({ blocks }) => blocks)],
        remarks: found.remarks,
        next: [...pageButtons(line, shown, PAGE_SIZE), ...nextButtons(question, found, shown)],
      });
    },
  });
}

/** The command line for the same pictures; a run is named by its id, so that a later page is of the same run. */
function lineOf({ kind, time, asset, about, limit }: PhotoQuestion, { run }: FoundPhotos): string {
  const limitWords = limit === undefined ? undefined : `newest ${limit}`;
  const assetWords = asset === undefined ? undefined : `asset ${nameWord(asset)}`;
  return commandLine('photos', kind, time?.label, assetWords, limitWords, run?.uuid ?? nameWords(about));
}

function headline(
  { kind, asset, time, limit }: PhotoQuestion,
  { of, photos: { length: total } }: FoundPhotos,
  shown: Page<RunPhoto>,
): string {
  const first = total === limit ? 'the newest ' : '';
  const what = first + count(total, kind === undefined ? 'picture' : `${kind} picture`);
  const where = asset === undefined ? '' : ` at ${asset}`;
  const when = time === undefined ? '' : `, ${time.label}`;
  const range = shown.items.length > 0 && shown.items.length < total ? `, ${shown.first} to ${shown.last}` : '';
  const words = `${what}${where}${of}${when}${range}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function nextButtons(
  { kind, time, asset, about }: PhotoQuestion,
  { run, nearest }: FoundPhotos,
  shown: Page<RunPhoto>,
) {
  const whose = run?.uuid ?? nameWords(about);
  const assetWords = asset === undefined ? undefined : `asset ${nameWord(asset)}`;
  const others: readonly Button[] =
    kind === undefined || shown.items.length > 0
      ? []
      : [button('Pictures of all kinds', commandLine('photos', time?.label, assetWords, whose))];
  const near = nearest.map((name) =>
    button(name, commandLine('photos', kind, time?.label, `asset ${nameWord(name)}`, whose)),
  );
  const [first] = shown.items;
  const actions = run ?? first?.run;
  return [
    ...near,
    ...others,
    ...(actions ? [button('Actions', `run ${actions.uuid}`)] : [button('Runs', runsLine(time, about))]),
  ];
}

const runsLine = (time: TimeRange | undefined, about: readonly string[]): string =>
  commandLine('runs', time?.label, nameWords(about));

async function load(
  fleet: FleetClient,
  photo: RunPhoto,
  isOfOne: boolean,
): Promise<{ known: Known<Picture> | undefined; blocks: readonly Block[] }> {
  const run: Text = isOfOne ? [] : [`, ${missionOf(photo.run)} on ${robotOf(photo.run)}`];
  const caption = [...photoCaption(photo), ...run];
  try {
    const known = await fleet.picture(photo.path);
    return { known, blocks: [{ kind: 'image', alt: photoAlt(photo), caption, ...known.value }] };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { known: undefined, blocks: [text(...caption, `: could not be loaded (${error.reason})`)] };
  }
}
