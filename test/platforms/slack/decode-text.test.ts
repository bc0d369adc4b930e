import { decodeText } from '../../../src/platforms/slack/decode-text.ts';

test.each([
  ['<@UBOT> robots', 'robots'],
  ['<@UBOT|scout>: robots', 'robots'],
  ['<@UBOT>, <@UBOT> robots', 'robots'],
  ['hello <@UBOT>', 'hello'],
  ['robots of <@U7|bob> and <@U8>', 'robots of @bob and @U8'],
  ['in <#C2|lab> <#C3>', 'in #lab #C3'],
  ['<!here> <!subteam^S1|@ops> <!date^1790000000^{time}|10:19>', '@here @ops 10:19'],
  ['<https://scout.test/a?b&amp;c> <https://x.test|x.test>', 'https://scout.test/a?b&c x.test'],
  ['<mailto:a@b.test|a@b.test> <tel:123>', 'a@b.test 123'],
  ['R&amp;D &lt;b&gt; &amp;lt; &quot;', 'R&D <b> &lt; &quot;'],
  ['<b> stays <', '<b> stays <'],
  ['`robots failed` ```now```', 'robots failed     now'],
  ['  ', ''],
])('reads %j as %j', (encoded, plain) => {
  expect(decodeText(encoded, 'UBOT')).toBe(plain);
});
