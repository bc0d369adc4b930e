import { listNames } from '../answers/quantities.ts';
import type { Text } from '../core/reply.ts';

/** Words for a machine that does not work; the server's own list is not known, so answers say which words they counted. */
const DOWN = new Set(
  'alarm breakdown broken brokendown down emergencystop error estop failed failure fault faulted offline stopped'.split(
    ' ',
  ),
);

/** Whether a status, by the server's word, is that of a machine that does not work. */
export const isDown = (status: string | undefined): boolean =>
  status !== undefined && DOWN.has(status.toLowerCase().replace(/[\s_-]/g, ''));

/** No remark names more words of one kind. */
const MOST_WORDS = 8;

/** Which of the server's words were counted as down, and which not: `counted as down: Down (not: Idle, Running)`. */
export function downRemark(statuses: readonly (string | undefined)[]): readonly Text[] {
  const words = [...new Set(statuses.flatMap((status) => status || []))].toSorted();
  if (words.length === 0) return [];
  const other = listNames(
    words.filter((word) => !isDown(word)),
    MOST_WORDS,
  );
  const down = listNames(words.filter(isDown), MOST_WORDS);
  if (down === '') return [[`no word counts as down among ${other}`]];
  return [[`counted as down: ${down}${other === '' ? '' : ` (not: ${other})`}`]];
}
