import type { Rule, Sign } from '../../language/rule.ts';

const ONE = 'Which order? Write `order NUMBER`, or `orders` for all that are open.';

/** An aspect of one order: the words that ask for it. */
const aspect = (words: string, label: string, needs: Rule['needs'], examples: readonly string[]): Rule => ({
  intent: 'wo_status',
  label,
  ...(needs && { needs }),
  command: { name: 'order', words, says: ['wo'], required: ['wo'] },
  answer: ONE,
  examples,
});

const AMOUNTS: readonly Sign[] = ['how_many', 'how_much', 'open', 'along', 'waiting'];

/** Questions about one work order. */
export const orderQuestions: readonly Rule[] = [
  {
    intent: 'wo_status',
    label: 'A work order',
    command: { name: 'order', says: ['wo'], required: ['wo'] },
    answer: ONE,
    examples: ['what is the status of WO-9867432', 'order WO-9867432', 'how is order PD1002214'],
  },
  {
    intent: 'wo_status',
    label: 'A work order',
    needs: ['when', 'start'],
    command: { name: 'order', says: ['wo'], required: ['wo'] },
    answer: ONE,
    examples: ['when was WO-9867432 started'],
  },
  aspect('scrap', 'Scrap of an order', ['scrap'], ['how much scrap has WO-9867432', 'order scrap WO-9867432']),
  aspect(
    'people',
    'Who works on an order',
    [['who', 'operator']],
    ['who is working on WO-3991420', 'order people WO-3991420'],
  ),
  aspect('photos', 'Photos of an order', ['picture'], ['photos taken on WO-3991420', 'order photos WO-3991420']),
  aspect('due', 'When an order is due', ['due'], ['when is WO-3991420 due', 'order due WO-3991420']),
  aspect('late', 'Whether an order is late', [['late', 'pace']], ['is WO-3991420 late', 'order late WO-3991420']),
  aspect(
    'pause',
    'Why an order rests',
    [['why', 'paused', 'pause', 'stuck', 'stopped']],
    ['why is WO-3991420 paused', 'order pause WO-3991420'],
  ),
  aspect('end', 'When an order ends', ['when'], ['when will work order 3991420 be done', 'order end WO-3991420']),
  aspect('where', 'Where an order is', [['where', 'station']], ['where is WO-3991420', 'order where WO-3991420']),
  aspect(
    'steps',
    'What was recorded on an order',
    [['action', 'reading', 'record']],
    ['which steps are done on WO-3991420', 'what was measured on WO-3991420', 'order steps WO-3991420'],
  ),
  aspect('left', 'What is left of an order', [AMOUNTS], ['how many are left on WO-3991420', 'order left WO-3991420']),
  {
    intent: 'wo_status',
    label: 'Hours of a person',
    needs: ['how_long', ['@norobot', '@user']],
    answer: 'Hours of one person I do not tell; `order people NUMBER` tells who is signed in on an order.',
    examples: ['how many hours did Tom log on WO-3991420'],
  },
  {
    intent: 'wo_list',
    label: 'Where a product is built',
    needs: ['where'],
    command: { name: 'order', words: 'where', says: ['product'], required: ['product'] },
    answer: ONE,
    examples: ['where is the order for the pump housings'],
  },
];
