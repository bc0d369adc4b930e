// Opens the store of a folder, or drops what is old in it, and kills itself as a power cut would before the statement of that number.
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/storage/open-store.ts';

const [folder = '', work = '', number = ''] = process.argv.slice(2);
let left = Number(number);

function watchStatements(): void {
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (sql: string) {
    if (left-- === 0) process.kill(process.pid, 'SIGKILL');
    return prepare.call(this, sql);
  };
}

if (work === 'migrate') watchStatements();
const store = await openStore({ kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: Date.now });
if (work === 'forget') {
  watchStatements();
  process.stdout.write('begins\n');
  await store.forget({ met: 1_000, ended: 1_000, audited: 1_000 });
}
await store.close();
