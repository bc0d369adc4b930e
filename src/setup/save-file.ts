import { chmodSync, existsSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file that only its owner may read, all of it or nothing. */
export function saveFile(path: string, text: string): void {
  // A link stays one.
  const target = existsSync(path) ? realpathSync(path) : path;
  const beside = `${target}.new`;
  try {
    writeFileSync(beside, text, { mode: 0o600 });
    // The mode above is only for a file that was not there.
    chmodSync(beside, 0o600);
    renameSync(beside, target);
  } finally {
    rmSync(beside, { force: true });
  }
}
