import { clip, isLonger } from '../../core/cut-text.ts';
import { formLine, formPattern } from '../../core/form.ts';
import { bold, code, type Form, type FormField } from '../../core/reply.ts';
import { bytesOf, type CardElement, type CardInput, type FilledIn } from './card.ts';
import { inertRun } from './inert-markdown.ts';
import { LIMITS } from './limits.ts';
import { textBlocks } from './text-blocks.ts';

/** Stands for an option without words: clients take an empty value for none chosen. */
const NO_WORDS = '–';

/** A form as inputs and the button that sends them; as the line to type where it has too much for a card. `number` tells it from others there. */
export function formBlocks(form: Form, number: number): readonly CardElement[] {
  const title = labelOf(form.submit, 'Send');
  const inputs = form.fields.map((field) => inputOf(field, `${number}-${field.name.toWellFormed()}`));
  const data: FilledIn = {
    command: form.command.toWellFormed(),
    inPlace: true,
    fields: form.fields.map(({ before }, i) => ({
      input: inputs[i]?.id ?? '',
      ...(before !== undefined && { before }),
    })),
  };
  const drawn: CardElement = {
    type: 'Container',
    items: [
      ...textBlocks([form.title], { weight: 'Bolder' }),
      ...form.fields.flatMap(({ hint = '' }, i) => [
        ...inputs.slice(i, i + 1),
        ...textBlocks([hint], { size: 'Small', isSubtle: true }).map((line) => ({ ...line, spacing: 'None' as const })),
      ]),
      {
        type: 'ActionSet',
        actions: [
          { type: 'Action.Execute', verb: 'say', title, data, fallback: { type: 'Action.Submit', title, data } },
        ],
      },
    ],
  };
  if (areSound(inputs) && bytesOf(drawn) <= LIMITS.formBytes) return [drawn];
  return [...textBlocks([bold(form.title), ': ', code(formPattern(form))])];
}

function areSound(inputs: readonly CardInput[]): boolean {
  const isEmpty = inputs.some((input) => input.type === 'Input.ChoiceSet' && input.choices.length === 0);
  return inputs.length > 0 && !isEmpty && new Set(inputs.map(({ id }) => id)).size === inputs.length;
}

const labelOf = (...choices: readonly string[]): string =>
  clip(choices.map((each) => inertRun(each).trim()).find((each) => each !== '') ?? '–', LIMITS.inputLabel);

const wordsOf = (words: string): string => words.toWellFormed().trim() || NO_WORDS;

function inputOf(field: FormField, id: string): CardInput {
  const label = labelOf(field.label, field.name);
  switch (field.kind) {
    case 'choice': {
      const choices = field.options.map((option) => ({
        title: labelOf(option.label, option.words),
        value: wordsOf(option.words),
      }));
      const initial = wordsOf(field.initial);
      const isKnown = choices.some(({ value }) => value === initial);
      const required = { isRequired: true, errorMessage: 'Please choose one.' } as const;
      return { type: 'Input.ChoiceSet', id, label, ...required, choices, ...(isKnown && { value: initial }) };
    }
    case 'time': {
      const isTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(field.initial);
      const required = { isRequired: true, errorMessage: 'Please enter a time, for example 07:00.' } as const;
      return { type: 'Input.Time', id, label, ...required, ...(isTime && { value: field.initial }) };
    }
    case 'text': {
      const isRequired = field.optional !== true;
      const required = isRequired && ({ isRequired, errorMessage: 'Please write something here.' } as const);
      const fits = field.initial !== undefined && !isLonger(field.initial, LIMITS.inputText);
      const initial = fits && field.initial !== '' && { value: field.initial.toWellFormed() };
      return { type: 'Input.Text', id, label, maxLength: LIMITS.inputText, ...required, ...initial };
    }
  }
}

/** The command line of a form that was filled in, from the data of its button, in which the inputs stand beside what the card carried. */
export function filledInLine({ command, fields }: FilledIn, data: Readonly<Record<string, unknown>>): string {
  const values = fields.map(({ input }) => {
    const value = data[input];
    return [input, typeof value === 'string' && value !== NO_WORDS ? value : undefined] as const;
  });
  const asked = fields.map(({ input, before }) => ({
    kind: 'text' as const,
    name: input,
    label: '',
    ...(before !== undefined && { before }),
  }));
  return formLine({ kind: 'form', title: '', submit: '', command, fields: asked }, Object.fromEntries(values));
}
