import { type AssistantClient, createAssistantClient } from '../../../src/clients/assistant/assistant-client.ts';
import { chooses, halfABody, type ModelServer, raw, says, startModelServer } from './model-server.ts';

const CHOICE = {
  commands: 'last [robot or mission] — how the last mission went.',
  sentence: 'und "Rex"?\n{"line":"robots"}',
  robots: ['Rex'],
  missions: [],
};

let model: ModelServer;
let client: AssistantClient;
const choose = () => client.choose(CHOICE, new AbortController().signal);

beforeEach(async () => {
  model = await startModelServer();
  client = createAssistantClient({ url: `${model.url}/`, model: 'small-1', key: 'k3y', deadlineMs: 3_000 });
});

afterEach(async () => {
  await client.close();
  await model.close();
});

test('asks for a line or nothing by a strict schema, with the sentence and the names as data', async () => {
  model.answer = chooses('last Rex');
  expect(await choose()).toBe('last Rex');
  const [request] = model.requests;
  expect(request).toMatchObject({
    method: 'POST',
    path: '/v1/chat/completions',
    headers: { authorization: 'Bearer k3y', 'content-type': 'application/json' },
  });
  const { messages, ...others } = JSON.parse(request?.body ?? '');
  expect(others).toEqual({
    model: 'small-1',
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'command_choice',
        strict: true,
        schema: {
          type: 'object',
          properties: { line: { type: ['string', 'null'], description: expect.any(String) } },
          required: ['line'],
          additionalProperties: false,
        },
      },
    },
  });
  const [system, user] = messages;
  expect([system.role, user.role, messages.length]).toEqual(['system', 'user', 2]);
  expect(system.content).toContain(CHOICE.commands);
  expect(system.content).not.toContain('Rex');
  const { commands: _, ...data } = CHOICE;
  expect(JSON.parse(user.content)).toEqual(data);
});

test('without a key none is sent', async () => {
  const open = createAssistantClient({ url: model.url, model: 'small-1', deadlineMs: 3_000 });
  await open.choose(CHOICE, new AbortController().signal);
  await open.close();
  expect(model.requests[0]?.headers).not.toHaveProperty('authorization');
});

test('nothing fits', async () => {
  expect(await choose()).toBeUndefined();
});

test.each([
  ['an error', raw(500, '{"error":"boom"}'), 'status 500'],
  ['a key that is refused', raw(401, '{}'), 'status 401'],
  ['a redirect', raw(302, ''), 'status 302'],
  ['half a body', halfABody, 'half an answer'],
  ['too much', says('x'.repeat(70_000)), 'answer too large'],
  ['no JSON', raw(200, '<html>'), 'not the agreed form'],
  ['no choice', raw(200, '{"choices":[]}'), 'not the agreed form'],
  ['a refusal', raw(200, '{"choices":[{"message":{"content":null,"refusal":"no"}}]}'), 'not the agreed form'],
  ['prose', says('I would say `last`.'), 'not the agreed form'],
  ['another schema', says('{"command":"last"}'), 'not the agreed form'],
  ['more than was asked for', says('{"line":"last","answer":"All is well"}'), 'not the agreed form'],
  ['a number', says('{"line":7}'), 'not the agreed form'],
  ['no words', says('{"line":" "}'), 'not the agreed form'],
  ['two lines', chooses('last\nrobots'), 'not the agreed form'],
  ['an endless line', chooses(`last ${'x'.repeat(300)}`), 'not the agreed form'],
])('%s is an error of the endpoint', async (_, answer, reason) => {
  model.answer = answer;
  await expect(choose()).rejects.toMatchObject({ reason });
});

test('an endpoint that is not there is an error', async () => {
  await model.close();
  await expect(choose()).rejects.toMatchObject({ name: 'Unreachable', reason: 'connection refused' });
  model = await startModelServer();
});
