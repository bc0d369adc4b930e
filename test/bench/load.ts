import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';

/** What is asked again and again, with another id each time. */
export interface Question {
  readonly path: string;
  ask(id: string): { readonly body: string; readonly headers: Readonly<Record<string, string>> };
  /** Waits for an answer that does not travel in the acknowledgement; without it every answer has to. */
  readonly arrival?: (id: string) => Promise<void>;
}

/** A load of one question. */
export interface LoadOptions {
  readonly port: number;
  readonly question: Question;
  readonly connections: number;
  readonly seconds: number;
}

/** What a load measured; times in ms, sorted. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Until the acknowledgement was read. */
  readonly acknowledgements: readonly number[];
  /** Until the full answer was there. */
  readonly answers: readonly number[];
  readonly inAcknowledgement: number;
}

let counter = 0;

/** Sends requests over some connections, each as soon as its last was answered, for some seconds. Rejects on any answer but 200. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const pool = new Pool(`http://127.0.0.1:${options.port}`, { connections: options.connections, pipelining: 1 });
  const startedAt = performance.now();
  const endAt = startedAt + options.seconds * 1_000;
  const acknowledgements: number[] = [];
  const answers: number[] = [];
  let inAcknowledgement = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < endAt) {
      const id = `t${counter++}`;
      const sentAt = performance.now();
      const isComplete = await ask(pool, id, options.question);
      acknowledgements.push(performance.now() - sentAt);
      if (isComplete) inAcknowledgement++;
      else await options.question.arrival?.(id);
      answers.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, worker));
  const seconds = (performance.now() - startedAt) / 1_000;
  await pool.close();
  const sort = (times: readonly number[]): readonly number[] => times.toSorted((a, b) => a - b);
  return {
    requests: answers.length,
    seconds,
    acknowledgements: sort(acknowledgements),
    answers: sort(answers),
    inAcknowledgement,
  };
}

/** Sends requests at a steady rate, each whether or not the one before was answered. Returns the times until the acknowledgements in ms, sorted. */
export async function runSteadyLoad(options: {
  readonly port: number;
  readonly question: Question;
  readonly perSecond: number;
  readonly seconds: number;
}): Promise<readonly number[]> {
  const pool = new Pool(`http://127.0.0.1:${options.port}`, { pipelining: 1 });
  const startedAt = performance.now();
  const asked = Array.from({ length: options.perSecond * options.seconds }, async (_, index) => {
    const at = startedAt + (index * 1_000) / options.perSecond;
    await pause(Math.max(0, at - performance.now()));
    const sentAt = performance.now();
    await ask(pool, `t${counter++}`, options.question);
    return performance.now() - sentAt;
  });
  const times = await Promise.all(asked);
  await pool.close();
  return times.toSorted((a, b) => a - b);
}

async function ask(pool: Pool, id: string, question: Question): Promise<boolean> {
  const answer = await pool.request({ method: 'POST', path: question.path, ...question.ask(id) });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`answered with ${answer.statusCode}: ${text.slice(0, 200)}`);
  return text !== '';
}

/** The value below which a share of sorted values lies. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle of some values. */
export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
