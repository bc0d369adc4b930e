import { decodeText } from '../../../src/platforms/teams/decode-text.ts';

const mention = (text: string, id = '28:bot') => ({ type: 'mention' as const, text, mentioned: { id } });

test.each([
  ['<at>Scout</at> robots', [mention('<at>Scout</at>')], 'robots'],
  ['<at>Scout</at>, how did it go?', [mention('<at>Scout</at>')], 'how did it go?'],
  [
    'tell <at>Ann</at> robots <at>Scout</at>',
    [mention('<at>Ann</at>', '29:a'), mention('<at>Scout</at>')],
    'tell @Ann robots',
  ],
  ['<at id="0">Scout (Dev) $& [x]*</at> robots', [mention('<at id="0">Scout (Dev) $& [x]*</at>')], 'robots'],
  ['<at>Scout</at>&nbsp;robot&nbsp;R&amp;D', [mention('<at>Scout</at>')], 'robot R&D'],
  ['robot\u00a0&#39;Max&#x27; &lt;b&gt;', [], "robot 'Max' <b>"],
  ['&lt;at&gt;Scout&lt;/at&gt; robots', [mention('<at>Scout</at>')], '<at>Scout</at> robots'],
  ['&amp;lt;at&amp;gt;', [], '&lt;at&gt;'],
  ['`robots`', [], 'robots'],
  ['&unknown; &#0; &#x110000;', [], '&unknown; &#0; &#x110000;'],
  ['  ', [], ''],
])('%s', (written, mentions, text) => {
  expect(decodeText(written, mentions, '28:bot')).toBe(text);
});
