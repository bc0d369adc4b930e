import type { Form, FormField } from '../../core/reply.ts';
import { escapeHtml } from './escape-html.ts';

/** Draws a form like a dialog of Slack; the page makes a line of what is filled in, and says it. */
export function drawForm({ title, submit, command, fields }: Form): string {
  return [
    `<form class="dialog" aria-label="${escapeHtml(title)}" data-command="${escapeHtml(command)}">`,
    `<h3>${escapeHtml(title)}</h3>`,
    ...fields.map(drawField),
    `<p class="send"><button type="submit">${escapeHtml(submit)}</button></p>`,
    '</form>',
  ].join('');
}

function drawField(field: FormField): string {
  const optional = field.kind === 'text' && field.optional ? ' <small>(optional)</small>' : '';
  const hint = field.hint === undefined ? '' : `<small>${escapeHtml(field.hint)}</small>`;
  return `<label><b>${escapeHtml(field.label)}${optional}</b>${drawInput(field)}${hint}</label>`;
}

function drawInput(field: FormField): string {
  const attributes = `data-before="${escapeHtml(field.before ?? '')}"`;
  switch (field.kind) {
    case 'choice': {
      const options = field.options.map(({ label, words }) => {
        const selected = words === field.initial ? ' selected' : '';
        return `<option value="${escapeHtml(words)}"${selected}>${escapeHtml(label)}</option>`;
      });
      return `<select ${attributes}>${options.join('')}</select>`;
    }
    case 'time':
      return `<input type="time" ${attributes} value="${escapeHtml(field.initial)}" required>`;
    case 'text': {
      const required = field.optional ? '' : ' required';
      return `<input type="text" ${attributes} value="${escapeHtml(field.initial ?? '')}"${required} autocomplete="off">`;
    }
  }
}
