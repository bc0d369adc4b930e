// Controls that set the direction of what follows them, beyond the text they stand in.
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
const NEEDS_CARE = /[\u0590-\u08FF\u202A-\u202E\u2066-\u2069\uD800-\uDFFF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** Makes a text harmless to its neighbours: no lone surrogates, no open direction controls, right-to-left letters kept in their place. */
export function tame(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  const plain = text.toWellFormed().replace(BIDI_CONTROLS, '');
  return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}
