import * as v from 'valibot';

/** What a schema of switches makes of a change of some of them. Throws an Error that names the wrong one. */
export function readSwitches<E extends v.ObjectEntries>(
  schema: v.StrictObjectSchema<E, undefined>,
  changes: unknown,
): Partial<v.InferOutput<v.StrictObjectSchema<E, undefined>>> {
  const result = v.safeParse(v.partial(schema), changes);
  if (result.success) return dropUndefined(result.output);
  const [issue] = result.issues;
  const name = v.getDotPath(issue) ?? 'faults';
  throw new Error(`${name}: ${issue.type === 'strict_object' ? 'no such fault' : issue.message}`);
}

function dropUndefined<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
