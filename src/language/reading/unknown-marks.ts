import { nearestNames } from '../../core/names.ts';
import type { Sign } from '../rule.ts';
import { isCapital, isTag, type Mark, markOf } from './mark.ts';
import type { Sentence } from './read-marks.ts';
import type { Token } from './tokens.ts';

/** A word that means nothing: perhaps a name that nothing bears, where it is written like one. */
export function unknownAt({ tokens, names, lexicons: [own] }: Sentence, at: number): Mark {
  const token = tokens[at];
  // In German every noun has a capital.
  const isName = token?.owns === true || (isCapital(tokens, at) && own?.language !== 'de');
  const sign = token === undefined ? '@unknown' : signOf(token, isName);
  if (sign === '@unknown' || sign === '@asset') {
    return markOf(tokens, at, at, [sign], sign === '@asset' ? token?.text : undefined);
  }
  const list = sign === '@nomission' ? names.names.missions : names.names.robots;
  return markOf(tokens, at, at, [sign], () => nearestNames(token?.text ?? '', list));
}

function signOf({ text, quoted }: Token, isName: boolean): Sign {
  if (isTag(text) && /-|^\p{Lu}/u.test(text)) return '@asset';
  if (quoted) return nameInQuotes(text);
  const isCode = /^\p{L}{3,}-?\d+$/u.test(text);
  // "HSE", "DMs": abbreviations are no names.
  const isAbbreviation = /^\p{Lu}{2,}s?$|^\p{Lu}$/u.test(text);
  return isCode || (isName && !isAbbreviation) ? '@norobot' : '@unknown';
}

/** Several words in quotes are more likely a mission than a robot, with a number behind them a thing. */
function nameInQuotes(text: string): Sign {
  if (!/\p{L}/u.test(text)) return '@unknown';
  if (/\p{L}\s+\p{L}?-?\d{1,4}$/u.test(text)) return '@asset';
  return /\s/.test(text) ? '@nomission' : '@norobot';
}
