import { RemoteError } from '../clients/errors.ts';

/** A fact that an answer can do without: undefined where the source fails to give it, so that a side question never costs the answer. */
export async function optional<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof RemoteError) return undefined;
    throw error;
  }
}

/** The facts that are there. */
export function present<T>(facts: readonly (T | undefined)[]): readonly T[] {
  return facts.filter((fact) => fact !== undefined);
}
