/** What is written to console.error from now on, until `restore`; nothing of it is shown. */
export function recordConsole(): { readonly said: readonly unknown[][]; readonly restore: () => void } {
  const { console } = globalThis;
  const { error } = console;
  const said: unknown[][] = [];
  console.error = (...words: unknown[]) => void said.push(words);
  return {
    said,
    restore() {
      console.error = error;
    },
  };
}
