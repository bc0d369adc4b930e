// Loaded before the program: tells any message of its parent what the process holds once all that nobody needs is gone.
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Open files and sockets; where the system does not list them, what the event loop knows of. */
function countFiles() {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return process.getActiveResourcesInfo().length;
  }
}

process.on('message', () => {
  for (let times = 0; times < 3; times++) collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  const timers = process.getActiveResourcesInfo().length;
  process.send?.({ rssBytes: rss, heldBytes: heapUsed + external, handles: timers, files: countFiles() });
});
process.channel?.unref();
