// Writes into the store of a folder until it is told that there is no room, and says after each write that it is done; then what it is told, and what it still can read.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openStore } from '../../src/storage/open-store.ts';
import { aChange, aSubscription } from '../fixtures/stored.ts';

const [folder = ''] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

const store = await openStore({ kind: 'sqlite', folder, secretKeys: [], createId: randomUUID, now: Date.now });
let count = 0;
try {
  for (; ; count++) {
    const after = aSubscription({ id: `s${count}` });
    await store.save(after, aChange({ id: `c${count}`, after }));
    say(`kept s${count}`);
  }
} catch (error) {
  say(`told ${error instanceof Error ? `${error.name}: ${error.message}` : error}`);
}
for (let id = 0; id < count; id++) if ((await store.subscription(`s${id}`)) === undefined) say(`unreadable s${id}`);
await store.close();
