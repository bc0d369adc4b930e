import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

// Learning takes half a minute, and many times that among the tests: so it is done in a process of its own.
const MOST_MS = 240_000;
const LEARN = fileURLToPath(new URL('write-weights.ts', import.meta.url));

test(
  'the weights are those that the sentences, rules and words teach',
  async () => {
    const learning = spawn(process.execPath, [LEARN, '--check'], { timeout: MOST_MS });
    let said = '';
    learning.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(learning, 'close');
    expect([code, said]).toEqual([0, '']);
  },
  MOST_MS,
);
