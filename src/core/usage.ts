import type { Command } from './command.ts';

/** How a command is written, for example `runs [status] [time]`. */
export function usageOf(command: Command): string {
  return [command.name, ...Object.values(command.parameters).map((parameter) => parameter.usage)].join(' ');
}
