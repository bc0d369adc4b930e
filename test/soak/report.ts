import { percentile } from '../bench/load.ts';
import type { Asked } from './load.ts';
import type { Holdings } from './program.ts';

/** A time without trouble: how quickly questions were answered in it, and what the program held after it. */
export interface Window {
  readonly name: string;
  readonly held: Holdings;
  readonly questions: number;
  readonly ackP99: number;
  readonly answerP50: number;
  readonly answerP99: number;
}

export interface Judged {
  readonly start: Window;
  readonly end: Window;
  readonly asked: readonly Asked[];
  readonly chatTroubles: readonly { readonly from: number; readonly to: number }[];
  readonly unhealthy: number;
  readonly heldBack: number;
  readonly hasEnded: boolean;
  /** What was said in the channel that has subscribed, where there was an outage to be told. */
  readonly notices: readonly string[] | undefined;
  readonly say: (line: string) => void;
}

/** What the program may hold more at the end than at the start. */
const BOUNDS = { heldMb: 24, rssMb: 96, handles: 32, files: 32 };
/** So long before a trouble of the chats a question may have been asked whose answer got lost in it. */
const ANSWERED_AFTER_MS = 30_000;
const MOST_TOLD = 10;

/** What was measured in a window. */
export function windowOf(name: string, held: Holdings, asked: readonly Asked[]): Window {
  const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);
  const answers = sorted(asked.flatMap(({ answerMs }) => (answerMs === undefined ? [] : [answerMs])));
  return {
    name,
    held,
    questions: asked.length,
    ackP99: percentile(sorted(asked.map(({ ackMs }) => ackMs)), 0.99),
    answerP50: percentile(answers, 0.5),
    answerP99: percentile(answers, 0.99),
  };
}

const mb = (bytes: number): number => bytes / 1e6;

/** A window in one line. */
export function writeWindow({ name, held, questions, ackP99, answerP50, answerP99 }: Window): string {
  const memory = `${mb(held.heldBytes).toFixed(1)} MB held, ${mb(held.rssBytes).toFixed(0)} MB resident`;
  const times = `acknowledged p99 ${ackP99.toFixed(1)} ms, answered p50 ${answerP50.toFixed(1)} ms, p99 ${answerP99.toFixed(1)} ms`;
  return `${name}: ${memory}, ${held.handles} handles, ${held.files} files; ${times}, of ${questions} questions`;
}

/** Says what came of a run, and returns what was wrong with it. */
export function judge(judged: Judged): readonly string[] {
  return [...judgeMemory(judged), ...judgeAnswers(judged), ...judgeNotices(judged)];
}

function judgeMemory({ start, end, hasEnded, unhealthy, say }: Judged): readonly string[] {
  const grown = {
    heldMb: mb(end.held.heldBytes - start.held.heldBytes),
    rssMb: mb(end.held.rssBytes - start.held.rssBytes),
    handles: end.held.handles - start.held.handles,
    files: end.held.files - start.held.files,
  };
  const names = ['heldMb', 'rssMb', 'handles', 'files'] as const;
  say(`grown by (and may): ${names.map((name) => `${name} ${grown[name].toFixed(1)} (${BOUNDS[name]})`).join(', ')}`);
  return [
    ...names.filter((name) => grown[name] > BOUNDS[name]).map((name) => `${name} has grown by ${grown[name]}`),
    ...(hasEnded ? ['the program ended by itself'] : []),
    ...(unhealthy > 0 ? [`/health was not well ${unhealthy} times`] : []),
  ];
}

function judgeAnswers({ asked, chatTroubles, heldBack, say }: Judged): readonly string[] {
  const refused = asked.filter(({ status }) => status !== 200);
  const unanswered = asked.filter(({ status, answerMs }) => status === 200 && answerMs === undefined);
  const inTrouble = ({ at }: Asked): boolean =>
    chatTroubles.some(({ from, to }) => at < to && at + ANSWERED_AFTER_MS > from);
  const lost = unanswered.filter((each) => !inTrouble(each));
  for (const { what, at } of lost.slice(0, MOST_TOLD))
    say(`no answer: ${what}, asked ${Math.round(at / 1_000)} s after the start`);
  for (const chat of ['slack', 'teams'] as const) {
    const count = (list: readonly Asked[]): number => list.filter((each) => each.chat === chat).length;
    say(
      `${chat}: ${count(asked)} asked, ${count(refused)} not acknowledged, ${count(unanswered)} without an answer, ${count(lost)} of them while the chats were well`,
    );
  }
  return [
    ...(refused.length > 0 ? [`${refused.length} questions were not acknowledged`] : []),
    ...(lost.length > 0 ? [`${lost.length} questions got no answer while the chats were well`] : []),
    ...(heldBack > 0 ? [`${heldBack} questions were held back: too many were under way`] : []),
  ];
}

/** One message, and one change of it. */
function judgeNotices({ notices, say }: Judged): readonly string[] {
  if (notices === undefined) return [];
  for (const notice of notices) say(`said unasked: ${notice}`);
  const isTold =
    notices.filter((each) => /^chat\.postMessage: .*⚠/.test(each)).length === 1 &&
    notices.filter((each) => /^chat\.update: .*✓/.test(each)).length === 1;
  return isTold ? [] : ['the long outage was not told in one message that was changed once'];
}
