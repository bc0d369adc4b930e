/** A word of a sentence as it was written and as it is looked up. */
export interface Token {
  readonly text: string;
  /** Without case, accents and apostrophes: "Didn't" is "didnt". */
  readonly plain: string;
  /** What stood in quotes is a name and nothing else. */
  readonly quoted: boolean;
  /** A hyphen stood before it, as in "mon-fri". */
  readonly joined: boolean;
  /** The mark of an end stood behind it. */
  readonly ends: boolean;
  /** A comma, a colon, a dash or a bracket stood behind it. */
  readonly pauses?: true;
  /** It was written as an owner: "Bella's". */
  readonly owns?: true;
}

/** Stands for the ending of an owner while a text is cut into words. */
const OWNER = '\uE000';

/** Five fields of a timetable as cron writes them. */
export const CRON = /^(?:[\d*][\d*/,-]* +){4}[\d*][\d*/,-]*$/;
/** The same within a text; an asterisk tells it from plain numbers. */
const CRON_WITHIN = /(?<!\S)(?=[\d */,-]*\*)(?:[\d*][\d*/,-]* +){4}[\d*][\d*/,-]*(?!\S)/gu;

/** A dash between two times of day, "22:00 – 06:00". */
const BETWEEN_CLOCKS = /(?<=\d)\.-(?=\d)|(?<=\d)[–—](?=\d)|(?<=\d[:.]\d\d)\s+[-–—]\s+(?=\d)/gu;
/** The full stop of an ordinal ends nothing: "20. Oktober", "1. bis 15." */
const ORDINAL_STOP =
  /(?<=(?<![\p{L}\p{N}:.,])\d{1,2})\.(?=\s+(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[czs]|bis|till|until|to|og|und|and|til)\p{L}*(?!\p{L}))/giu;
/** Two times of day or days of a month with a hyphen between them: "1400-1800", "10pm-6am", "12-14". */
const RANGE =
  /^(?:(?:[01]\d|2[0-3])[0-5]\d-(?:[01]\d|2[0-3])[0-5]\d|\d{1,2}(?:[:.h]\d\d)?(?:am|pm|h|uhr)?-\d{1,2}(?:[:.h]\d\d)?(?:am|pm|h|uhr)?)$/;

const QUOTES =
  /"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|「([^」]*)」|`([^`]+)`|(?<=^|\s)'([^']+)'(?=$|[\s.,!?;:])/gu;
// What stays together: addresses of people and channels, times, dates, codes with digits.
const PIECE =
  /<[@#!][^>]+>|[@#][\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*|\p{Lu}[\p{L}_]+\/\p{Lu}[\p{L}_]+|\p{N}+(?:[.:/-]\p{N}+)+(?:-\p{L}(?![\p{L}\p{N}])|\p{L}*)|[\p{L}\p{M}\p{N}]+(?:[-_.:][\p{L}\p{M}\p{N}]+)*|\p{Extended_Pictographic}|[%<>+?!;。？！\n\uE000]|\.(?=\s|$)|[,:](?=\s|$)|[()–—，、]|-(?=\s)/gu;
const LATIN_OR_NOT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々\p{Script=Hangul}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々\p{Script=Hangul}]+/gu;

/** Reduces a word to what it is looked up by. */
export function plainWord(text: string): string {
  // Most words are plain: what they need not is left out, for there are ten thousands of them.
  if (/^[\w -]*$/.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .normalize('NFKC');
}

/** "95C", "70 °C", "6bar": a number and its unit are two words. */
const MEASURE = /(?<![\p{L}\p{N}-])(\d+(?:[.,]\d+)?)\s?°?(?=(?:[CF]|dB|bar)(?![\p{L}\p{N}]))/gu;

/** Takes off what chat platforms leave in a text, links, formatting, emoji, and the endings that an apostrophe marks. */
function withoutMarkup(sentence: string): string {
  return sentence
    .slice(0, 2_000)
    .replace(/[\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(CRON_WITHIN, '"$&"')
    .replace(/<(?:https?|mailto):[^|>]*\|([^>]*)>/gu, '$1')
    .replace(/<?https?:\/\/[^\s>]+>?/gu, ' ')
    .replace(/<([@#][^|>]*)\|([^>]*)>/gu, (_, mark: string, name: string) => `${mark.charAt(0)}${name}`)
    .replace(/<\/?[a-z]{1,10}>/giu, ' ')
    .replace(/(?<![\p{L}\p{N}]):[a-z][a-z0-9_+-]*:(?![\p{L}\p{N}])/giu, ' ')
    .replace(/(?:^|\s)\d{1,2}\)\s/gu, ' ; ')
    .replace(/&(?:amp|lt|gt|nbsp);/gu, ' ')
    .replace(/[’‘ʼ´]/gu, "'")
    .replace(MEASURE, '$1 ')
    .replace(BETWEEN_CLOCKS, '-')
    .replace(ORDINAL_STOP, '')
    .replace(/(?<=[\p{L}\p{N}])'s\b|(?<=[\p{L}\p{N}]s)'(?=\s|$)/giu, OWNER)
    .replace(/(?<=\p{L})'(?:re|ve|ll|m|d)\b/giu, '')
    .replace(/(?<=n)'(?=t\b)/giu, '')
    .replace(/\b(?:l|d|s|c|n|j|m|qu|dell|all|un|dall|nell|sull|com)'(?=\p{L})/giu, (word) => `${word.slice(0, -1)} `)
    .replace(/(?<![\p{L}\p{N}])[*_~]{1,2}(\S[^*_~]*)[*_~]{1,2}(?![\p{L}\p{N}])/gu, ' $1 ');
}

/** Splits a sentence into words. */
export function tokensOf(sentence: string): readonly Token[] {
  const clean = withoutMarkup(sentence);
  const tokens: Token[] = [];
  let from = 0;
  for (const match of clean.matchAll(QUOTES)) {
    addPieces(tokens, clean.slice(from, match.index));
    const name = (match.slice(1).find((part) => part !== undefined) ?? '').trim();
    if (name !== '') tokens.push({ text: name, plain: plainWord(name), quoted: true, joined: false, ends: false });
    from = match.index + match[0].length;
  }
  addPieces(tokens, clean.slice(from));
  return tokens;
}

function addPieces(tokens: Token[], text: string): void {
  for (const [piece] of text.matchAll(PIECE)) {
    const behind = behindWord(piece);
    if (behind !== undefined) {
      const last = tokens.pop();
      if (last) tokens.push({ ...last, ...behind });
      continue;
    }
    const isCode = /\d|^[<@#]|\//u.test(piece);
    const parts = isCode ? (RANGE.test(piece) ? piece.split('-') : [piece]) : piece.split(/[-_.:]/u);
    const words = parts.flatMap((part, i) =>
      (/^[<@#]/.test(part) ? [part] : (part.match(LATIN_OR_NOT) ?? [])).map((word) => ({ word, joined: i > 0 })),
    );
    for (const { word, joined } of words) {
      tokens.push({ text: word, plain: plainWord(word), quoted: false, joined, ends: false });
    }
  }
}

/** What a mark of punctuation says about the word before it. */
function behindWord(piece: string): Partial<Token> | undefined {
  if (piece === OWNER) return { owns: true };
  if (/^[?!;.\n。？！]$/u.test(piece)) return { ends: true };
  return /^[-,:()–—，、]$/u.test(piece) ? { pauses: true } : undefined;
}
