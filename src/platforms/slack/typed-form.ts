import { formPattern } from '../../core/form.ts';
import type { NamedChannel } from '../../core/message.ts';
import { type Buttons, button, buttons, code, type Form, type Reply, type TextBlock, text } from '../../core/reply.ts';
import { markChannels } from './decode-text.ts';

/** A form where none can be opened: the line to type, and a button by which to ask again for what opens it. */
export function typedForm(form: Form, asked = form.command): readonly [TextBlock, Buttons] {
  return [text('Fill in the form, or type: ', code(formPattern(form))), buttons(button('Open the form', asked))];
}

/** A reply to be read, with its forms as lines to type; it answers what was asked in these words. */
export function withTypedForms(
  reply: Reply,
  asked: { readonly text: string; readonly channels: readonly NamedChannel[] },
): Reply {
  if (formOf(reply) === undefined) return reply;
  const line = markChannels(asked.text, asked.channels);
  return {
    ...reply,
    blocks: reply.blocks.flatMap((block) => (block.kind === 'form' ? typedForm(block, line) : [block])),
  };
}

/** The form that a reply asks to fill in. */
export function formOf(reply: Reply): Form | undefined {
  return reply.blocks.find((block) => block.kind === 'form');
}
