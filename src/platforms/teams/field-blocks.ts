import { countCodePoints } from '../../core/cut-text.ts';
import { pack } from '../../core/pack.ts';
import { bold, type Fields, type Inline } from '../../core/reply.ts';
import { bytesOf, type CardElement, type Fact } from './card.ts';
import { isPlain, joinMarkdown, markdownOf } from './inert-markdown.ts';
import { LIMITS } from './limits.ts';
import { isVisible, textBlocks } from './text-blocks.ts';

type Field = Fields['fields'][number];

/**
 * Fields as FactSets. The values of a FactSet are markdown in Teams, so it holds only what is inert there without a backslash; a block in
 * which a field has other characters, is long or is code becomes lines of text, where nothing can act.
 */
export function fieldBlocks(fields: readonly Field[]): readonly CardElement[] {
  if (!fields.every(isFact)) {
    return textBlocks(fields.flatMap(({ label, value }, i) => [i === 0 ? '' : '\n', bold(label), ': ', ...value]));
  }
  const facts = fields.map(
    ({ label, value }): Fact => ({
      title: joinMarkdown([markdownOf(label)]),
      value: isVisible(value) ? joinMarkdown(value.map(markdownOf)) : '–',
    }),
  );
  return pack(facts, [{ most: LIMITS.factBytes, of: bytesOf }]).map((group) => ({ type: 'FactSet', facts: group }));
}

function isFact({ label, value }: Field): boolean {
  if (label.trim() === '' || !isPlain(label)) return false;
  const length = value.reduce((sum, inline) => sum + lengthOf(inline), countCodePoints(label));
  return length <= LIMITS.factValue && value.every(isFactPart);
}

function lengthOf(inline: Inline): number {
  if (typeof inline === 'string') return countCodePoints(inline);
  if (inline.kind === 'time') return LIMITS.inlineWeight;
  return countCodePoints(inline.text) + (inline.kind === 'link' ? inline.url.length : 0);
}

function isFactPart(inline: Inline): boolean {
  if (typeof inline === 'string') return isPlain(inline);
  if (inline.kind === 'time') return true;
  return inline.kind !== 'code' && isPlain(inline.text) && (inline.kind !== 'link' || isPlain(inline.url));
}
