import { escapeMarkup } from '../../core/escape-markup.ts';
import type { Form, FormField } from '../../core/reply.ts';

/** Draws a form like a dialog of Slack; the page makes a line of what is filled in, and says it. */
export function drawForm({ title, submit, command, fields }: Form): string {
  return [
    `<form class="dialog" aria-label="${escapeMarkup(title)}" data-command="${escapeMarkup(command)}">`,
    `<h3>${escapeMarkup(title)}</h3>`,
    ...fields.map(drawField),
    `<p class="send"><button type="submit">${escapeMarkup(submit)}</button></p>`,
    '</form>',
  ].join('');
}

function drawField(field: FormField): string {
  const optional = field.kind === 'text' && field.optional ? ' <small>(optional)</small>' : '';
  const hint = field.hint === undefined ? '' : `<small>${escapeMarkup(field.hint)}</small>`;
  return `<label><b>${escapeMarkup(field.label)}${optional}</b>${drawInput(field)}${hint}</label>`;
}

function drawInput(field: FormField): string {
  const attributes = `data-before="${escapeMarkup(field.before ?? '')}"`;
  switch (field.kind) {
    case 'choice': {
      const options = field.options.map(({ label, words }) => {
        const selected = words === field.initial ? ' selected' : '';
        return `<option value="${escapeMarkup(words)}"${selected}>${escapeMarkup(label)}</option>`;
      });
      return `<select ${attributes}>${options.join('')}</select>`;
    }
    case 'time':
      return `<input type="time" ${attributes} value="${escapeMarkup(field.initial)}" required>`;
    case 'text': {
      const required = field.optional ? '' : ' required';
      return `<input type="text" ${attributes} value="${escapeMarkup(field.initial ?? '')}"${required} autocomplete="off">`;
    }
  }
}
