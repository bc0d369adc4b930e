import type { Parameter } from '../core/parameters.ts';

/** What is asked of an order: it decides the first line. */
export type OrderAspect = 'people' | 'left' | 'end' | 'where' | 'steps' | 'photos' | 'pause' | 'late' | 'due' | 'scrap';

const WORDS: Readonly<Record<string, OrderAspect>> = {
  people: 'people',
  operators: 'people',
  who: 'people',
  left: 'left',
  remaining: 'left',
  end: 'end',
  eta: 'end',
  where: 'where',
  stations: 'where',
  steps: 'steps',
  answers: 'steps',
  photos: 'photos',
  pictures: 'photos',
  pause: 'pause',
  paused: 'pause',
  late: 'late',
  due: 'due',
  scrap: 'scrap',
};

/** Reads what is asked of an order: the first word or the last, because a product may have such a word in its name. */
export const orderAspect: Parameter<OrderAspect | undefined> = {
  usage: '[aspect]',
  help: '`people`, `left`, `end`, `where`, `steps`, `photos`, `pause`, `late`, `due` or `scrap`: what the first line tells',
  words: Object.keys(WORDS),
  read(words) {
    for (const at of [0, words.length - 1]) {
      const word = words[at];
      if (word === undefined || word.quoted || !Object.hasOwn(WORDS, word.lower)) continue;
      return { value: WORDS[word.lower], rest: words.toSpliced(at, 1) };
    }
    return { value: undefined, rest: words };
  },
};
