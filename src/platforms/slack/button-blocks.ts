import type { types as slack } from '@slack/bolt';
import { clip, isLonger } from '../../core/cut-text.ts';
import { pack } from '../../core/pack.ts';
import type { Button, Text } from '../../core/reply.ts';
import { code, link } from '../../core/reply.ts';
import { tame } from '../../core/tame.ts';
import { LIMITS } from './limits.ts';
import { isLink } from './slack-text.ts';

/** A button's command as Slack hands it back when it is pressed. */
export interface Press {
  readonly command: string;
  readonly inPlace: boolean;
}

/** Buttons as Slack can hold them: action blocks, and as text what no button can carry. */
export interface ButtonBlocks {
  readonly actions: readonly (slack.ActionsBlock & { elements: slack.Button[] })[];
  readonly texts: readonly Text[];
}

/** Turns buttons into action blocks; `first` numbers them, because an action_id must be unique in its message. */
export function buttonBlocks(buttons: readonly Button[], first: number): ButtonBlocks {
  const elements: slack.Button[] = [];
  const texts: Text[] = [];
  for (const button of buttons) {
    const element = buttonElement(button, first + elements.length);
    if (element === undefined) texts.push(buttonText(button));
    else elements.push(element);
  }
  const groups = pack(elements, [
    { most: LIMITS.actionsElements, of: () => 1 },
    { most: LIMITS.messageCharacters / 2, of: buttonWeight },
  ]);
  return { actions: groups.map((group) => ({ type: 'actions', elements: group })), texts };
}

/** What a button counts for in a message. */
export function buttonWeight({ text, value, url }: slack.Button): number {
  return text.text.length + (value?.length ?? 0) + (url?.length ?? 0) + LIMITS.elementWeight;
}

function buttonElement(button: Button, number: number): slack.Button | undefined {
  if ('url' in button) {
    if (!isLink(button.url)) return undefined;
    return { type: 'button', action_id: `open:${number}`, text: label(button.label, 'Open'), url: button.url };
  }
  const { command, inPlace } = button;
  if (command.trim() === '' || isLonger(command, LIMITS.buttonValue)) return undefined;
  const text = label(button.label, command);
  return { type: 'button', action_id: `${inPlace ? 'swap' : 'say'}:${number}`, text, value: command.toWellFormed() };
}

function label(text: string, otherwise: string): slack.PlainTextElement {
  const shown = tame(text.trim() === '' ? otherwise : text);
  return { type: 'plain_text', text: clip(shown, LIMITS.buttonLabel), emoji: false };
}

function buttonText(button: Button): Text {
  if ('command' in button) return [button.label, ': ', code(button.command)];
  return [button.label, ': ', link('', button.url)];
}

/** What a pressed button asks for; nothing where it is not one of ours or only opens an address. */
export function readPress(actionId: string, value: string | undefined): Press | undefined {
  if (value === undefined) return undefined;
  if (actionId.startsWith('say:')) return { command: value, inPlace: false };
  return actionId.startsWith('swap:') ? { command: value, inPlace: true } : undefined;
}
