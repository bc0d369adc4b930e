const TAGS = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'no', 'ja', 'zh', 'ko'] as const;

let named: ReadonlyMap<string, string> | undefined;

/** Names of languages in each of them, with the adverbs that some have: "po polsku". */
function namesOfLanguages(): ReadonlyMap<string, string> {
  const names = TAGS.flatMap((reader) => {
    const display = new Intl.DisplayNames([reader], { type: 'language' });
    return TAGS.map((tag): [string, string] => [(display.of(tag) ?? tag).toLowerCase(), tag]);
  });
  return new Map([...names, ['norsk', 'no'], ['polsku', 'pl'], ['中文', 'zh'], ['日本語', 'ja'], ['한국어', 'ko']]);
}

/** The tag of a language by its name in any of them; by the tag itself where one is expected. */
export function languageTagOf(text: string, mayBeTag: boolean): string | undefined {
  named ??= namesOfLanguages();
  const word = text.toLowerCase();
  return named.get(word) ?? (mayBeTag ? TAGS.find((tag) => tag === word) : undefined);
}
