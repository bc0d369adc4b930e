import fc from 'fast-check';
import { type FormView, formView } from '../../src/platforms/slack/form-view.ts';
import {
  buttonPress,
  directMessage,
  eventEnvelope,
  fresh,
  homeOpened,
  mention,
  slashCommand,
  viewSubmission,
} from '../platforms/slack/payloads.ts';
import { signedRequest } from '../platforms/slack/signed-request.ts';
import type { Back, HttpRequest, Malformed, Port } from './malformed-request.ts';
import { byteChanges, type Change, changed, changedJson, changes, inHeader, text, withBytes } from './mangling.ts';

type Payload = { readonly form: Readonly<Record<string, string>> } | { readonly json: object };

const toSlack = { kind: 'http', method: 'POST', path: '/slack/events' } as const;

/** Commands, events and buttons as Slack would send them, changed in a few places, and signed as Slack signs them. */
export function slackRequests({ responseUrl }: Back, door: string, port: Port): fc.Arbitrary<HttpRequest> {
  return signed(payloads(responseUrl), door, port);
}

const payloads = (responseUrl: string): fc.Arbitrary<Payload> =>
  fc.tuple(text, fc.nat(6)).map(([words, kind]) => payloadOf(words, kind, responseUrl));

function payloadOf(words: string, kind: number, responseUrl: string): Payload {
  switch (kind) {
    case 0:
      return slashCommand(words, responseUrl);
    case 1:
      return mention(words);
    case 2:
      return directMessage(words);
    case 3:
      return buttonPress(words.slice(0, 200), words);
    case 4:
      return homeOpened();
    case 5:
      return eventEnvelope({ type: 'app_uninstalled' });
    default:
      return slashCommand(words, words);
  }
}

/** Forms that were filled in, changed also in what the view keeps for itself. */
export const slackForms = (door: string, port: Port): fc.Arbitrary<HttpRequest> => signed(submissions(), door, port);

function submissions(): fc.Arbitrary<Payload> {
  const view = subscribeView();
  const { private_metadata: kept = '' } = view;
  return fc.record({ at: text, zone: text, made: changes, isKept: fc.boolean() }).map(({ at, zone, made, isKept }) => {
    const private_metadata = isKept ? kept : changedJson(kept, made);
    return viewSubmission({ ...view, private_metadata }, { 'field:0': at, 'field:2': zone });
  });
}

/** The form of a new subscription, asked for in a channel. */
function subscribeView(): FormView {
  const days = [{ label: 'Every day', words: 'daily' }];
  const view = formView(
    {
      kind: 'form',
      title: 'Subscribe',
      submit: 'Subscribe',
      command: 'subscribe',
      fields: [
        { kind: 'time', name: 'time', label: 'At', initial: '07:00' },
        { kind: 'choice', name: 'days', label: 'Days', initial: 'daily', options: days },
        { kind: 'text', name: 'zone', label: 'Zone', before: 'in', initial: 'UTC' },
      ],
    },
    { conversation: { platform: 'slack', team: 'T1', channel: 'C1', kind: 'channel' }, channels: [] },
  );
  if (view === undefined) throw new Error('Slack would not take the form');
  return view;
}

function signed(said: fc.Arbitrary<Payload>, door: string, port: Port): fc.Arbitrary<HttpRequest> {
  return fc
    .record({ payload: said, made: changes, flips: byteChanges, type: text, isTyped: fc.nat(9), isOuter: fc.nat(9) })
    .map(({ payload, made, flips, type, isTyped, isOuter }) => {
      const request = signedRequest(mangled(payload, made, isOuter === 0));
      // The bytes change before the signature would: so it is made again over them.
      const body = withBytes(Buffer.from(request.body), flips);
      const again = flips.length === 0 ? request : signedRequest({ raw: body });
      const headers = {
        ...again.headers,
        'content-type': isTyped === 0 ? inHeader(type) : (request.headers['content-type'] ?? ''),
      };
      return { ...toSlack, door, port, headers, body };
    });
}

/** What stands as JSON in a form is changed where it stands, or the form around it. */
function mangled(payload: Payload, made: readonly Change[], isOuter: boolean): Payload {
  if ('json' in payload) return { json: changed(payload.json, made) as object };
  const { payload: inner } = payload.form;
  if (inner !== undefined && !isOuter) return { form: { payload: changedJson(inner, made) } };
  return { form: written(changed(payload.form, made)) };
}

/** The same in the envelopes of Socket Mode, changed anywhere. */
export function slackEnvelopes({ responseUrl }: Back, door: string): fc.Arbitrary<Malformed> {
  return fc
    .record({ payload: fc.oneof(payloads(responseUrl), submissions()), made: changes })
    .map(({ payload, made }) => ({ kind: 'envelope', door, envelope: changed(envelopeOf(payload), made) as object }));
}

function envelopeOf(payload: Payload): object {
  const envelope_id = fresh('envelope-');
  if ('json' in payload) return { type: 'events_api', envelope_id, payload: payload.json };
  const { payload: inner } = payload.form;
  if (inner !== undefined) return { type: 'interactive', envelope_id, payload: JSON.parse(inner) };
  return { type: 'slash_commands', envelope_id, accepts_response_payload: true, payload: payload.form };
}

/** Strangers at Slack's door: no signature, an old one, one of another secret, odd times. */
export function slackStrangers(door: string, port: Port): fc.Arbitrary<HttpRequest> {
  return fc
    .record({
      words: text,
      payload: text.map((words) => mention(words)),
      at: fc.constantFrom(0, 4e12, undefined),
      time: text,
      kind: fc.constantFrom('other secret', 'no signature', 'odd signature', 'odd time', 'old'),
    })
    .map(({ words, payload, at = Date.now(), time, kind }) => {
      const isOld = kind === 'old';
      const { headers, body } = signedRequest(payload, isOld ? { at: 1 } : { secret: 'another', at });
      const changedHeaders: Record<string, string> = { ...headers };
      if (kind === 'no signature') delete changedHeaders['x-slack-signature'];
      if (kind === 'odd signature') changedHeaders['x-slack-signature'] = inHeader(words);
      if (kind === 'odd time') changedHeaders['x-slack-request-timestamp'] = inHeader(time);
      return { ...toSlack, door, port, headers: changedHeaders, body: Buffer.from(body) };
    });
}

/** A tree as the fields of a form. */
function written(tree: unknown): Readonly<Record<string, string>> {
  const fields = typeof tree === 'object' && tree !== null ? Object.entries(tree) : [];
  return Object.fromEntries(
    fields.map(([name, value]) => [name, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')]),
  );
}
