import type { types as slack } from '@slack/bolt';
import * as v from 'valibot';
import { clip, isLonger } from '../../core/cut-text.ts';
import { formLine } from '../../core/form.ts';
import type { Conversation, NamedChannel } from '../../core/message.ts';
import type { Form, FormField } from '../../core/reply.ts';
import { tame } from '../../core/tame.ts';
import type { Incoming } from './incoming.ts';
import { LIMITS } from './limits.ts';

/** Tells the views that forms are made of from others. */
export const FORM_VIEW = 'form';

const ACTION = 'value';
// An option without words has a value too.
const VALUE_MARK = '=';

/** What a view keeps until it is submitted: where the form was asked for, and what makes a line of it. */
const Kept = v.object({
  conversation: v.object({
    platform: v.literal('slack'),
    team: v.string(),
    channel: v.string(),
    kind: v.picklist(['channel', 'direct']),
    thread: v.exactOptional(v.string()),
  }),
  channels: v.array(v.object({ name: v.string(), id: v.string() })),
  command: v.string(),
  befores: v.array(v.string()),
});

/** A modal view that a form is made of. */
export interface FormView extends slack.ModalView {
  blocks: (slack.SectionBlock | slack.InputBlock)[];
}

/** A form as a modal view; nothing where Slack would refuse it. `intro` stands above the fields. */
export function formView(
  form: Form,
  asked: { readonly conversation: Conversation; readonly channels: readonly NamedChannel[] },
  intro?: string,
): FormView | undefined {
  const inputs: slack.InputBlock[] = [];
  for (const [i, field] of form.fields.entries()) {
    const element = inputElement(field);
    if (element === undefined) return undefined;
    inputs.push(inputBlock(field, element, i));
  }
  const kept: v.InferInput<typeof Kept> = {
    conversation: { ...asked.conversation, platform: 'slack' },
    channels: [...asked.channels],
    command: form.command,
    befores: form.fields.map(({ before = '' }) => before),
  };
  const private_metadata = JSON.stringify(kept);
  if (inputs.length === 0 || inputs.length >= LIMITS.viewBlocks || private_metadata.length > LIMITS.privateMetadata)
    return undefined;
  return {
    type: 'modal',
    callback_id: FORM_VIEW,
    title: plain(form.title, LIMITS.viewTitle, 'Scout'),
    submit: plain(form.submit, LIMITS.viewTitle, 'Send'),
    close: plain('Cancel', LIMITS.viewTitle),
    private_metadata,
    blocks: intro === undefined ? inputs : [{ type: 'section', text: plain(intro, LIMITS.textObject) }, ...inputs],
  };
}

function inputBlock(field: FormField, element: slack.InputBlock['element'], number: number): slack.InputBlock {
  const { label, hint = '' } = field;
  return {
    type: 'input',
    block_id: blockId(number),
    label: plain(label, LIMITS.inputLabel, field.name),
    element,
    optional: field.kind === 'text' && field.optional === true,
    ...(hint.trim() !== '' && { hint: plain(hint, LIMITS.inputLabel) }),
  };
}

function inputElement(field: FormField): slack.InputBlock['element'] | undefined {
  switch (field.kind) {
    case 'choice':
      return selectElement(field);
    case 'time': {
      const isTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(field.initial);
      return { type: 'timepicker', action_id: ACTION, ...(isTime && { initial_time: field.initial }) };
    }
    case 'text': {
      const initial = field.initial?.toWellFormed() ?? '';
      if (isLonger(initial, LIMITS.inputText)) return undefined;
      return { type: 'plain_text_input', action_id: ACTION, ...(initial !== '' && { initial_value: initial }) };
    }
  }
}

