import type { Command } from './command.ts';
import { page } from './parameters.ts';

/** How a command is written, for example `runs [status] [time] [page N]`; the page comes last, as it matters least. */
export function usageOf(command: Command): string {
  const usages = Object.values(command.parameters).map((parameter) => parameter.usage);
  const paging = usages.filter((usage) => usage === page.usage);
  return [command.name, ...usages.filter((usage) => usage !== page.usage), ...paging].join(' ');
}
