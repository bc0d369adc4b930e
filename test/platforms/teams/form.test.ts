import fc from 'fast-check';
import { formLine } from '../../../src/core/form.ts';
import {
  type Block,
  button,
  buttons,
  type Form,
  type FormField,
  privateReply,
  reply,
  text,
} from '../../../src/core/reply.ts';
import { LIMITS } from '../../../src/platforms/teams/limits.ts';
import { renderCards } from '../../../src/platforms/teams/render.ts';
import { SUBSCRIBE_FORM as form } from '../../fixtures/subscribe-form.ts';
import { buttonPress, channelMention, personalMessage } from './activities.ts';
import { startTeams, type TeamsUnderTest } from './adapter-under-test.ts';
import { complaintsAbout, partsOf, shownText } from './drawn-card.ts';

const cardsOf = (...blocks: readonly Block[]) => renderCards(reply(...blocks), {}).map(({ card }) => card);
const executes = (...blocks: readonly Block[]) => partsOf(cardsOf(...blocks), 'Action.Execute');

/** What a client sends for a form whose inputs hold these values, in order; nothing for those that are empty. */
function filledIn(shown: Form, values: readonly string[]): Readonly<Record<string, unknown>> {
  const [card] = cardsOf(shown);
  const inputs = ['Input.ChoiceSet', 'Input.Time', 'Input.Text'].flatMap((type) => partsOf(card, type));
  const byId = new Map(inputs.map((input) => [String(input.id), input]));
  const entries = shown.fields.map(({ name }, i) => [`0-${name}`, values[i] ?? ''] as const);
  expect(entries.filter(([id]) => !byId.has(id))).toEqual([]);
  const [action] = partsOf(card, 'Action.Execute');
  return { ...(action?.data as object), ...Object.fromEntries(entries.filter(([, value]) => value !== '')) };
}

describe('a form', () => {
  test('is inputs with labels, what is chosen at first, and what to do where something is missing', () => {
    const [card] = cardsOf(form);
    expect(partsOf(card, 'Input.ChoiceSet')).toMatchObject([
      {
        id: '0-days',
        label: 'Days',
        value: 'daily',
        isRequired: true,
        errorMessage: 'Please choose one.',
        choices: [
          { title: 'Every day', value: 'daily' },
          { title: 'Monday to Friday', value: 'daily mon-fri' },
        ],
      },
      { id: '0-empty', value: '–', choices: [{ title: 'Say so', value: '–' }, { title: 'Send nothing' }] },
    ]);
    expect(partsOf(card, 'Input.Time')).toMatchObject([
      { id: '0-at', label: 'At', value: '07:00', isRequired: true, errorMessage: expect.stringContaining('07:00') },
    ]);
    const [zone, robots] = partsOf(card, 'Input.Text');
    expect(zone).toMatchObject({ id: '0-zone', label: 'Zone', value: 'UTC', isRequired: true });
    expect([robots, Object.keys(robots ?? {})]).toMatchObject([
      { label: 'Robots' },
      ['type', 'id', 'label', 'maxLength'],
    ]);
    expect(shownText(card)).toContain('for example Europe/Berlin');
    expect(card && complaintsAbout(card)).toEqual([]);
  });

  test('holds on its button all that makes a line of it, also in clients without Action.Execute', () => {
    const [action] = executes(form);
    const data = {
      command: 'subscribe',
      inPlace: true,
      fields: [
        { input: '0-days' },
        { input: '0-at' },
        { input: '0-zone', before: 'in' },
        { input: '0-robots', before: 'robots' },
        { input: '0-empty' },
      ],
    };
    expect(action).toMatchObject({ title: 'Subscribe', data, fallback: { type: 'Action.Submit', data } });
  });

  test('does not keep other buttons from being pressed', () => {
    const inputs = executes(form, buttons(button('Subscriptions', 'subscriptions'))).map((action) =>
      'associatedInputs' in action ? action.associatedInputs : 'all',
    );
    expect(inputs).toEqual(['all', 'none']);
    expect(JSON.stringify(cardsOf(buttons(button('Robots', 'robots'))))).not.toContain('associatedInputs');
  });

  test('beside another in one card has inputs of its own', () => {
    const ids = partsOf(cardsOf(form, form, { ...form }), 'Input.Time').map((input) => input.id);
    expect(new Set(ids).size).toBe(3);
  });

  test.each<[string, Form]>([
    ['without fields', { ...form, fields: [] }],
    [
      'with nothing to choose from',
      { ...form, fields: [{ kind: 'choice', name: 'days', label: 'Days', options: [], initial: 'daily' }] },
    ],
    ['with two fields of one name', { ...form, fields: [...form.fields, ...form.fields] }],
    [
      'too large for a card',
      {
        ...form,
        fields: Array.from({ length: 300 }, (_, i) => ({ kind: 'text', name: `f${i}`, label: 'x'.repeat(90) })),
      },
    ],
  ])('%s is the line to type', (_, odd) => {
    expect(partsOf(cardsOf(odd), 'Action.Execute')).toEqual([]);
    expect(shownText(cardsOf(odd))).toContain('Subscribe: subscribe');
  });
});

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('{{DATE(x)}}', '', ' ', '<at>x</at>'),
);
const option = fc.record({ label: words, words });
const name = fc.string({ minLength: 1, maxLength: 5 });
const before = fc.constantFrom('in', 'robots');
const field: fc.Arbitrary<FormField> = fc.oneof(
  fc.record({ kind: fc.constant('choice' as const), name, label: words, options: fc.array(option), initial: words }),
  fc.record({ kind: fc.constant('time' as const), name, label: words, initial: fc.constantFrom('07:00', '7', '') }),
  fc.record({ kind: fc.constant('text' as const), name, label: words, hint: words, before, initial: words }),
);
const anyForm: fc.Arbitrary<Form> = fc.record({
  kind: fc.constant('form' as const),
  title: words,
  submit: words,
  command: words,
  fields: fc.array(field, { maxLength: 60 }),
});

