import { createSentenceReader } from '../../src/sentence-reader.ts';
import { CONTEXT, type Context, PLANT_NAMES } from './engine.ts';

const understand = createSentenceReader();

describe('names of a shop floor', () => {
  const plant: Context = { ...CONTEXT, names: { ...CONTEXT.names, ...PLANT_NAMES } };
  const lineOf = (sentence: string, context = plant): string | undefined => understand(sentence, context).command;

  test.each([
    ['is kitting-2 paused?', 'station pause "Kitting 2"'],
    ['how is asembly 2 doing', 'station "Assembly 2"'],
    ['how is sub assembly 2 doing', 'station "Sub Assembly 2"'],
    ['how is Assembly 9 doing', 'station "Assembly 9"'],
    ['open orders at kitting', 'orders Kitting'],
    ['where is 454-23-17 built', 'unit where 454-23-17'],
    ['average build time of gearbox g4', 'unit time "Gearbox G4"'],
    ['how many gearboxes did we make yesterday', 'orders done yesterday "Gearbox G4"'],
    ['how many valve blocks did we make yesterday', 'orders done yesterday "Valve Block VB-3"'],
    ['how many couplings did we make yesterday', 'orders done yesterday couplings'],
    ['where is unit 88-104-2', 'unit where 88-104-2'],
  ])('%s', (sentence, line) => {
    expect(lineOf(sentence)).toBe(line);
  });

  test('are what all that fit begin with, where they are several', () => {
    const products = ['Gearbox G4', 'Gearbox G7'];
    const several = { ...plant, names: { ...plant.names, products } };
    expect(lineOf('how many gearboxes did we make yesterday', several)).toBe('orders done yesterday Gearbox');
  });

  test('give way to those of robots, unless the sentence says station', () => {
    const names = { ...plant.names, robots: ['Cell 4'], stations: ['Cell 4'] };
    const of = (sentence: string) => understand(sentence, { ...plant, names }).slots;
    expect(of('what is Cell 4 doing')).toEqual({ robot: 'Cell 4' });
    expect(of('what is station Cell 4 doing')).toEqual({ station: 'Cell 4' });
  });

  test('are no words of other questions', () => {
    const sentences = ['how hot is valve V-17', 'photos of the control panel', 'how did the last mission go'];
    for (const sentence of sentences) expect(lineOf(sentence)).toBe(lineOf(sentence, CONTEXT));
  });
});

describe('numbers of orders', () => {
  const slotsOf = (sentence: string) => understand(sentence, CONTEXT).slots;

  test.each([
    ['status of WO-9867432', 'WO-9867432'],
    ['status of wo 9867432', 'WO-9867432'],
    ['status of wo9867432', 'WO-9867432'],
    ['status of order 10427', 'WO-10427'],
    ['status of wo-12', 'WO-12'],
    ['status of order PD1002214', 'PD1002214'],
    ['status of pd1002214', 'PD1002214'],
    ['status of order AB-1042', 'AB-1042'],
  ])('%s', (sentence, wo) => {
    expect(slotsOf(sentence)).toEqual({ wo });
  });

  test('are none behind other words', () => {
    expect(slotsOf('where is unit AB1002214')).toEqual({ unit: 'AB1002214' });
  });
});
