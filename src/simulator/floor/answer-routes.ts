import type { EpochMs, JsonObject } from '../entities.ts';
import { createRandom } from '../random.ts';
import { spanOf } from './arguments.ts';
import type { FloorCall } from './floor-exchange.ts';
import { completedBy, momentOfWork } from './job-state.ts';
import { knownOrder } from './order-routes.ts';
import type { Job, Span, UnitStep } from './plant.ts';

/** A photo is taken of one piece in so many. */
const PIECES_PER_PHOTO = 5;
const ALWAYS: Span = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** Instruction Responses: what was answered to the steps of one work order, the oldest first. */
export function instructionResponses(call: FloorCall): readonly JsonObject[] {
  return responsesOf(knownOrder(call).jobs, ALWAYS, call);
}

/** Instruction Responses Search: what was answered in the span. */
export function searchInstructionResponses(call: FloorCall): readonly JsonObject[] {
  return responsesOf([...call.plant.jobsAt.values()].flat(), spanOf(call), call);
}

/** Camera Captures: photos of pieces that passed the inspector. */
export function cameraCaptures(call: FloorCall): readonly JsonObject[] {
  const { now, write } = call;
  return knownOrder(call).jobs.flatMap((job) => {
    const step = job.order.unit.steps.findLast(({ input }) => input !== undefined) ?? job.order.unit.steps.at(-1);
    return piecesOf(job, now, ALWAYS)
      .filter(({ piece }) => piece % PIECES_PER_PHOTO === 1)
      .map(({ piece, at }) => ({
        id: answerId(job, piece, 0),
        workOrderID: job.order.id,
        stationID: job.station.id,
        stepID: step?.id ?? null,
        stepName: step?.name ?? null,
        userID: job.userIds[0] ?? null,
        captureDate: write.time(at),
        url: `https://captures.example/${job.order.id}/${answerId(job, piece, 0)}.jpg`,
      }));
  });
}

function responsesOf(jobs: readonly Job[], span: Span, { plant, now, write }: FloorCall): readonly JsonObject[] {
  return jobs.flatMap((job) => {
    const asking = job.order.unit.steps.filter(({ input }) => input !== undefined);
    return piecesOf(job, now, span).flatMap(({ piece, at }) =>
      asking.map((step, index) => ({
        id: answerId(job, piece, index + 1),
        workOrderID: job.order.id,
        unitID: job.order.unit.id,
        stationID: job.station.id,
        stepID: step.id,
        stepName: step.name,
        userID: job.userIds[piece % Math.max(1, job.userIds.length)] ?? null,
        responseType: step.input,
        response: responseTo(step, job, piece, plant.seed),
        responseDate: write.time(at),
      })),
    );
  });
}

/** The pieces that were finished by now and within the span, counted from 1. */
function piecesOf(job: Job, now: EpochMs, span: Span): readonly { readonly piece: number; readonly at: EpochMs }[] {
  if (job.startedAt >= span.until || job.endsAt < span.from) return [];
  return Array.from({ length: completedBy(job, now) }, (_, index) => ({
    piece: index + 1,
    at: momentOfWork(job, (index + 1) * job.msPerUnit),
  })).filter(({ at }) => span.from <= at && at < span.until);
}

function responseTo({ id, input }: UnitStep, { order, id: jobId }: Job, piece: number, seed: number): string {
  const random = createRandom(`${seed}:response:${jobId}:${piece}:${id}`);
  switch (input) {
    case 'Unit Identifier':
      return `SN-${order.id}-${jobId}-${`${piece}`.padStart(4, '0')}`;
    case 'Material Verification':
      return `LOT-${random.integer(1000, 9999)}`;
    case 'Measurement':
      return random.between(11.8, 12.2).toFixed(2);
    case 'Inspector Verification':
      return random.chance(0.97) ? 'Pass' : 'Fail';
    default:
      return 'Checked';
  }
}

function answerId(job: Job, piece: number, place: number): number {
  return (job.id * 100_000 + piece) * 10 + place;
}
