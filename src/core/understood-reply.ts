import type { Understood } from './language.ts';
import { bold, button, buttons, code, note, privateReply, type Reply, text, withCode } from './reply.ts';

/** Shows the words that mean the same, so that people learn them, and the further questions of the message; buttons stay last. */
export function noteUnderstanding(reply: Reply, understood: Understood | undefined): Reply {
  const { line, chosen, also = [] } = understood ?? {};
  if (line === undefined) return reply;
  const last = reply.blocks.at(-1);
  const own = last?.kind === 'buttons' ? last : undefined;
  const before = own ? reply.blocks.slice(0, -1) : reply.blocks;
  const more = also.length === 0 ? [] : [note('You asked more than one thing; the buttons below ask the rest.')];
  const rest = buttons(...also.map(({ label, line: other }) => button(label, other)), ...(own?.buttons ?? []));
  return {
    ...reply,
    blocks: [
      ...before,
      note('understood as: ', code(line), ...(chosen ? [` (chosen by ${chosen.by})`] : [])),
      ...more,
      ...(own || also.length > 0 ? [rest] : []),
    ],
  };
}

/** What is answered to a sentence that no command answers, or that may mean several. */
export function unansweredReply({ isSure, said, guesses }: Understood): Reply {
  const offered = guesses.map(({ label, line }) => button(label, line));
  const help = guesses.some(({ line }) => line === 'help') ? [] : [button('Help', 'help')];
  if (isSure && said !== undefined) return privateReply(text(...withCode(said)), buttons(...offered, ...help));
  return privateReply(
    text(bold('I am not sure what you mean.')),
    ...(guesses.length > 0 ? [text('Perhaps one of these?')] : []),
    buttons(...offered, ...help),
  );
}
