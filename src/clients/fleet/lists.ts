import * as v from 'valibot';
import { UnexpectedAnswer } from '../errors.ts';
import { number } from './fields.ts';
import type { Page } from './paging.ts';

/** Reads an answer by its schema. Throws UnexpectedAnswer that names the resource and the place of the nonsense. */
export function readAnswer<S extends v.GenericSchema>(
  schema: S,
  json: unknown,
  resource: string,
  who: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, json, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new UnexpectedAnswer(
    `${who} answered "${resource}" in a form that can't be read${place === null ? '' : ` (at ${place})`}.`,
    `unreadable ${resource}`,
  );
}

/** A list of things, in an object with its paging (runs, events, captures, anomalies) or plain. */
export function readList<T>(
  item: v.GenericSchema<unknown, T>,
  { json, bytes }: { readonly json: unknown; readonly bytes: number },
  resource: string,
  who: string,
): Page<T> {
  if (Array.isArray(json)) {
    return { items: readAnswer(v.array(item), json, resource, who), bytes };
  }
  const envelope = v.object({ resources: v.array(item), total: number, limit: number });
  const { resources, total, limit } = readAnswer(envelope, json, resource, who);
  return {
    items: resources,
    ...(total !== undefined && { total }),
    ...(limit !== undefined && { limit }),
    bytes,
  };
}
