import { COMMAND_QUESTIONS } from '../../src/commands/questions/all-questions.ts';
import { CONCEPTS } from '../../src/language/concepts.ts';
import { RULES_WITHOUT_COMMAND } from '../../src/language/rules/all-rules.ts';
import { slotsOf } from '../../src/language/slots/intent-slots.ts';
import { SURE } from '../../src/language/understand.ts';
import { createSentenceReader } from '../../src/sentence-reader.ts';
import { INTENTS, SLOTS } from './vocabulary.ts';

const understand = createSentenceReader();
const rules = [...COMMAND_QUESTIONS, ...RULES_WITHOUT_COMMAND];
const context = {
  now: Date.parse('2026-10-21T14:20:00Z'),
  zone: 'Europe/Berlin',
  names: { robots: ['Rex', 'Rex-2'], missions: ['Perimeter Patrol', 'Boiler Round'], sites: ['north'] },
};

describe('the rules', () => {
  it('know only intents and slots of the vocabulary, and every intent has one', () => {
    expect(new Set(rules.map(({ intent }) => intent))).toEqual(INTENTS);
    expect([...INTENTS].flatMap(slotsOf).filter((slot) => !SLOTS.has(slot))).toEqual([]);
  });

  it('say each example once', () => {
    const examples = rules.flatMap((rule) => rule.examples);
    expect(examples.filter((example, i) => examples.indexOf(example) !== i)).toEqual([]);
  });

  it.each(rules.flatMap((rule) => rule.examples.map((example) => [example, rule] as const)))(
    'take "%s" for what it is an example of, and for nothing else',
    (example, rule) => {
      const isSmallTalk = ['greeting', 'thanks'].includes(rule.intent);
      const found = understand(isSmallTalk ? example : `Hey, ${example}?`, context);
      expect([found.intent, found.confidence >= SURE]).toEqual([rule.intent, true]);
    },
  );

  it('have an answer or a command for every question', () => {
    const silent = rules.filter(({ answer, command }) => answer === undefined && command === undefined);
    expect(silent.map(({ label }) => label)).toEqual([]);
  });

  it('mention only words that the list of concepts has', () => {
    const signs = rules.flatMap(({ needs = [] }) => needs.flat());
    expect(signs.filter((sign) => !sign.startsWith('@') && !Object.hasOwn(CONCEPTS, sign))).toEqual([]);
  });
});
