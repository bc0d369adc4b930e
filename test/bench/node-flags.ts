import { command } from '../deploy/dockerfile.ts';

/** The flags for Node with which the Procfile starts the bot. */
export const NODE_FLAGS = command
  .split(' ')
  .filter((word) => word.startsWith('--'))
  .join(' ');
