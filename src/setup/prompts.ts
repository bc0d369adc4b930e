/** How somebody is asked. Whatever asks rejects with Cancelled where they give up. */
export interface Prompts {
  /** Explains something. */
  say(title: string, lines: readonly string[]): void;
  /** Tells that something is right. */
  good(text: string): void;
  /** Tells that something is wrong. */
  bad(text: string): void;
  confirm(question: string, initial: boolean): Promise<boolean>;
  choose<T extends string>(question: string, choices: readonly Choice<T>[], initial?: T): Promise<T>;
  text(question: string, options: TextOptions): Promise<string>;
  /** What is typed is not shown. */
  secret(question: string, options: Pick<TextOptions, 'problem'>): Promise<string>;
  /** Shows that something takes its time. */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
}

/** One answer among several. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

export interface TextOptions {
  /** What stands there already. */
  readonly initial?: string | undefined;
  /** What it could look like. */
  readonly example?: string;
  /** Why an answer cannot be. */
  problem(answer: string): string | undefined;
}

/** Somebody gave up. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
