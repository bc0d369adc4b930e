import type { Conversation, Message } from '../../src/core/message.ts';
import type { PlatformAdapter } from '../../src/core/platform-adapter.ts';
import { privateReply, type Reply, reply, text } from '../../src/core/reply.ts';
import type { LogLine } from '../platforms/slack/adapter-under-test.ts';

/** Something that people can read on the platform by now. */
export interface Shown {
  readonly text: string;
  /** The thread it stands in. */
  readonly thread?: string;
  /** Whether it took the place of the message that was pressed on. */
  readonly inPlace: boolean;
  /** Whether only the asker sees it. */
  readonly hidden: boolean;
}

/** An adapter with its platform played by a test; each platform brings one. */
export interface AdapterHarness {
  readonly adapter: PlatformAdapter;
  readonly asked: readonly Message[];
  readonly log: readonly LogLine[];
  /** A conversation to say something unasked in. */
  readonly conversation: Conversation;
  answerWith(answer: (message: Message) => Reply | Promise<Reply>): void;
  /** Somebody asks in the thread 1790000000.5 of a channel; the same `id` makes it the same event. */
  ask(text: string, id: string): Promise<void>;
  askDirectly(text: string): Promise<void>;
  /** Somebody presses a button under a message in a channel. */
  press(command: string, inPlace: boolean): Promise<void>;
  /** Lets the platform refuse the next message for good. */
  refuseNext(): void;
  shown(): readonly Shown[];
  /** What was last put in the place of a message that the bot had sent: its id and text. */
  updated(): readonly [id: string, text: string] | undefined;
  until(isTrue: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export const THREAD = '1790000000.5';

/** What every adapter has to do, whatever its platform. */
export function describeAdapter(platform: string, start: () => Promise<AdapterHarness>): void {
  let it: AdapterHarness;

  beforeEach(async () => {
    it = await start();
  });

  afterEach(() => it.close());

  const shown = async (count: number): Promise<readonly Shown[]> => {
    await it.until(() => it.shown().length >= count);
    return it.shown();
  };

  test('has the name of its platform, and so have its conversations', async () => {
    await it.ask('robots', '1');
    await shown(1);
    expect([it.adapter.name, it.asked[0]?.conversation.platform]).toEqual([platform, platform]);
  });

  test('a question is answered in the same thread', async () => {
    await it.ask('robots', '1');
    expect(await shown(1)).toEqual([{ text: 'Said: robots', thread: THREAD, inPlace: false, hidden: false }]);
    expect(it.asked).toMatchObject([{ text: 'robots', conversation: { kind: 'channel', thread: THREAD } }]);
  });

  test('a question in a direct conversation is answered there', async () => {
    await it.askDirectly('robots');
    expect(await shown(1)).toEqual([{ text: 'Said: robots', inPlace: false, hidden: false }]);
    expect(it.asked).toMatchObject([{ text: 'robots', conversation: { kind: 'direct' } }]);
  });

  test('what comes a second time is answered once', async () => {
    await it.ask('robots', '1');
    await it.ask('robots', '1');
    await it.ask('runs', '2');
    const texts = (await shown(2)).map(({ text: words }) => words);
    expect(texts).toEqual(['Said: robots', 'Said: runs']);
    expect(it.asked).toHaveLength(2);
  });

  test('pressing a button is typing its command', async () => {
    await it.press('summary', false);
    expect(await shown(1)).toMatchObject([{ text: 'Said: summary', inPlace: false, hidden: false }]);
    expect(it.asked).toMatchObject([{ text: 'summary' }]);
  });

  test('a button that refreshes puts the answer in the place of its message', async () => {
    await it.press('robots', true);
    expect(await shown(1)).toMatchObject([{ text: 'Said: robots', inPlace: true }]);
  });

  test('an answer for the asker does not take the place of what all read', async () => {
    it.answerWith(() => privateReply(text('Scout does not answer')));
    await it.press('robots', true);
    expect(await shown(1)).toMatchObject([{ text: 'Scout does not answer', inPlace: false, hidden: true }]);
  });

  test('an answer that the platform refuses is logged, and the next one arrives', async () => {
    it.refuseNext();
    await it.ask('robots', '1');
    await it.until(() => it.log.some(({ message }) => message === 'could not deliver an answer'));
    await it.ask('runs', '2');
    expect(await shown(1)).toMatchObject([{ text: 'Said: runs' }]);
  });

  test('something said unasked arrives, and can be replaced', async () => {
    const sent = await it.adapter.send(it.conversation, reply(text('Summary')));
    expect(it.shown()).toMatchObject([{ text: 'Summary', inPlace: false }]);
    await it.adapter.update(sent, reply(text('New summary')));
    expect(sent.conversation).toEqual(it.conversation);
    expect(it.updated()).toEqual([sent.id, 'New summary']);
  });

  test('something said unasked that did not arrive is told', async () => {
    it.refuseNext();
    await expect(it.adapter.send(it.conversation, reply(text('Summary')))).rejects.toMatchObject({
      name: 'SendError',
      outcome: expect.stringMatching(/^(?:not-sent|gone|unknown)$/),
    });
    expect(it.shown()).toEqual([]);
  });

  test('a marked message is never missed where it stands, nor found where it does not', async () => {
    await it.adapter.send(it.conversation, reply(text('Summary')), 'delivery-1');
    expect(await it.adapter.find(it.conversation, 'delivery-1', 0)).not.toBe(false);
    expect(await it.adapter.find(it.conversation, 'delivery-2', 0)).not.toBe(true);
  });

  test('whoever asks has a name and a zone', async () => {
    await it.ask('robots', '1');
    const sender = it.asked[0]?.sender;
    expect(await sender?.name()).toMatch(/\S/);
    expect(await sender?.zone()).toMatch(/^(?:UTC|\w+\/\w+)/);
  });

  test('where somebody asked, something can be said later', async () => {
    await it.ask('robots', '1');
    await shown(1);
    const [asked] = it.asked;
    const stored: Conversation = JSON.parse(JSON.stringify(asked?.conversation));
    await it.adapter.send(stored, reply(text('Rex is back')));
    expect(it.shown().at(-1)).toEqual({ text: 'Rex is back', thread: THREAD, inPlace: false, hidden: false });
  });

  test('closing waits for answers under way', async () => {
    const held = Promise.withResolvers<void>();
    it.answerWith(async () => {
      await held.promise;
      return reply(text('At last'));
    });
    await it.ask('robots', '1');
    const closed = it.adapter.close();
    held.resolve();
    await closed;
    expect(it.shown()).toMatchObject([{ text: 'At last' }]);
  });
}
