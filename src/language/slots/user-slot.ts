import { goesOn, has, type Mark } from '../reading/mark.ts';
import { type SlotReaders, some } from './slot-reader.ts';

/** Words before a person's name; the dot behind them was lost. */
const TITLES = ['mr', 'mrs', 'ms', 'dr'];

/** A person, mentioned or by a name; "me" is the asker. */
export const USER_SLOT: SlotReaders = {
  user: ({ marks, rule }) => {
    if (rule.intent === 'anomaly_list' && !some(marks, 'assign')) return undefined;
    const mentioned = marks.filter((mark) => has(mark, '@user') && !mark.leftOut).at(-1);
    if (mentioned) return mentioned.value;
    const named = personIn(marks, rule.intent === 'alert_assign');
    if (named !== undefined) return named;
    const isMe = rule.intent === 'alert_assign' && marks.some((mark) => has(mark, 'me'));
    return isMe ? 'me' : undefined;
  },
};

function personIn(marks: readonly Mark[], isAssigned: boolean): string | undefined {
  const isTitle = (mark: Mark | undefined): boolean => TITLES.includes(mark?.text.toLowerCase() ?? '');
  const titled = marks.findIndex(isTitle);
  if (titled >= 0 && marks[titled + 1]) return `${marks[titled]?.text}. ${marks[titled + 1]?.text}`;
  const capitals = marks.filter((mark, at) => isCapitalName(mark) && !isOfPlace(marks, at));
  const given = (mark: Mark): boolean => isGiven(marks, mark);
  const capital = capitals.filter(given).at(-1) ?? capitals[0];
  if (capital) return fullName(marks, capital);
  if (!isAssigned) return undefined;
  const unknown = marks.filter((mark) => has(mark, '@unknown') && /^\p{L}{3,}$/u.test(mark.text));
  const first = unknown.find((mark, i) => i === 0 && marks.indexOf(mark) === 0 && /^\p{Lu}/u.test(mark.text));
  const inside = unknown.find((mark) => marks.indexOf(mark) > 0 && /^\p{Lu}/u.test(mark.text));
  return (unknown.filter(given).at(-1) ?? first ?? inside ?? unknown.find((mark) => isTaking(marks, mark)))?.text;
}

/** "At Anodizing", "at Heat Treatment". */
const isOfPlace = (marks: readonly Mark[], at: number): boolean => {
  const [earlier, before] = [marks[at - 2], marks[at - 1]];
  return has(before, 'at') || (has(earlier, 'at') && goesOn(before) && /^\p{Lu}/u.test(before.text));
};

const isCapitalName = (mark: Mark): boolean => has(mark, '@norobot') && /^\p{L}+$/u.test(mark.text) && !mark.leftOut;

/** First and last name. */
function fullName(marks: readonly Mark[], first: Mark): string {
  const next = marks[marks.indexOf(first) + 1];
  return goesOn(first) && !first.owns && has(next, '@norobot') ? `${first.text} ${next?.text}` : first.text;
}

/** "To Jana", "for Piotr", "on tobias". */
function isGiven(marks: readonly Mark[], mark: Mark): boolean {
  const before = marks[marks.indexOf(mark) - 1];
  return goesOn(before) && (has(before, 'to', 'of', 'assign') || before.text === 'on');
}

/** "I want farid on this alert". */
function isTaking(marks: readonly Mark[], mark: Mark): boolean {
  const next = marks[marks.indexOf(mark) + 1];
  return goesOn(mark) && next?.text === 'on';
}
