import { readFileSync } from 'node:fs';

/** The flags for Node with which the Procfile starts the bot. */
export const NODE_FLAGS = readFileSync(new URL('../../Procfile', import.meta.url), 'utf8')
  .split(' ')
  .filter((word) => word.startsWith('--'))
  .join(' ');
