import { clip, countCodePoints } from '../core/cut-text.ts';
import type { Inline, Text } from '../core/reply.ts';

/** What a moment counts for: `10:19 on 21 Oct`. */
const TIME_LENGTH = 16;

const lengthOf = (inline: Inline): number => {
  if (typeof inline === 'string') return countCodePoints(inline);
  return inline.kind === 'time' ? TIME_LENGTH : countCodePoints(inline.text);
};

/** The beginning of running text, of so many letters at most; what was cut ends with an ellipsis. */
export function firstLetters(text: Text, most: number): Text {
  const kept: Inline[] = [];
  let left = most;
  for (const inline of text) {
    const length = lengthOf(inline);
    if (length > left) {
      return [...kept, clipped(inline, left)];
    }
    kept.push(inline);
    left -= length;
  }
  return kept;
}

function clipped(inline: Inline, most: number): Inline {
  if (most < 2) return '…';
  if (typeof inline === 'string') return clip(inline, most);
  return inline.kind === 'bold' || inline.kind === 'code' ? { ...inline, text: clip(inline.text, most) } : '…';
}

/** The end of running text in whole parts, of so many letters at most; what was cut begins with an ellipsis. */
export function lastParts(text: Text, most: number): Text {
  const kept: Inline[] = [];
  let left = most;
  for (const inline of text.toReversed()) {
    left -= lengthOf(inline);
    if (left < 0) return ['…', ...kept];
    kept.unshift(inline);
  }
  return kept;
}
