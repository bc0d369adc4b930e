import * as v from 'valibot';
import type { HttpAnswer } from '../http.ts';
import { readSeconds } from './values.ts';

/** Who refused, by the form of the body: the gateway in front, or the server behind it. */
export interface Problem {
  readonly from: 'gateway' | 'server' | 'unknown';
  readonly message: string;
  /** What was wrong with the question, by the server's names. */
  readonly fields: readonly string[];
}

const FromGateway = v.object({ statusCode: v.number(), message: v.string() });
const FromServer = v.object({
  title: v.string(),
  status: v.number(),
  errors: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** Reads what an answer of 4xx or 5xx says of itself. */
export function readProblem(answer: HttpAnswer): Problem {
  const json = parseJson(answer.body.toString());
  const gateway = v.safeParse(FromGateway, json);
  if (gateway.success) return { from: 'gateway', message: gateway.output.message, fields: [] };
  const server = v.safeParse(FromServer, json);
  if (!server.success) return { from: 'unknown', message: '', fields: [] };
  return { from: 'server', message: server.output.title, fields: Object.keys(server.output.errors) };
}

/** Whether it is the subscription key that is missing or wrong, and not the token. */
export function isAboutSubscriptionKey(answer: HttpAnswer): boolean {
  const { from, message } = readProblem(answer);
  return answer.status === 401 && from === 'gateway' && /subscription key/i.test(message);
}

const HOUR_MS = 3_600_000;

/** How long the week's calls stay used up, for the answer that says so; undefined for any other answer. */
export function readQuotaPause(answer: HttpAnswer): number | undefined {
  if (answer.status !== 403) return undefined;
  const { from, message } = readProblem(answer);
  if (from !== 'gateway' || !/quota/i.test(message)) return undefined;
  const written = readSeconds(/(?:\d+\.)?\d+:\d\d:\d\d/.exec(message)?.[0]);
  return readRetryAfter(answer) ?? (written === undefined ? HOUR_MS : written * 1_000);
}

/** What the server asks to wait, in milliseconds. */
export function readRetryAfter(answer: HttpAnswer): number | undefined {
  const seconds = Number(answer.header('retry-after') ?? Number.NaN);
  return seconds >= 0 ? seconds * 1_000 : undefined;
}

/** The value of a JSON text; undefined for anything else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
