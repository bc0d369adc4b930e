/** Values with only those keys whose value is there. */
type Reported<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out what a server does not report: a missing key says so, never a key with `undefined`. */
export function reported<T extends object>(values: T): Reported<T>;
export function reported(values: Readonly<Record<string, unknown>>): object {
  const there: Record<string, unknown> = {};
  for (const name in values) if (values[name] !== undefined) there[name] = values[name];
  return there;
}
