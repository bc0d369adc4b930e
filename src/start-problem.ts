import { SettingError } from './setting-error.ts';
import { StoreError } from './storage/store-error.ts';

/** What is wrong with the settings in one line, where that is why the program cannot start; undefined for any other error. */
export function startProblem(error: unknown): string | undefined {
  if (error instanceof SettingError || error instanceof StoreError) return error.message;
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  if (code === 'EADDRINUSE') return `Port ${port} is taken: set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to another one.`;
  return undefined;
}
