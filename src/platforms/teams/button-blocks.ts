import { clip, isLonger } from '../../core/cut-text.ts';
import { pack } from '../../core/pack.ts';
import { type Button, code, link, type Text } from '../../core/reply.ts';
import { type Action, bytesOf, type CardElement, type Pressed } from './card.ts';
import { inertRun, linkAddress } from './inert-markdown.ts';
import { LIMITS } from './limits.ts';
import { textBlocks } from './text-blocks.ts';

/** Buttons as action sets, which keep their place among the blocks; as text what no button can carry. */
export function buttonBlocks(buttons: readonly Button[], isBesideForm = false): readonly CardElement[] {
  const actions: Action[] = [];
  const texts: Text[] = [];
  for (const button of buttons) {
    const action = actionOf(button, isBesideForm);
    if (action === undefined) texts.push(wordsOf(button));
    else actions.push(action);
  }
  const groups = pack(actions, [
    { most: LIMITS.actions, of: () => 1 },
    { most: LIMITS.actionBytes, of: bytesOf },
  ]);
  const sets = groups.map((group): CardElement => ({ type: 'ActionSet', actions: group.map(inOverflow) }));
  return [...sets, ...texts.flatMap((text) => textBlocks(text))];
}

function inOverflow(action: Action, place: number): Action {
  return place < LIMITS.primaryActions ? action : { ...action, mode: 'secondary' };
}

function actionOf(button: Button, isBesideForm: boolean): Action | undefined {
  if ('url' in button) {
    const url = linkAddress(button.url);
    return url === undefined ? undefined : { type: 'Action.OpenUrl', title: labelOf(button.label), url };
  }
  const { command, inPlace } = button;
  if (command.trim() === '' || isLonger(command, LIMITS.command)) return undefined;
  const title = labelOf(button.label, command);
  const data: Pressed = { command: command.toWellFormed(), ...(inPlace && { inPlace }) };
  const sending = { data, ...(isBesideForm && ({ associatedInputs: 'none' } as const)) };
  return {
    type: 'Action.Execute',
    verb: 'say',
    title,
    ...sending,
    fallback: { type: 'Action.Submit', title, ...sending },
  };
}

function labelOf(...choices: readonly string[]): string {
  const shown = choices.map((each) => inertRun(each.replace(/[\r\n]+/g, ' '))).find((each) => each.trim() !== '');
  return clip(shown ?? 'Open', LIMITS.buttonLabel);
}

function wordsOf(button: Button): Text {
  return [button.label, ': ', 'command' in button ? code(button.command) : link('', button.url)];
}
