import { Temporal } from 'temporal-polyfill';
import { optional, present } from '../answers/optional.ts';
import type { FleetClient, Run } from '../clients/fleet/fleet-client.ts';
import type { Known } from '../clients/known.ts';
import type { EpochMs } from '../core/reply.ts';
import { START_TOLERANCE_MS } from '../fleet/missed.ts';
import { lastOf } from '../fleet/run-status.ts';
import { type CountingOptions, type Counts, type Span, type Tally, tallyRuns } from '../fleet/tally.ts';

/** What the runs of a span and of the time before it tell. */
export interface RunHistory {
  readonly tally: Tally;
  /** The runs of a part of the span or of the time before, counted; undefined where not all of them could be read. */
  countsOf(part: Span): Counts | undefined;
  /** A robot's newest run, begun before the span's end. */
  lastRunOf(robot: string): Run | undefined;
  /** Whose run it is; undefined for a run that was not read. */
  ownerOf(runUuid: string): string | undefined;
  /** The runs around the span, also of other robots; undefined where they could not all be read, or the span is too long to hold them. */
  readonly around: readonly Run[] | undefined;
  /** From this moment on every run was read; undefined where not even those of the span were. */
  readonly since: EpochMs | undefined;
  /** Whether all that was asked for could be read. */
  readonly isWhole: boolean;
  readonly current: Known<unknown>;
  readonly earlier: readonly Known<unknown>[];
}

/** What is to be read of runs. */
export interface RunQuestion {
  readonly span: Span;
  readonly zone: string;
  /** What is counted beside the span, in it or in the time before. */
  readonly parts: readonly Span[];
  readonly isCounted: (run: Run) => boolean;
}

interface Piece {
  readonly span: Span;
  readonly known: Known<Tally> | undefined;
}

/** A planned start just before the span is judged in it, by the runs around that start. */
const MARGIN_MS = 2 * START_TOLERANCE_MS;
const WEEK_MS = 7 * 86_400_000;
/** The runs of a week and a bit are held one by one. */
const LONGEST_HELD_MS = WEEK_MS + 86_400_000;
const MOST_OWNERS = 20_000;

/** Reads the runs of a span, and before it as far back as the parts reach. What cannot be read of the time before is left out. */
export async function readRuns(fleet: FleetClient, { span, zone, parts, isCounted }: RunQuestion): Promise<RunHistory> {
  const isHeld = span.to - span.from <= LONGEST_HELD_MS;
  const album = createAlbum(isHeld ? span.from - MARGIN_MS : Number.POSITIVE_INFINITY);
  const options = { parts, isCounted, watch: album.add };
  const isOfSpan = (run: Run): boolean => (run.startedAt ?? span.from) >= span.from && isCounted(run);
  const [current, earlier] = await Promise.all([
    tallyRuns(fleet, { from: span.from - MARGIN_MS, to: span.to }, { ...options, isCounted: isOfSpan }),
    readPieces(fleet, piecesBefore(span, Math.min(...parts.map(({ from }) => from)), zone), options),
  ]);
  const pieces: readonly Piece[] = [{ span, known: current }, ...earlier];
  const firstGap = pieces.findIndex(({ known }) => known?.value.complete !== true);
  const unbroken = firstGap < 0 ? pieces : pieces.slice(0, firstGap);
  return {
    tally: current.value,
    countsOf: (part) => countsOf(part, pieces),
    lastRunOf: album.lastRunOf,
    ownerOf: album.ownerOf,
    around: isHeld && current.value.complete ? album.around() : undefined,
    since: unbroken.at(-1)?.span.from,
    isWhole: firstGap < 0,
    current,
    earlier: present(earlier.map(({ known }) => known)),
  };
}

/**
 * The time before a span back to a moment, the newest first: the rest of its first day, then weeks, or for a longer span as many of them at once.
 * They begin at midnight, so that they are the same all day long and the client's cache holds them; one that fails costs only itself.
 */
function piecesBefore({ from: start, to: end }: Span, back: EpochMs, zone: string): readonly Span[] {
  if (back >= start) return [];
  const midnight = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).startOfDay();
  const weeks = Math.ceil((end - start) / WEEK_MS);
  const spans: Span[] = [{ from: midnight.epochMilliseconds, to: start }];
  for (let to = midnight; to.epochMilliseconds > back; to = to.subtract({ weeks })) {
    spans.push({ from: to.subtract({ weeks }).epochMilliseconds, to: to.epochMilliseconds });
  }
  return spans.filter(({ from, to }) => from < to);
}

/** One after the other: a site hub is a small computer. */
async function readPieces(
  fleet: FleetClient,
  spans: readonly Span[],
  options: CountingOptions,
): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  for (const span of spans) pieces.push({ span, known: await optional(tallyRuns(fleet, span, options)) });
  return pieces;
}

function countsOf(part: Span, pieces: readonly Piece[]): Counts | undefined {
  const touching = pieces.filter(({ span }) => span.from < part.to && span.to > part.from);
  const oldest = touching.at(-1);
  if (oldest === undefined || oldest.span.from > part.from) return undefined;
  if (touching.some(({ known }) => known?.value.complete !== true)) return undefined;
  return touching
    .flatMap(({ known }) => known?.value.byPart.find((each) => each.part === part)?.counts ?? [])
    .reduce(sumOf);
}

function sumOf(a: Counts, b: Counts): Counts {
  const states = { ...a.states };
  for (const [state, n] of Object.entries(b.states)) states[state as keyof typeof states] += n;
  return { runs: a.runs + b.runs, states };
}

/** Remembers of all runs that are read what is told of single ones; each may come twice, and in any order. Those since a moment are held. */
function createAlbum(heldSince: EpochMs) {
  const around = new Map<string, Run>();
  const owners = new Map<string, string>();
  const newest = new Map<string, Run>();
  return {
    add(run: Run): void {
      const { robot, startedAt } = run;
      if ((startedAt ?? heldSince) >= heldSince) around.set(run.uuid, run);
      if (robot === undefined) return;
      if (owners.size < MOST_OWNERS) owners.set(run.uuid, robot);
      const other = newest.get(robot);
      if (other === undefined || isLater(run, other)) newest.set(robot, run);
    },
    around: (): readonly Run[] => [...around.values()],
    ownerOf: (runUuid: string) => owners.get(runUuid),
    lastRunOf: (robot: string) => newest.get(robot),
  };
}

/** Whether a run rather than another is the one that people mean by the last. */
function isLater(run: Run, other: Run): boolean {
  const both = [run, other].toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
  return lastOf(both) === run;
}
