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
}

const QUOTES =
  /"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|「([^」]*)」|`([^`]+)`|(?<=^|\s)'([^']+)'(?=$|[\s.,!?;:])/gu;
// What stays together: addresses of people and channels, times, dates, codes with digits.
const PIECE =
  /<[@#!][^>]+>|[@#][\p{L}\p{N}_-]+|\p{Lu}[\p{L}_]+\/\p{Lu}[\p{L}_]+|\p{N}+(?:[.:/-]\p{N}+)+\p{L}*|[\p{L}\p{M}\p{N}]+(?:[-_.:][\p{L}\p{M}\p{N}]+)*|\p{Extended_Pictographic}|[%<>+?!;。？！\n]|\.(?=\s|$)/gu;
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

/** Takes off what chat platforms leave in a text, links, formatting, emoji, and the endings that an apostrophe marks. */
function withoutMarkup(sentence: string): string {
  return sentence
    .slice(0, 2_000)
    .replace(/<(?:https?|mailto):[^|>]*\|([^>]*)>/gu, '$1')
    .replace(/<?https?:\/\/[^\s>]+>?/gu, ' ')
    .replace(/<([@#][^|>]*)\|([^>]*)>/gu, (_, mark: string, name: string) => `${mark.charAt(0)}${name}`)
    .replace(/<\/?[a-z]{1,10}>/giu, ' ')
    .replace(/(?<![\p{L}\p{N}]):[a-z][a-z0-9_+-]*:(?![\p{L}\p{N}])/giu, ' ')
    .replace(/(?:^|\s)\d{1,2}\)\s/gu, ' ; ')
    .replace(/&(?:amp|lt|gt|nbsp);/gu, ' ')
    .replace(/[’‘ʼ´]/gu, "'")
    .replace(/(?<=\p{L})'(?:s|re|ve|ll|m|d)\b/giu, '')
    .replace(/(?<=[\p{L}\p{N}]s)'(?=\s|$)/giu, '')
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
    if (/^[?!;.\n。？！]$/u.test(piece)) {
      const last = tokens.at(-1);
      if (last) tokens[tokens.length - 1] = { ...last, ends: true };
      continue;
    }
    const isCode = /\d|^[<@#]|\//u.test(piece);
    const parts = isCode ? [piece] : piece.split(/[-_.:]/u);
    const words = parts.flatMap((part, i) =>
      (/^[<@#]/.test(part) ? [part] : (part.match(LATIN_OR_NOT) ?? [])).map((word) => ({ word, joined: i > 0 })),
    );
    for (const { word, joined } of words) {
      tokens.push({ text: word, plain: plainWord(word), quoted: false, joined, ends: false });
    }
  }
}
