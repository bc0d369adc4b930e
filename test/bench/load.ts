import { createHmac } from 'node:crypto';
import { Pool } from 'undici';

/** A load of signed `/scout robots`. */
export interface LoadOptions {
  readonly port: number;
  readonly path: string;
  readonly signingSecret: string;
  readonly connections: number;
  readonly seconds: number;
  /** Where late answers are sent, and how to wait for one; without it every answer has to be in the acknowledgement. */
  readonly responses?: LateAnswers;
}

/** Receives the answers that come after their acknowledgement. */
export interface LateAnswers {
  urlOf(id: string): string;
  arrival(id: string): Promise<void>;
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
      const isComplete = await sendCommand(pool, id, options);
      acknowledgements.push(performance.now() - sentAt);
      if (isComplete) inAcknowledgement++;
      else await options.responses?.arrival(id);
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

async function sendCommand(pool: Pool, id: string, { path, signingSecret, responses }: LoadOptions): Promise<boolean> {
  const body = new URLSearchParams({
    token: 'unused',
    team_id: 'T1',
    team_domain: 'plant',
    channel_id: 'C1',
    channel_name: 'robots',
    user_id: 'U1',
    user_name: 'ada',
    command: '/scout',
    text: 'robots',
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: responses?.urlOf(id) ?? 'http://127.0.0.1:9/never',
    trigger_id: id,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const answer = await pool.request({
    method: 'POST',
    path,
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
  });
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
