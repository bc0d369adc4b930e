import { decodeChannels, decodeText, markChannels } from '../../../src/platforms/slack/decode-text.ts';

test.each([
  ['<@UBOT> robots', 'robots'],
  ['<@UBOT|scout>: robots', 'robots'],
  ['<@UBOT>, <@UBOT> robots', 'robots'],
  ['hello <@UBOT>', 'hello'],
  ['robots of <@U7|bob> and <@U8>', 'robots of @bob and @U8'],
  ['in <#C2|lab> <#C3> <#C4|>', 'in #lab #C3 #C4'],
  ['<!here> <!subteam^S1|@ops> <!date^1790000000^{time}|10:19>', '@here @ops 10:19'],
  ['<https://scout.test/a?b&amp;c> <https://x.test|x.test>', 'https://scout.test/a?b&c x.test'],
  ['<mailto:a@b.test|a@b.test> <tel:123>', 'a@b.test 123'],
  ['R&amp;D &lt;b&gt; &amp;lt; &quot;', 'R&D <b> &lt; &quot;'],
  ['<b> stays <', '<b> stays <'],
  ['`robots failed` ```now```', 'robots failed     now'],
  ['  ', ''],
])('reads %j as %j', (encoded, plain) => {
  expect(decodeText(encoded, 'UBOT').text).toBe(plain);
});

test('tells the channels of a text; the id is the name of one without a name', () => {
  expect(decodeText('<@UBOT> subscribe <#C1|lab>, <#C2> <#G3|> #other', 'UBOT').channels).toEqual([
    { name: 'lab', id: 'C1' },
    { name: 'C2', id: 'C2' },
    { name: 'G3', id: 'G3' },
  ]);
});

test('a button carries the channels of a text', () => {
  const channels = [
    { name: 'rob', id: 'C1' },
    { name: 'robots', id: 'C2' },
  ];
  const command = markChannels('subscribe #robots #rob <b> #lab', channels);
  expect(command).toBe('subscribe <#C2|robots> <#C1|rob> <b> #lab');
  expect(decodeChannels(command)).toEqual({
    text: 'subscribe #robots #rob <b> #lab',
    channels: channels.toReversed(),
  });
});
