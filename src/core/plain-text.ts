import { chartTable, chartTitle, isEmptyChart } from './chart.ts';
import { formPattern } from './form.ts';
import type { Block, EpochMs, Inline, Reply, Text, Time } from './reply.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, show: Time['show'] | 'day'): Intl.DateTimeFormat {
  const key = `${zone} ${show}`;
  const known = formats.get(key);
  if (known) return known;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const date = { day: 'numeric', month: 'short' } as const;
  const options: Intl.DateTimeFormatOptions =
    show === 'time' ? clock : show === 'date' ? date : { year: 'numeric', month: '2-digit', day: '2-digit' };
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}

/** Writes a moment in a zone as a reader at `now` would say it: `10:19`, `22:04 yesterday`, `02:00 on 19 Oct`. */
export function writeTime(moment: Pick<Time, 'at' | 'show'>, zone: string, now: EpochMs): string {
  if (moment.show !== 'date-time') return format(zone, moment.show).format(moment.at);
  const clock = format(zone, 'time').format(moment.at);
  const day = format(zone, 'day');
  const that = day.format(moment.at);
  if (that === day.format(now)) return clock;
  // 24 h either way can miss a short or long day's edge by an hour; the date comparison decides, not the hours.
  if (that === day.format(now - 86_400_000)) return `${clock} yesterday`;
  if (that === day.format(now + 86_400_000)) return `${clock} tomorrow`;
  return `${clock} on ${format(zone, 'date').format(moment.at)}`;
}

/** Writes running text without markup; links keep their address. */
function writeText(text: Text, writer: (moment: Time) => string): string {
  return text.map((inline) => writeInline(inline, writer)).join('');
}

function writeInline(inline: Inline, writer: (moment: Time) => string): string {
  if (typeof inline === 'string') return inline;
  switch (inline.kind) {
    case 'bold':
    case 'code':
      return inline.text;
    case 'link':
      return `${inline.text} (${inline.url})`;
    case 'time':
      return writer(inline);
  }
}

/** Writes a whole reply as text for a terminal or a notification's long form: tables in columns, buttons as the words to type. */
export function writeReply(reply: Reply, zone: string, now: EpochMs): string {
  const writer = (moment: Time): string => writeTime(moment, zone, now);
  return reply.blocks.map((block) => writeBlock(block, writer)).join('\n');
}

/** The line that answers the question by itself: the first text of the reply. */
export function firstLine(reply: Reply, zone: string, now: EpochMs): string {
  const first = reply.blocks[0];
  if (first === undefined) return '';
  return writeBlock(first, (moment) => writeTime(moment, zone, now)).split('\n', 1)[0] ?? '';
}

function writeBlock(block: Block, writer: (moment: Time) => string): string {
  switch (block.kind) {
    case 'heading':
      return `\n${block.text}`;
    case 'text':
    case 'note':
      return writeText(block.text, writer);
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${writeText(value, writer)}`).join('\n');
    case 'table':
      return writeTable(
        block.columns.map((column) => column.title),
        block.rows.map((row) => row.map((cell) => writeText(cell, writer))),
      );
    case 'chart':
      return isEmptyChart(block) ? block.title : `${chartTitle(block)}\n${writeBlock(chartTable(block), writer)}`;
    case 'image':
      return `[picture: ${writeText(block.caption ?? [block.alt], writer)} (${Math.ceil(block.bytes.length / 1000)} kB)]`;
    case 'buttons':
      return block.buttons
        .map((button) => `[${button.label}: ${'command' in button ? button.command : button.url}]`)
        .join(' ');
    case 'form':
      return `${block.title}: ${formPattern(block)}`;
    case 'divider':
      return '----';
  }
}

function writeTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.replaceAll('\n', ' ').padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [titles, rows.length > 0 ? widths.map((width) => '-'.repeat(width)) : [], ...rows].map(line).join('\n');
}