test('any form whatever is a card that Teams takes', () => {
  fc.assert(
    fc.property(anyForm, (any) => {
      const cards = cardsOf(any);
      expect(cards.flatMap(complaintsAbout)).toEqual([]);
      expect(cards.filter((card) => Buffer.byteLength(JSON.stringify(card)) > LIMITS.cardBytes)).toEqual([]);
      for (const type of ['label', 'title']) expect(JSON.stringify(cards)).not.toContain(`"${type}":"{{`);
    }),
    { numRuns: 100 },
  );
});

describe('a form that was filled in', () => {
  let it: TeamsUnderTest;
  const values = ['daily mon-fri', '06:30', 'Europe/Berlin', '', 'skip if empty'];
  const line = 'subscribe daily mon-fri 06:30 in Europe/Berlin skip if empty';

  beforeEach(async () => {
    it = await startTeams();
  });
  afterEach(() => it.close());

  const press = async (fields = {}, data = filledIn(form, values)): Promise<unknown> => {
    const response = await it.send(buttonPress(it.connector.serviceUrl, data, fields));
    return response.json();
  };
  const channel = {
    conversation: { id: '19:c@thread.tacv2;messageid=17', conversationType: 'channel', tenantId: 'tenant-1' },
  };

  test('is the line that it stands for, and its answer takes its place', async () => {
    expect(await press()).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
    expect(it.asked.map((message) => message.text)).toEqual([line]);
    expect(line).toBe(formLine(form, { days: values[0], at: values[1], zone: values[2], empty: values[4] }));
  });

  test('leaves out what is empty, and an option without words', async () => {
    await press({}, filledIn(form, ['daily', '07:00', '  Asia/\n Tokyo ', 'Rex, Daisy', '–']));
    expect(it.asked.map((message) => message.text)).toEqual(['subscribe daily 07:00 in Asia/ Tokyo robots Rex, Daisy']);
  });

  test('wrongly stays to be put right: in a channel only who sent it sees why', async () => {
    it.answerWith(() => privateReply(text('No robot is called "spot3".')));
    expect(await press(channel)).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'No robot is called "spot3".',
    });
    await it.adapter.close();
    expect(it.connector.calls).toEqual([]);
  });

  test('wrongly stays to be put right: with one person the answer stands below', async () => {
    it.answerWith(() => privateReply(text('No robot is called "spot3".')));
    expect(await press()).toMatchObject({ type: 'application/vnd.microsoft.activity.message' });
    await it.adapter.close();
    expect(it.connector.calls).toMatchObject([{ method: 'POST', body: { summary: 'No robot is called "spot3".' } }]);
  });

  test('in a client without Action.Execute comes as a message', async () => {
    const value = filledIn(form, values);
    await it.send(channelMention(it.connector.serviceUrl, '', '17', { text: undefined, entities: [], value }));
    await it.send(personalMessage(it.connector.serviceUrl, '', { text: undefined, value: { command: 'robots' } }));
    await it.connector.until(() => it.connector.calls.length > 1);
    expect(it.asked.map((message) => message.text)).toEqual([line, 'robots']);
  });

  test.each([
    ['no list', { fields: 'days' }],
    ['inputs without names', { fields: [{ before: 'in' }] }],
  ])('with %s of fields is not of this bot', async (_, odd) => {
    const response = await it.send(buttonPress(it.connector.serviceUrl, { ...filledIn(form, values), ...odd }));
    expect([response.status, it.asked]).toEqual([400, []]);
  });

  test('has nothing but words in its line, whatever stands in the inputs', async () => {
    await press({}, { ...filledIn(form, values), '0-days': { toString: 'x' }, '0-at': 7 });
    expect(it.asked.map((message) => message.text)).toEqual(['subscribe in Europe/Berlin skip if empty']);
  });
});
