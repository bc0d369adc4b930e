/** What is told of a span. Never what somebody wrote, and no names of people. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What a span is about. */
export interface SpanSubject {
  readonly name: string;
  /** Whether somebody asks the bot, the bot asks somebody, or neither. */
  readonly kind: 'server' | 'client' | 'internal';
  readonly attributes: Attributes;
}

/** Tells of work as spans, each within the one that it is part of. */
export interface Tracer {
  /** Does the work as a span, and gives back its own promise; `tell` is what there is to be said of its result. */
  span<T>(subject: SpanSubject, work: () => Promise<T>, tell?: (result: T) => Attributes): Promise<T>;
  /** Delivers what is left, as far as that is possible in a short time; never rejects. */
  close(): Promise<void>;
}
