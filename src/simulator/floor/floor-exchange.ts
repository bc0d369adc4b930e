import type { Operation, ParameterName } from '../../clients/floor/operations.ts';
import type { EpochMs } from '../entities.ts';
import type { Answer } from '../exchange.ts';
import type { Writer } from './dialects.ts';
import type { Plant } from './plant.ts';

/** A question about the plant. */
export interface FloorCall {
  readonly plant: Plant;
  readonly now: EpochMs;
  readonly write: Writer;
  /** What was asked for, by the shared table's own names of the parameters. */
  readonly given: Readonly<Partial<Record<ParameterName, string>>>;
  /** The wire's names of the parameters, to speak of them. */
  readonly names: Operation['parameters'];
  /** Reads a time that was given; one without an offset is in the zone in which this server writes. */
  readonly readTime: (text: string) => EpochMs | undefined;
}

/** What the server behind the gateway refuses: sent as a problem (RFC 9457), as ASP.NET does. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly errors: Readonly<Record<string, readonly string[]>> | undefined;

  constructor(status: number, title: string, errors?: Readonly<Record<string, readonly string[]>>) {
    super(title);
    this.status = status;
    this.errors = errors;
  }
}

/** What the gateway in front refuses: sent as `{statusCode, message}`, as Azure API Management does. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** The answer that tells of an error; one that nobody meant to throw is a 500. */
export function answerToError(error: unknown, traceId: string): Answer {
  if (error instanceof Refusal) {
    return {
      status: error.status,
      headers: { 'content-type': 'application/json', ...error.headers },
      body: JSON.stringify({ statusCode: error.status, message: error.message }),
    };
  }
  const { status, message, errors } = error instanceof Problem ? error : new Problem(500, String(error));
  const type = `https://httpstatuses.example/${status}`;
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 401 && { 'www-authenticate': 'Bearer error="invalid_token"' }),
    },
    body: JSON.stringify({ type, title: message, status, traceId, ...(errors && { errors }) }),
  };
}
