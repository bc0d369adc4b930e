import { escapeMarkup } from '../../core/escape-markup.ts';
import type { Button } from '../../core/reply.ts';
import { isRecord, type JsonRecord } from './json-record.ts';

/** Blocks whose buttons are numbered, and the buttons of the reply that the numbers stand for; none where the reply has no such button. */
export interface NumberedButtons {
  readonly blocks: readonly unknown[];
  readonly buttons: readonly (Button | undefined)[];
}

/** Replaces each button's `action_id` by its number, which the library draws as the element's id. */
export function numberButtons(blocks: readonly unknown[], known: readonly Button[]): NumberedButtons {
  const buttons: (Button | undefined)[] = [];
  const number = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(number);
    if (!isRecord(part)) return part;
    const { type } = part;
    if (type !== 'button') return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, number(value)]));
    buttons.push(known.find((button) => isSame(button, part)));
    return { ...part, action_id: `preview-button-${buttons.length - 1}` };
  };
  return { blocks: blocks.map(number), buttons };
}

/** A rendered button carries the command or the address of the reply's; its label may have been cut. */
function isSame(button: Button, { value, url }: JsonRecord): boolean {
  return 'url' in button ? button.url === url : button.command === value;
}

/** Tells the page what each numbered button does: type a command, or open an address. */
export function connectButtons(html: string, buttons: NumberedButtons['buttons']): string {
  return html.replace(/ id="preview-button-(\d+)"/g, (_, number: string) => {
    const button = buttons[Number(number)];
    if (button === undefined) return ' disabled=""';
    if ('url' in button) return ` data-url="${escapeMarkup(button.url)}"`;
    return ` data-command="${escapeMarkup(button.command)}"${button.inPlace ? ' data-in-place=""' : ''}`;
  });
}
