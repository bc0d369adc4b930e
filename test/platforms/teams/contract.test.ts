import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { type AdapterHarness, describeAdapter, type Shown, THREAD } from '../../contracts/adapter.ts';
import { buttonPress, channelMention, personalMessage, TENANT } from './activities.ts';
import { startTeams } from './adapter-under-test.ts';
import type { ConnectorCall } from './fake-connector.ts';

const CHANNEL = '19:channel@thread.tacv2';
const Invoked = v.object({ type: v.string(), value: v.unknown() });

/** Everything that can be read in a card. */
const words = (card: unknown): string =>
  [...JSON.stringify(card ?? '').matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('');

const textOf = ({ body }: ConnectorCall): string => words(body['attachments']);

async function startMicrosoftTeams(): Promise<AdapterHarness> {
  const it = await startTeams();
  const { connector } = it;
  const invoked: Shown[] = [];
  const refused = new Set<number>();

  function shown(): readonly Shown[] {
    const posted = connector.calls.filter(({ method }, i) => method === 'POST' && !refused.has(i));
    return [
      ...posted.map((call): Shown => {
        const [, thread] = call.conversation.split(';messageid=');
        return { text: textOf(call), ...(thread !== undefined && { thread }), inPlace: false, hidden: false };
      }),
      ...invoked,
    ];
  }

  return {
    ...it,
    conversation: {
      platform: 'teams',
      team: TENANT,
      channel: CHANNEL,
      kind: 'channel',
      endpoint: connector.serviceUrl,
    },
    async ask(text, id) {
      await it.send(channelMention(connector.serviceUrl, text, THREAD, { id }));
    },
    async askDirectly(text) {
      await it.send(personalMessage(connector.serviceUrl, text));
    },
    async press(command, inPlace) {
      const conversation = { id: `${CHANNEL};messageid=${THREAD}`, conversationType: 'channel', tenantId: TENANT };
      const press = buttonPress(connector.serviceUrl, { command, ...(inPlace && { inPlace }) }, { conversation });
      const { type, value } = v.parse(Invoked, await (await it.send(press)).json());
      const isCard = type === 'application/vnd.microsoft.card.adaptive';
      // The line with which a press is acknowledged is no answer.
      if (isCard || inPlace) {
        invoked.push({ text: isCard ? words(value) : String(value), inPlace: isCard, hidden: !isCard });
      }
    },
    refuseNext() {
      refused.add(connector.calls.length);
      connector.provoke({ status: 500 });
    },
    shown,
    updated() {
      const call = connector.calls.findLast(({ method }) => method === 'PUT');
      return call && [call.activity ?? '', textOf(call)];
    },
    until: async (isTrue) => {
      while (!isTrue()) await setImmediate();
    },
  };
}

describeAdapter('teams', startMicrosoftTeams);
