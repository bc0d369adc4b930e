import { count, listNames } from '../answers/quantities.ts';
import type { FleetClient, Run, RunEvent } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import { findByName } from '../core/names.ts';
import type { Text } from '../core/reply.ts';
import type { TimeRange } from '../core/time-range.ts';
import { findRun } from './find-run.ts';
import { findAllSubjects, subjectName } from './lookup.ts';
import { filesOf, mayBePicture, type Photo } from './photos.ts';
import { kindOf, type PictureKind } from './picture-kind.ts';
import { missionOf, robotOf } from './run-text.ts';

/** How many runs are looked through, the newest; each is a question of its own. */
const MOST_RUNS = 20;
/** A run that began so long before a span may still have taken pictures in it. */
const LONGEST_RUN_MS = 12 * 3_600_000;

/** Which pictures are wanted. */
export interface PhotoQuestion {
  /** A run's id, `last`, or robots and missions. */
  readonly about: readonly string[];
  readonly kind: PictureKind | undefined;
  readonly asset: string | undefined;
  readonly time: TimeRange | undefined;
  /** So many at most, the newest. */
  readonly limit: number | undefined;
}

/** A picture and the run that took it. */
export interface RunPhoto extends Photo {
  readonly run: Run;
}

/** Pictures, the newest run first, and what they were looked for in. */
export interface FoundPhotos {
  readonly photos: readonly RunPhoto[];
  /** The one run they are all of, where one was asked for. */
  readonly run?: Run;
  /** Whose they are: ` of Rex`. */
  readonly of: string;
  /** Actions with names near to the one that was asked for, where none has that. */
  readonly nearest: readonly string[];
  readonly remarks: readonly Text[];
  readonly facts: readonly Known<unknown>[];
  readonly background: readonly Known<unknown>[];
}

/** Looks for pictures: in one run, or where a time, an asset or several names are asked for in the newest runs that fit. Throws UserError for a name that nothing bears. */
export async function findPhotos(fleet: FleetClient, question: PhotoQuestion): Promise<FoundPhotos> {
  const { about, asset, time, limit } = question;
  if (time !== undefined || asset !== undefined || limit !== undefined || about.length > 1)
    return photosOfRuns(fleet, question);
  const known = await findRun(about[0] ?? 'last', fleet, 'photos');
  const run = known.value;
  const events = await fleet.runEvents(run.uuid);
  const { photos, remarks } = chosen([{ run, events: events.value.items }], question, []);
  const cut = events.value.complete ? [] : [['not all actions of this run were read']];
  const of = ` of ${missionOf(run)} on ${robotOf(run)}`;
  return { photos, run, of, nearest: [], remarks: [...remarks, ...cut], facts: [known], background: [events] };
}

async function photosOfRuns(fleet: FleetClient, question: PhotoQuestion): Promise<FoundPhotos> {
  const names = question.about.map((name) => name.replace(/^(?:last|latest)\b\s*/i, '')).filter((name) => name !== '');
  const subjects = await findAllSubjects(names, fleet, 'photos');
  const { time } = question;
  const span = time === undefined ? {} : { from: time.from - LONGEST_RUN_MS, to: time.to };
  const known = await Promise.all(
    (subjects.length === 0 ? [{}] : subjects).map((subject) =>
      fleet.runs({ ...subject, ...span, limit: MOST_RUNS + 1 }),
    ),
  );
  const fitting = known.flatMap(({ value }) => value.items).filter(wasGoingOnIn(time));
  const unique = [...new Map(fitting.map((run) => [run.uuid, run])).values()];
  const runs = unique.toSorted(byStart).slice(0, MOST_RUNS);
  const events = await Promise.all(runs.map((run) => fleet.runEvents(run.uuid)));
  const looked = runs.map((run, i) => ({ run, events: events[i]?.value.items ?? [] }));
  const actions = [...new Set(looked.flatMap((each) => each.events.flatMap(({ action }) => action ?? [])))];
  const { wanted, nearest } = actionsCalled(question.asset, actions);
  const { photos, remarks } = chosen(looked, question, wanted);
  const isCut = unique.length > runs.length && photos.length !== question.limit;
  const isPartly = events.some(({ value }) => !value.complete);
  return {
    photos,
    of: subjects.length === 0 ? '' : ` of ${listNames(subjects.map(subjectName))}`,
    nearest,
    remarks: [
      ...remarks,
      ...(isCut ? [[`only the newest ${count(runs.length, 'run')} were looked at`]] : []),
      ...(isPartly ? [['not all actions were read']] : []),
    ],
    facts: known,
    background: events,
  };
}

const byStart = (a: Run, b: Run): number => (b.startedAt ?? 0) - (a.startedAt ?? 0);

const wasGoingOnIn =
  (time: TimeRange | undefined) =>
  ({ startedAt, endedAt }: Run): boolean =>
    time === undefined || (startedAt ?? time.from) >= time.from || (endedAt ?? time.from) >= time.from;

/** The actions that a name means, all where none is asked for. */
function actionsCalled(asset: string | undefined, actions: readonly string[]) {
  if (asset === undefined) return { wanted: actions, nearest: [] };
  const found = findByName(asset, actions, (action) => action);
  if (found.kind === 'none') return { wanted: [], nearest: found.nearest };
  return { wanted: found.kind === 'one' ? [found.match] : found.matches, nearest: [] };
}

interface Looked {
  readonly run: Run;
  readonly events: readonly RunEvent[];
}

/** Those of the kind, the time and the actions that are wanted, and what of the rest the reader should know. */
function chosen(looked: readonly Looked[], { kind, asset, time, limit }: PhotoQuestion, wanted: readonly string[]) {
  const files = looked.flatMap(({ run, events }) =>
    filesOf(events.filter(({ action }) => asset === undefined || wanted.includes(action ?? '')))
      .filter(({ capture, event }) => isIn(time, capture.at ?? event.at))
      .map((file): RunPhoto => ({ ...file, run })),
  );
  const pictures = files.filter(mayBePicture);
  const ofKind = pictures.filter(({ capture }) => kind === undefined || kindOf(capture) === kind);
  const photos = limit === undefined ? ofKind : ofKind.toSorted((a, b) => takenAt(b) - takenAt(a)).slice(0, limit);
  const others = files.length - pictures.length;
  const untold = kind === undefined ? 0 : pictures.filter(({ capture }) => capture.channel === undefined).length;
  const remarks: readonly Text[] = [
    ...(others > 0 ? [[`${count(others, 'other file')} not shown`]] : []),
    ...(untold > 0 ? [[`of ${count(untold, 'picture')} the kind is not reported`]] : []),
  ];
  return { photos, remarks };
}

const takenAt = ({ capture, event }: Photo): number => capture.at ?? event.at ?? 0;

const isIn = (time: TimeRange | undefined, at: number | undefined): boolean =>
  time === undefined || at === undefined || (at >= time.from && at < time.to);
