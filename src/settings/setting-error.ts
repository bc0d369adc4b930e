/** A setting that is missing or wrong; the message names the variable, or line and key in the file, and says what to do. */
export class SettingError extends Error {
  override readonly name: string = 'SettingError';
  /** Where it stands in a file; 0 in the environment. */
  readonly line: number;

  constructor(message: string, { line = 0, ...options }: ErrorOptions & { readonly line?: number } = {}) {
    super(message, options);
    this.line = line;
  }

  /** All that is wrong; of one error itself. */
  get all(): readonly SettingError[] {
    return [this];
  }
}

/** Several settings that are missing or wrong, each said once, in the order of their lines; the message is that of the first. */
class SettingErrors extends SettingError {
  override readonly name = 'SettingErrors';
  readonly #all: readonly SettingError[];

  constructor(errors: readonly SettingError[]) {
    const inOrder = errors.toSorted((a, b) => a.line - b.line);
    super(inOrder[0]?.message ?? '');
    this.#all = [...new Map(inOrder.map((error) => [error.message, error])).values()];
  }

  override get all(): readonly SettingError[] {
    return this.#all;
  }
}

/** What came of reading something: what it is, or all that is wrong with it. */
type Attempt<T> = { readonly value: T } | { readonly wrong: readonly SettingError[] };

/** Reads something that may be wrong. */
export function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof SettingError) return { wrong: error.all };
    throw error;
  }
}

/** Throws what is wrong, if anything is. */
export function throwAny(wrong: readonly SettingError[]): void {
  if (wrong.length > 0) throw together(wrong);
}

/** Several errors as one. */
export function together(wrong: readonly SettingError[]): SettingError {
  const [only, ...others] = wrong;
  return only !== undefined && others.length === 0 ? only : new SettingErrors(wrong);
}

/** Reads each part, also behind one that is wrong. Throws all that is wrong together. */
export function readAll<P extends Readonly<Record<string, () => unknown>>>(
  parts: P,
): { readonly [K in keyof P]: ReturnType<P[K]> } {
  const read = readEach(Object.entries(parts), ([name, part]) => [name, part()]);
  return Object.fromEntries(read) as { readonly [K in keyof P]: ReturnType<P[K]> };
}

/** Reads each item, also behind one that is wrong. Throws all that is wrong together. */
export function readEach<T, R>(items: readonly T[], read: (item: T, index: number) => R): readonly R[] {
  const attempts = items.map((item, index) => attempt(() => read(item, index)));
  throwAny(attempts.flatMap((each) => ('wrong' in each ? each.wrong : [])));
  return attempts.flatMap((each) => ('value' in each ? [each.value] : []));
}
