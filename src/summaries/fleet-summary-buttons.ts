import { commandLine, nameWord } from '../answers/pages.ts';
import { UserError } from '../core/errors.ts';
import { button, type EpochMs, inPlaceButton } from '../core/reply.ts';
import { readTimeRange } from '../core/time-range.ts';
import { splitWords } from '../core/words.ts';
import type { SummaryFacts, SummarySpan } from './fleet-summary-facts.ts';
import type { SummaryPart } from './summary-part.ts';

/** The words to type for a span; undefined where its label is for reading only. */
export async function spanWords(span: SummarySpan, now: EpochMs): Promise<string | undefined> {
  if (span.words !== undefined) return span.words;
  try {
    const { value, rest } = await readTimeRange(splitWords(span.label), now, async () => span.zone);
    return value === undefined || rest.length > 0 ? undefined : span.label;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The obvious next questions; `line` asks for the summary again, `words` stand for its span. */
export function nextQuestions(
  known: SummaryFacts,
  line: string | undefined,
  words: string | undefined,
): Pick<SummaryPart, 'again' | 'found' | 'always'> {
  const { failures, anomalies, scope } = known;
  const [robot] = scope.robots.length === 1 ? scope.robots : [];
  const only = scope.names === undefined ? undefined : nameWord(robot?.name);
  return {
    again: line === undefined ? button('Summary now', summaryLine(scope.names)) : inPlaceButton('Refresh', line),
    found:
      words === undefined
        ? []
        : [
            ...(failures.length > 0 ? [button('Failed runs', commandLine('runs failed', words, only))] : []),
            ...(anomalies.found.total > 0 ? [button('Anomalies', commandLine('anomalies all', words))] : []),
          ],
    always: [button('Robots', 'robots'), button('What comes next?', commandLine('next', only))],
  };
}

/** The command line of a summary, of some robots or of all. */
export function summaryLine(robots: readonly string[] | undefined, words?: string): string {
  const names = robots?.map((name) => nameWord(name)).join(', ');
  return commandLine('summary', words, names && `robots ${names}`);
}
