import type { Sign } from '../rule.ts';
import { isClockText } from '../times/read-clocks.ts';
import { figuresOf } from '../times/read-days.ts';
import { type Mark, markOf } from './mark.ts';
import type { Sentence } from './read-marks.ts';
import { CRON, type Token } from './tokens.ts';

/** What a code means, by how it is written and by what stood before it. */
type Code = readonly [Sign, value: unknown];

/** Addresses, ids, work orders, clock times, dates, numbers. */
export function codeAt({ tokens }: Sentence, at: number, before: readonly Mark[]): Mark | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const previous = before.at(-1);
  const isAfter = (...signs: readonly Sign[]): boolean => previous?.signs.some((sign) => signs.includes(sign)) === true;
  if (token.quoted && !/\d/.test(token.plain)) return undefined;
  const code =
    addressOf(token, isAfter) ?? orderOf(token, isAfter) ?? timeOf(token, isAfter) ?? numberOf(token, isAfter);
  return code && markOf(tokens, at, at, [code[0]], code[1]);
}

type IsAfter = (...signs: readonly Sign[]) => boolean;

function addressOf({ text }: Token, isAfter: IsAfter): Code | undefined {
  if (/^<?@/.test(text)) return ['@user', text];
  if (/^#/.test(text) && /^#(?:\d+|(?=.*\d)[0-9a-f]+)$/i.test(text)) {
    const code = text.slice(1).toLowerCase();
    if (isAfter('run', 'anomaly')) return ['@id', code];
    if (/^\d{4,}$/.test(code)) return ['@number', Number(code)];
  }
  if (/^<?#/.test(text)) return ['@channel', text.replace(/^<|>$/g, '')];
  return /^[a-z_]+\/[a-z_]+$/i.test(text) ? ['@zone', text] : undefined;
}

function orderOf({ plain }: Token, isAfter: IsAfter): Code | undefined {
  const [, digits] = /^(?:wo)?-?(\d{4,12})$/.exec(plain) ?? /^wo-?(\d{1,12})$/.exec(plain) ?? [];
  if (digits !== undefined)
    return plain.startsWith('wo') || isAfter('work_order') ? ['@order', `WO-${digits}`] : undefined;
  // "PD1002214": other letters and many digits, behind the word order also fewer.
  const [, letters] = /^(\p{L}{2,4})-?\d{6,12}$/u.exec(plain) ?? [];
  const isNumber = letters !== undefined || (isAfter('work_order') && /^\p{L}{1,4}-?\d{3,12}$/u.test(plain));
  return isNumber && !isAfter('serial', 'unit', 'run', 'anomaly') ? ['@order', plain.toUpperCase()] : undefined;
}

/** Behind these two numbers are a date: "from 10/12 until 10/16". */
const BEFORE_DATE: readonly Sign[] = ['from', 'since', 'until', 'before', 'between', 'and', 'onward'];

function timeOf({ plain }: Token, isAfter: IsAfter): Code | undefined {
  if (CRON.test(plain)) return ['@cron', plain];
  if (/^\d{4}-\d\d-\d\d(?:t\d\d:\d\d)?$/.test(plain)) return ['@date', plain];
  const date = figuresOf(plain);
  if (date !== undefined) return ['@date', date];
  if (isAfter(...BEFORE_DATE) && /^\d{1,2}\/\d{1,2}$/.test(plain)) return ['@date', plain];
  if (isClockText(plain)) return ['@clock', plain];
  return /^\d+(?:m|min|h|d|w|days?|hrs?)$/.test(plain) ? ['@span', plain] : undefined;
}

function numberOf({ text, plain }: Token, isAfter: IsAfter): Code | undefined {
  const isCode = /^(?=.*\d)[\p{L}\d]+(?:-[\p{L}\d]+)*$/u.test(plain);
  if (/^\d+(?:-\d+)+(?:-\p{L})?$/u.test(plain) || (isCode && plain.length > 3 && isAfter('serial', 'unit')))
    return ['@serial', text];
  if (/^\d+(?:st|nd|rd|th)$/.test(plain)) return ['@number', Number.parseInt(plain, 10)];
  if (/^\d+(?:[.,]\d+)?$/.test(plain)) {
    const isId = /^\d{4,}$/.test(plain) && isAfter('anomaly', 'acknowledge');
    return isId ? ['@id', plain] : ['@number', Number(plain.replace(',', '.'))];
  }
  return /^(?=.*\d)(?=.*[a-f])[0-9a-f]{4,}(?:-[0-9a-f]{4,})*$/.test(plain) ? ['@id', plain] : undefined;
}

/** Phrases that begin with a number, "24h format". */
export function phraseOfCode({ tokens, lexicons }: Sentence, at: number): Mark | undefined {
  if (!/^\d/.test(tokens[at]?.plain ?? '')) return undefined;
  const found = lexicons
    .map((lexicon) => lexicon.find(tokens, at))
    .find((each) => each !== undefined && each.count > 1);
  return found && markOf(tokens, at, at + found.count - 1, found.concepts);
}
