import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import type { JsonObject } from './entities.ts';
import { HttpError } from './exchange.ts';

const BODY_LIMIT = 10 * 1024 * 1024;

/** Reads a request's body: JSON, or a form's fields; undefined where there is none. Throws 413 and 400. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > BODY_LIMIT) throw new HttpError(413, 'The body is larger than 10 MB');
    chunks.push(bytes);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return undefined;
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpError(400, `The body is not JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
}

const objectSchema = v.record(v.string(), v.unknown());

/** A body that must be an object; none counts as empty. Throws a 400. */
export function objectOf(body: unknown): JsonObject {
  return parseBody(objectSchema, body ?? {});
}

/** A body that must be one object or a list of them. Throws a 400. */
export function objectsOf(body: unknown): readonly JsonObject[] {
  return parseBody(v.array(objectSchema), Array.isArray(body) ? body : [body]);
}

/** A body of a known shape. Throws a 400 that names the first wrong field. */
export function parseBody<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, body ?? {});
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new HttpError(400, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}

/** A protobuf int64 as clients write it: a number, text, or `{low, high, unsigned}`; null and nothing are 0. */
export const longSchema = v.pipe(
  v.nullish(
    v.union([
      v.number(),
      v.pipe(v.string(), v.regex(/^-?\d+$/), v.transform(Number)),
      v.pipe(
        v.object({ low: v.number(), high: v.optional(v.number(), 0) }),
        v.transform(({ low, high }) => high * 4294967296 + (low >>> 0)),
      ),
    ]),
  ),
  v.transform((value) => value ?? 0),
);
