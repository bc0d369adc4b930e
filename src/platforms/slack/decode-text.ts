import type { NamedChannel } from '../../core/message.ts';

const CONTROL = /<(@|#|!|(?:https?|mailto|tel):)([^<>|]*)(?:\|([^<>]*))?>|&(amp|lt|gt);/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** What a person wrote, and the channels that it names. */
export interface DecodedText {
  readonly text: string;
  readonly channels: readonly NamedChannel[];
}

/**
 * What a person wrote, from message text as Slack encodes it: entities read, mentions of the bot taken out, other marks as their labels.
 * Backticks go too: who copies a command out of an answer gets it as code.
 */
export function decodeText(written: string, botUser: string | undefined): DecodedText {
  const text = written.replaceAll('`', ' ');
  // Most of what people type has no marks.
  if (!text.includes('<') && !text.includes('&')) return { text: text.trim(), channels: [] };
  const channels: NamedChannel[] = [];
  const decoded = text
    .replace(
      CONTROL,
      (
        whole,
        kind: string | undefined,
        id: string | undefined,
        label: string | undefined,
        entity: string | undefined,
      ) => {
        if (entity !== undefined) return ENTITIES[entity] ?? whole;
        if (kind === '@' && id === botUser) return ' ';
        const mark = writeMark(kind ?? '', id ?? '', label);
        if (kind === '#' && id !== undefined) channels.push({ name: mark.slice(1), id });
        return mark;
      },
    )
    .trim()
    .replace(/^[,:]\s*/, '');
  return { text: decoded, channels };
}

/** What was decoded, with its channels as marks again, so that a button can carry them. */
export function markChannels(text: string, channels: readonly NamedChannel[]): string {
  const marks = new Map(channels.map(({ name, id }) => [`#${name}`, `<#${id}|${name}>`]));
  return text.replace(/#\S+/g, (word) => marks.get(word) ?? word);
}

/** Reads the channel marks of a button's command, and nothing else of it: it was never encoded. */
export function decodeChannels(command: string): DecodedText {
  const channels: NamedChannel[] = [];
  const text = command.replace(/<#([A-Z0-9]+)\|([^<>|]+)>/g, (_, id: string, name: string) => {
    channels.push({ name, id });
    return `#${name}`;
  });
  return { text, channels };
}

function writeMark(kind: string, id: string, label: string | undefined): string {
  // Of a channel or user that the bot may not see, Slack leaves the label empty.
  const shown = label ? decodeEntities(label) : undefined;
  switch (kind) {
    case '@':
    case '#':
      return `${kind}${shown ?? id}`;
    case '!':
      // <!here>, <!subteam^S1|@group>, <!date^…|yesterday>
      return shown ?? `@${id.split('^')[0]}`;
    default:
      return shown ?? `${kind.startsWith('http') ? kind : ''}${decodeEntities(id)}`;
  }
}

function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (whole, entity: string) => ENTITIES[entity] ?? whole);
}
