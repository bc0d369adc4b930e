import { formLine } from '../../../src/core/form.ts';
import type { Form } from '../../../src/core/reply.ts';
import { formView, readSubmission } from '../../../src/platforms/slack/form-view.ts';
import { fc } from '../../fixtures/property.ts';
import { anyForm, ordinaryForm } from './arbitrary-reply.ts';
import { problemsOfView } from './block-kit-rules.ts';
import { viewSubmission } from './payloads.ts';

const PATIENCE_MS = 60_000;
const conversation = { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' } as const;
const asked = { conversation, channels: [{ name: 'lab', id: 'C2' }] };

/** What somebody fills in: for each field a number that picks an option, and words. */
const filling = fc.array(fc.record({ pick: fc.nat(), words: fc.string({ maxLength: 40 }) }), {
  minLength: 8,
  maxLength: 8,
});
type Filling = readonly { readonly pick: number; readonly words: string }[];

/** The values of the fields by their names, as the person sees them. */
function filledIn(form: Form, fillings: Filling): Readonly<Record<string, string>> {
  const values = form.fields.map((field, i): [string, string] => {
    const { pick = 0, words = '' } = fillings[i] ?? {};
    if (field.kind === 'choice') return [field.name, field.options[pick % field.options.length]?.words ?? ''];
    return [field.name, field.kind === 'time' ? `0${pick % 10}:30` : words];
  });
  return Object.fromEntries(values);
}

function lineOfSubmitting(form: Form, values: Readonly<Record<string, string>>): string | undefined {
  const view = formView(form, asked);
  if (view === undefined) return undefined;
  const filled = form.fields.map((field, i) => [
    `field:${i}`,
    `${field.kind === 'choice' ? '=' : ''}${values[field.name]}`,
  ]);
  const { payload = '' } = viewSubmission(view, Object.fromEntries(filled)).form;
  return readSubmission(JSON.parse(payload))?.text;
}

test(
  'any form becomes a view that Slack accepts, or none',
  () => {
    fc.assert(
      fc.property(fc.oneof(anyForm, ordinaryForm), fc.option(fc.string({ maxLength: 5_000 })), (form, intro) => {
        const view = formView(form, asked, intro ?? undefined);
        expect(view === undefined ? [] : problemsOfView(view)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  },
  PATIENCE_MS,
);

test(
  'a form of a usual size becomes a view, and submitting it says what typing it would',
  () => {
    fc.assert(
      fc.property(ordinaryForm, filling, (form, fillings) => {
        const values = filledIn(form, fillings);
        expect(lineOfSubmitting(form, values)).toBe(formLine(form, values));
      }),
      { numRuns: 300 },
    );
  },
  PATIENCE_MS,
);

describe('what Slack would refuse is no view', () => {
  const text = { kind: 'text', name: 'site', label: 'Site' } as const;
  const form: Form = { kind: 'form', title: 'Subscribe', submit: 'Subscribe', command: 'subscribe', fields: [text] };
  const choice = { kind: 'choice', name: 'days', label: 'Days', initial: '' } as const;

  test.each([
    ['no fields', { ...form, fields: [] }],
    ['more fields than blocks', { ...form, fields: Array.from({ length: 100 }, () => text) }],
    ['nothing to choose from', { ...form, fields: [{ ...choice, options: [] }] }],
    ['words that are too long', { ...form, fields: [{ ...choice, options: [{ label: 'A', words: 'x'.repeat(75) }] }] }],
    ['more to remember than a view keeps', { ...form, command: 'x'.repeat(3_000) }],
  ])('%s', (_, refused: Form) => {
    expect(formView(form, asked)).toBeDefined();
    expect(formView(refused, asked)).toBeUndefined();
  });
});
