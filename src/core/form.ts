import type { Form } from './reply.ts';

/** The command line that a filled-in form stands for; `values` holds what was chosen or written, by the names of the fields. */
export function formLine({ command, fields }: Form, values: Readonly<Record<string, string | undefined>>): string {
  const words = fields.map(({ name, before = '' }) => {
    const value = values[name]?.replace(/\s+/g, ' ').trim() ?? '';
    return value === '' ? '' : `${before} ${value}`;
  });
  return [command, ...words].join(' ').replace(/ +/g, ' ').trim();
}

/** The command line to type instead of filling in a form, with its fields' names in capitals and what is chosen at first in their place. */
export function formPattern(form: Form): string {
  return formLine(
    form,
    Object.fromEntries(form.fields.map((field) => [field.name, field.initial ?? field.name.toUpperCase()])),
  );
}
