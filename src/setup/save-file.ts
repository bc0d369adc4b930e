import { existsSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file that only its owner may read, all of it or nothing. */
export function saveFile(path: string, text: string): void {
  // A link stays one.
  const target = existsSync(path) ? realpathSync(path) : path;
  const beside = `${target}.new`;
  try {
    // Never into a file or through a link that was there before.
    rmSync(beside, { force: true });
    writeFileSync(beside, text, { mode: 0o600, flag: 'wx' });
    renameSync(beside, target);
  } finally {
    rmSync(beside, { force: true });
  }
}
