const CONTROL = /<(@|#|!|(?:https?|mailto|tel):)([^<>|]*)(?:\|([^<>]*))?>|&(amp|lt|gt);/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/**
 * What a person wrote, from message text as Slack encodes it: entities read, mentions of the bot taken out, other marks as their labels.
 * Backticks go too: who copies a command out of an answer gets it as code.
 */
export function decodeText(written: string, botUser: string | undefined): string {
  const text = written.replaceAll('`', ' ');
  // Most of what people type has no marks.
  if (!text.includes('<') && !text.includes('&')) return text.trim();
  return text
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
        return writeMark(kind ?? '', id ?? '', label);
      },
    )
    .trim()
    .replace(/^[,:]\s*/, '');
}

function writeMark(kind: string, id: string, label: string | undefined): string {
  const shown = label === undefined ? undefined : decodeEntities(label);
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