/** A list to choose from, in groups where it is long; each choice of words stands in it once. */
function selectElement(field: Extract<FormField, { kind: 'choice' }>): slack.StaticSelect | undefined {
  const labels = new Map(field.options.toReversed().map(({ label, words }) => [words, label]));
  const options = [...labels].toReversed().map(([words, label]) => ({
    text: plain(label, LIMITS.optionLabel, words),
    value: `${VALUE_MARK}${words}`,
  }));
  const isRefused = ({ value }: slack.PlainTextOption): boolean =>
    value === undefined || isLonger(value, LIMITS.optionValue) || !value.isWellFormed();
  if (options.length === 0 || options.some(isRefused)) return undefined;
  const initial = options.find(({ value }) => value === `${VALUE_MARK}${field.initial}`);
  const select = { type: 'static_select', action_id: ACTION, ...(initial && { initial_option: initial }) } as const;
  if (options.length <= LIMITS.selectOptions) return { ...select, options };
  const groups = Array.from({ length: Math.ceil(options.length / LIMITS.selectOptions) }, (_, i) => {
    const group = options.slice(i * LIMITS.selectOptions, (i + 1) * LIMITS.selectOptions);
    const label = `${clip(group[0]?.text.text ?? '', 35)} – ${clip(group.at(-1)?.text.text ?? '', 35)}`;
    return { label: plain(label, LIMITS.optionLabel), options: group };
  });
  return groups.length <= LIMITS.selectGroups ? { ...select, option_groups: groups } : undefined;
}

function plain(text: string, limit: number, otherwise = '–'): slack.PlainTextElement {
  const shown = [text, otherwise].find((each) => each.trim() !== '') ?? '–';
  return { type: 'plain_text', text: clip(tame(shown), limit), emoji: false };
}

function blockId(number: number): string {
  return `field:${number}`;
}

const FieldState = v.object({
  type: v.string(),
  value: v.nullish(v.string()),
  selected_time: v.nullish(v.string()),
  selected_option: v.nullish(v.object({ value: v.string() })),
});
const Submitted = v.object({
  trigger_id: v.optional(v.string()),
  user: v.object({ id: v.string() }),
  view: v.object({
    id: v.string(),
    private_metadata: v.pipe(v.string(), v.parseJson(), Kept),
    state: v.object({ values: v.record(v.string(), v.object({ [ACTION]: FieldState })) }),
  }),
});

/** A form that was filled in: what it says as a line, and where an error of it is shown. */
export interface SubmittedForm extends Incoming {
  readonly view: string;
  /** The block that an error stands under. */
  readonly errorBlock: string;
}

/** Reads a `view_submission` payload; nothing where its view is not of this bot's making. */
export function readSubmission(body: unknown): SubmittedForm | undefined {
  const submitted = v.safeParse(Submitted, body);
  if (!submitted.success) return undefined;
  const { user, view, trigger_id } = submitted.output;
  const { conversation, channels, command, befores } = view.private_metadata;
  const states = befores.map((_, i) => view.state.values[blockId(i)]?.[ACTION]);
  const fields = befores.map((before, i) => ({ kind: 'text' as const, name: blockId(i), label: '', before }));
  const values = Object.fromEntries(states.map((state, i) => [blockId(i), readValue(state)]));
  const { channel, kind, thread } = conversation;
  const written = states.findIndex((state) => state !== undefined && state.type !== 'timepicker');
  return {
    id: view.id,
    text: formLine({ kind: 'form', title: '', submit: '', command, fields }, values),
    channels,
    user: user.id,
    conversation,
    target: {
      channel,
      user: user.id,
      canHide: kind === 'channel',
      ...(thread !== undefined && { thread, hiddenThread: thread }),
    },
    // The form itself can be sent more than once: where something in it was wrong, it stays open.
    keys: trigger_id === undefined ? [] : [`form ${trigger_id}`],
    view: view.id,
    errorBlock: blockId(Math.max(0, written)),
  };
}

function readValue(state: v.InferOutput<typeof FieldState> | undefined): string {
  if (state === undefined) return '';
  return state.selected_option?.value.slice(VALUE_MARK.length) ?? state.selected_time ?? state.value ?? '';
}
