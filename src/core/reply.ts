/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Words in bold: names and what is wrong. */
export interface Bold {
  readonly kind: 'bold';
  readonly text: string;
}

/** Words to be typed or copied as they stand. */
export interface Code {
  readonly kind: 'code';
  readonly text: string;
}

/** Words that open `url` (http or https). */
export interface Link {
  readonly kind: 'link';
  readonly text: string;
  readonly url: string;
}

/** A moment, shown in each reader's own zone: `time` 10:19, `date` Oct 21, `date-time` both, with "today" and "yesterday" where the platform can. */
export interface Time {
  readonly kind: 'time';
  readonly at: EpochMs;
  readonly show: 'time' | 'date' | 'date-time';
}

/** A piece of running text; a plain string is literal: the renderer escapes it, so it can carry neither markup nor a mention. */
export type Inline = string | Bold | Code | Link | Time;

/** Running text; a line break inside a literal starts a new line. */
export type Text = readonly Inline[];

export interface Heading {
  readonly kind: 'heading';
  readonly text: string;
}

export interface TextBlock {
  readonly kind: 'text';
  readonly text: Text;
}

/** Labelled values, one line each. */
export interface Fields {
  readonly kind: 'fields';
  readonly fields: readonly { readonly label: string; readonly value: Text }[];
}

/** Rows under column titles; every row has as many cells as there are columns. */
export interface Table {
  readonly kind: 'table';
  readonly columns: readonly { readonly title: string; readonly align?: 'left' | 'right' }[];
  readonly rows: readonly (readonly Text[])[];
}

/** Numbers to be drawn; where they cannot be, they are a table. Without labels or without series it is only its title. */
export interface Chart {
  readonly kind: 'chart';
  readonly title: string;
  readonly form: 'bar' | 'line';
  /** Points on the x axis, in order. */
  readonly labels: readonly string[];
  /** One finite value for each label, rounded as it is to be read. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** What the values count or are measured in. */
  readonly unit: string;
}

/** A picture with its bytes, because a chat server cannot fetch it from a site hub. */
export interface Image {
  readonly kind: 'image';
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** What is written beside it; the alternative text where there is none. */
  readonly caption?: Text;
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

/** Pressing a button is typing its command; `inPlace` asks that the answer take the place of the message pressed on (a refresh, a page). */
export type Button =
  | { readonly label: string; readonly command: string; readonly inPlace?: true }
  | { readonly label: string; readonly url: string };

export interface Buttons {
  readonly kind: 'buttons';
  readonly buttons: readonly Button[];
}

/** One thing to fill in. What is chosen or written becomes words of a command line; `before` stands in front of it, and with nothing written neither does. */
export type FormField = {
  /** Tells it from the other fields. */
  readonly name: string;
  readonly label: string;
  /** What can be written there, in small type. */
  readonly hint?: string;
  readonly before?: string;
} & (
  | {
      readonly kind: 'choice';
      /** The words that an option stands for may be none. */
      readonly options: readonly { readonly label: string; readonly words: string }[];
      /** The words of the option that is chosen at first. */
      readonly initial: string;
    }
  /** A time of day, `07:00`. */
  | { readonly kind: 'time'; readonly initial: string }
  /** May be left empty where it is optional. */
  | { readonly kind: 'text'; readonly initial?: string; readonly optional?: true }
);

/** Fields to fill in instead of typing a command: sending it is typing `command` and the words of its fields, in order. */
export interface Form {
  readonly kind: 'form';
  /** At most 24 characters. */
  readonly title: string;
  /** The label of the button that sends it, at most 24 characters. */
  readonly submit: string;
  readonly command: string;
  readonly fields: readonly FormField[];
}

/** A small line: source, age, what is not reported. */
export interface Note {
  readonly kind: 'note';
  readonly text: Text;
}

export interface Divider {
  readonly kind: 'divider';
}

/** One part of a reply; a renderer is one exhaustive switch over `kind`. */
export type Block = Heading | TextBlock | Fields | Table | Chart | Image | Buttons | Form | Note | Divider;

/** What the bot says, as plain data: the first block answers the question by itself. `sender` keeps it between the bot and the asker. */
export interface Reply {
  readonly blocks: readonly Block[];
  readonly audience: 'everyone' | 'sender';
}

export const bold = (text: string): Bold => ({ kind: 'bold', text });
export const code = (text: string): Code => ({ kind: 'code', text });
export const link = (text: string, url: string): Link => ({ kind: 'link', text, url });
export const time = (at: EpochMs, show: Time['show'] = 'time'): Time => ({ kind: 'time', at, show });

/** A sentence with what stands in backticks as code. */
export function withCode(sentence: string): Text {
  return sentence.split('`').map((part, i) => (i % 2 === 1 ? code(part) : part));
}

export const heading = (text: string): Heading => ({ kind: 'heading', text });
export const text = (...inlines: Text): TextBlock => ({ kind: 'text', text: inlines });
export const note = (...inlines: Text): Note => ({ kind: 'note', text: inlines });
export const buttons = (...list: readonly Button[]): Buttons => ({ kind: 'buttons', buttons: list });

/** A button that types `command`. */
export const button = (label: string, command: string): Button => ({ label, command });
/** A button whose answer takes the place of the message it stands under. */
export const inPlaceButton = (label: string, command: string): Button => ({ label, command, inPlace: true });

/** A reply for the whole conversation. */
export const reply = (...blocks: readonly Block[]): Reply => ({ blocks, audience: 'everyone' });
/** A reply that only the asker sees: help and errors. */
export const privateReply = (...blocks: readonly Block[]): Reply => ({ blocks, audience: 'sender' });
