import { readFileSync } from 'node:fs';
import { LIMITS } from '../../../src/platforms/slack/limits.ts';

const folder = new URL('../../../node_modules/@slack/types/dist/block-kit/', import.meta.url);

/** The comment above a field of an interface in the types that Slack publishes. */
function commentOf(file: string, name: string, field: string): string {
  const source = readFileSync(new URL(file, folder), 'utf8');
  const body = source.slice(source.indexOf(`interface ${name} `));
  const end = body.search(new RegExp(`^\\s+${field}\\??:`, 'm'));
  return body.slice(body.lastIndexOf('/**', end), end).replace(/\s+\*\s+/g, ' ');
}

test.each([
  ['blocks.d.ts', 'HeaderBlock', 'text', LIMITS.headerText],
  ['blocks.d.ts', 'ContextBlock', 'elements', LIMITS.contextElements],
  ['blocks.d.ts', 'ActionsBlock', 'elements', LIMITS.actionsElements],
  ['blocks.d.ts', 'TableBlock', 'rows', LIMITS.tableRows],
  ['blocks.d.ts', 'TableBlock', 'rows', LIMITS.tableColumns],
  ['block-elements.d.ts', 'Button', 'text', LIMITS.buttonLabel],
  ['block-elements.d.ts', 'Button', 'value', LIMITS.buttonValue],
  ['block-elements.d.ts', 'Button', 'url', LIMITS.url],
  ['block-elements.d.ts', 'StaticSelect', 'options', LIMITS.selectOptions],
  ['block-elements.d.ts', 'StaticSelect', 'option_groups', LIMITS.selectGroups],
  ['block-elements.d.ts', 'PlainTextInput', 'min_length', LIMITS.inputText],
  ['blocks.d.ts', 'InputBlock', 'label', LIMITS.inputLabel],
  ['blocks.d.ts', 'InputBlock', 'hint', LIMITS.inputLabel],
  ['../views.d.ts', 'ModalView', 'title', LIMITS.viewTitle],
  ['../views.d.ts', 'ModalView', 'submit', LIMITS.viewTitle],
  ['../views.d.ts', 'BaseView', 'blocks', LIMITS.viewBlocks],
  ['../views.d.ts', 'BaseView', 'private_metadata', LIMITS.privateMetadata],
  ['composition-objects.d.ts', 'PlainTextOption', 'text', LIMITS.optionLabel],
  ['composition-objects.d.ts', 'OptionDescriptor', 'value', LIMITS.optionValue],
  ['composition-objects.d.ts', 'PlainTextElement', 'text', LIMITS.textObject],
  ['extensions.d.ts', 'Action', 'action_id', LIMITS.actionId],
])('the limit of %s %s.%s stands in the types of Slack too: %d', (file, name, field, limit) => {
  expect(commentOf(file, name, field).replaceAll(',', '').match(/\d+/g)).toContain(String(limit));
});
