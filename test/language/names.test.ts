import { chooseRule } from '../../src/language/intents/choose-rule.ts';
import { inItsLanguage } from '../../src/language/reading/in-its-language.ts';
import { createLexicon } from '../../src/language/reading/lexicon.ts';
import { createNameIndex } from '../../src/language/reading/name-index.ts';
import { createQuestionReader } from '../../src/language/reading/read-questions.ts';
import { tokensOf } from '../../src/language/reading/tokens.ts';
import { readSlots } from '../../src/language/slots/read-slots.ts';
import { RULES } from '../../src/sentence-reader.ts';
import { readWordLists } from '../../src/word-lists.ts';
import { CONTEXT } from './engine.ts';

const wordLists = readWordLists();
const read = createQuestionReader(wordLists);

/** The slots of a sentence that is known to ask for something. */
function slotsOf(intent: string, sentence: string, context = CONTEXT): unknown {
  const { marks, words } = read(sentence, context)?.whole ?? { marks: [], words: [] };
  const rule = chooseRule(RULES, intent, marks);
  return rule && readSlots({ marks, words, rule });
}

const SPOTS = { ambiguous: ['Spot-01', 'Spot-02', 'Spot-10'] };
const PERIMETERS = { ambiguous: ['Perimeter Patrol', 'Night Perimeter'] };
const unknown = (name: string) => ({ unknown: name, suggest: [] });

describe('names of robots and missions', () => {
  test.each([
    ['robot_status', "how's REX doing", { robot: 'Rex' }],
    ['robot_battery', 'rexs battery', { robot: 'Rex' }],
    ['robot_status', 'Rexy alright? how is Rexy', { robot: 'Rex' }],
    ['robot_status', 'how is "scrapy"', { robot: 'Scrappy' }],
    ['robot_location', 'where is spot ten', { robot: 'Spot-10' }],
    ['robot_location', "where are Spot-02's paws", { robot: 'Spot-02' }],
    ['robot_battery', 'battery of rex, daisy & scrappy', { robots: ['Rex', 'Daisy', 'Scrappy'] }],
    ['robot_battery', 'battery of rex n daisy', { robots: ['Rex', 'Daisy'] }],
    ['run_last', 'did the perimiter patrol finish', { mission: 'Perimeter Patrol' }],
    ['schedule_next', 'when does the boiler rnd start', { mission: 'Boiler Room Round' }],
    ['schedule_next', 'when does night perim start', { mission: 'Night Perimeter' }],
    ['robot_battery', 'daysi battery', { robot: 'Daisy' }],
    ['robot_location', 'where is Spto-02', { robot: 'Spot-02' }],
    ['robot_location', 'where is resx', { robot: 'Rex' }],
    ['run_last', 'how did the night round go', { mission: 'Night Perimeter' }],
    ['run_current', 'is the compressor dial walk on', { mission: 'Compressor Gauge Walk' }],
    ['run_last', 'did the walk of the gauges finish', { mission: 'Compressor Gauge Walk' }],
    ['run_last', '¿terminó la ronda de los manómetros?', { mission: 'Compressor Gauge Walk' }],
    ['run_list', 'nightly perimeter runs', { mission: 'Night Perimeter' }],
    ['run_why', "why did Rex's thermal sweep a fail", { robot: 'Rex', mission: 'Thermal Sweep A' }],
  ])('%s: %s', (intent, sentence, slots) => {
    expect(slotsOf(intent, sentence)).toEqual(slots);
  });

  test('that fit several are all of them', () => {
    expect(slotsOf('robot_status', 'hows spot')).toEqual({ robot: SPOTS });
    expect(slotsOf('run_current', 'is perim still out there')).toEqual({ mission: PERIMETERS });
  });

  test('as they are beat those that only begin so', () => {
    const context = { ...CONTEXT, names: { ...CONTEXT.names, robots: ['Rex', 'Rex-2'] } };
    expect(slotsOf('robot_status', 'how is rex', context)).toEqual({ robot: 'Rex' });
    expect(slotsOf('robot_status', 'how is rex 2', context)).toEqual({ robot: 'Rex-2' });
  });

  test('that nobody bears are told as they were written', () => {
    expect(slotsOf('robot_status', 'Fido state pls')).toEqual({ robot: unknown('Fido') });
    expect(slotsOf('robot_status', 'status of Max?')).toEqual({ robot: unknown('Max') });
    expect(slotsOf('robot_battery', 'hows fidos battery')).toEqual({ robot: unknown('fido') });
    expect(slotsOf('capture_show', "Bella's photos please")).toEqual({ robot: unknown('Bella') });
    expect(slotsOf('robot_location', 'where did spot 7 go')).toEqual({ robot: unknown('spot 7') });
    expect(slotsOf('run_last', 'last run of the tank farm loop')).toEqual({ mission: unknown('tank farm loop') });
    expect(slotsOf('run_last', 'did "Chimney Crawl" finish')).toEqual({ mission: unknown('Chimney Crawl') });
  });

  test.each([
    ['run_current', 'is Rex out on a round', 'mission'],
    ['run_current', 'is Rex done with his round', 'mission'],
    ['run_last', 'did a patrol finish', 'mission'],
    ['run_list', 'what walks did Rex do', 'mission'],
    ['run_list', 'which patrols were skipped', 'mission'],
    ['run_stats', 'count the patrols of this week', 'mission'],
    ['run_list', 'the night rounds of Rex', 'mission'],
    ['robot_battery', 'who must charge before my night round', 'mission'],
    ['subscribe', 'tell me when a mission fails', 'mission'],
    ['schedule_next', 'painters here, scaffold job in hall 3, when does Rex come', 'mission'],
    ['capture_show', "show me the gauge near the customer's door", 'robot'],
    ['summary_schedule', 'a summary in Chicago time', 'robot'],
    ['robot_battery', 'the robots with the least battery left', 'robot'],
    ['run_stats', 'welcher Roboter hatte die meisten Ausfälle', 'robot'],
  ])('are none in "%s: %s"', (intent, sentence, slot) => {
    expect(slotsOf(intent, sentence)).not.toHaveProperty(slot);
  });
});

describe('what is left out', () => {
  test.each([
    ['robot_list', 'all bots minus rex n daisy', { robots: ['Rex', 'Daisy'] }],
    ['robot_list', 'robots apart from rex, daisy and spot 1', { robots: ['Rex', 'Daisy', 'Spot-01'] }],
    ['robot_list', 'every robot, but Daisy leave out', { robot: 'Daisy' }],
    ['run_list', "every run but daisy's", { robot: 'Daisy' }],
    ['robot_list', 'each robot but Scrappy', { robot: 'Scrappy' }],
    ['summary_update', 'leave rex and daisy out of the summary', { robots: ['Rex', 'Daisy'] }],
    ['wo_list', 'open orders except those at Kitting 1', { station: 'Kitting 1' }],
    ['run_list', 'runs w/o the boiler round', { mission: 'Boiler Room Round' }],
    ['run_list', 'the runs, not the ones by Rex', { robot: 'Rex' }],
    ['run_list', 'everything except the stopped ones', { outcome: 'stopped' }],
    ['run_list', 'all runs that were not teleop', { type: 'teleop' }],
    ['station_list', 'all stations other than Paint Booth', { station: 'Paint Booth' }],
    ['anomaly_list', 'open alerts except the ones on motor m-4', { asset: 'motor m-4' }],
  ])('%s: %s', (intent, sentence, exclude) => {
    expect(slotsOf(intent, sentence)).toEqual(expect.objectContaining({ exclude }));
  });

  test('is not what is asked for', () => {
    expect(slotsOf('run_list', 'runs of all robots except Daisy')).not.toHaveProperty('robot');
    expect(slotsOf('station_status', 'Not Kitting 2 but Kitting 1, how is it')).toEqual({ station: 'Kitting 1' });
    expect(slotsOf('control_request', 'not daisy, send REX to panel 7')).toEqual({ action: 'send', robot: 'Rex' });
  });

  test('is nothing behind a plain "but" or "not", nor in a span from one day to another', () => {
    expect(slotsOf('run_why', 'sorry but why is Rex not moving')).toEqual({ robot: 'Rex' });
    expect(slotsOf('reading_compare', 'fan 6 today minus yesterday')).not.toHaveProperty('exclude');
    expect(slotsOf('reading_value', 'how many bar on Boiler 2')).toEqual(
      expect.objectContaining({ asset: 'Boiler 2' }),
    );
  });
});

describe('things', () => {
  test.each([
    ['reading_value', 'what does gauge G-12 show', { asset: 'gauge G-12' }],
    ['reading_value', 'what does PG-14 show', { asset: 'PG-14' }],
    ['capture_show', 'pictures of cooling tower 2', { asset: 'cooling tower 2' }],
    ['capture_show', 'photos of Fence East', { asset: 'Fence East' }],
    ['capture_show', 'picture of the main entrance', { asset: 'main entrance' }],
    ['capture_show', 'snapshot from the east fence', { asset: 'east fence' }],
    ['capture_show', 'gate pics', { asset: 'gate' }],
    ['capture_show', 'photo of N2-5', { asset: 'N2-5' }],
    ['capture_show', 'picture of roof drain 6', { asset: 'roof drain 6' }],
    ['reading_value', 'temperature of the transformer', { metric: 'temperature', asset: 'transformer' }],
    ['reading_value', 'how loud is it at the rooftop fan', { metric: 'sound_level', asset: 'rooftop fan' }],
    ['anomaly_list', 'alerts in the battery storage', { asset: 'battery storage' }],
    ['anomaly_list', 'alerts at the ammonia rack', { asset: 'ammonia rack' }],
    ['alert_ack', 'ack the alert at the cooling tower', { asset: 'cooling tower' }],
    ['alert_assign', 'hydrogen sensor 3 alarm is for @ola', { asset: 'hydrogen sensor 3', user: '@ola' }],
    ['cross_link', 'does the leak at the cooling skid hold up orders', { asset: 'cooling skid' }],
    ['anomaly_list', 'alerts of Pressure Vessel 4', { asset: 'Pressure Vessel 4' }],
    ['anomaly_list', 'say, are there alerts on Pump P-12', { asset: 'Pump P-12' }],
    ['station_status', 'how is Packing 2', { station: 'Packing 2' }],
    ['station_status', 'is anybody at Inspection 2', { station: 'Inspection 2' }],
    ['station_status', 'is the paint booth up', { station: 'paint booth' }],
    ['station_status', 'Union steward here, is Final Assembly up', { station: 'Final Assembly' }],
    ['station_status', 'hows the packing line', { station: 'packing line' }],
    ['wo_list', 'late orders at final assembly', { wo_status: 'late', station: 'final assembly' }],
    ['station_status', 'Deburring is silent', { station: 'Deburring' }],
    ['station_status', 'welder 3 down?', { station: 'welder 3' }],
    ['wo_list', 'paused orders at Anodizing', { wo_status: 'paused', station: 'Anodizing' }],
    ['station_status', 'was macht Presse 3', { station: 'Presse 3' }],
    ['unit_status', 'where is unit A-7731', { unit: 'A-7731' }],
    ['unit_status', 'serial 4471-22-B', { unit: '4471-22-B' }],
    ['wo_status', 'is 5520017 late, the work order', { wo: 'WO-5520017' }],
    ['wo_list', 'orders for the pump housings', { product: 'pump housings' }],
    ['wo_list', 'gearbox G7 orders', { product: 'gearbox G7' }],
    ['wo_stats', 'pump output', { metric: 'units_done', product: 'pump' }],
    ['wo_stats', 'how many valve blocks were built', { metric: 'units_done', product: 'valve blocks' }],
    ['cross_link', 'does the leak near Press 3 hurt production', { near_station: 'Press 3' }],
    ['reading_value', '2号锅炉的压力', { metric: 'pressure', asset: '2号锅炉' }],
    ['reading_value', 'compressor 2 dB', { metric: 'sound_level', asset: 'compressor 2' }],
    ['cross_link', 'does the leak near the spray booth hurt production', { near_station: 'spray booth' }],
    ['wo_list', 'orders at Heat Treatment', { station: 'Heat Treatment' }],
    ['wo_stats', 'rotor output', { metric: 'units_done', product: 'rotor' }],
    ['cross_link', 'does the leak by Paint Booth hurt production', { near_station: 'Paint Booth' }],
    ['cross_link', 'has the leak by Tank T-2 an impact', { asset: 'Tank T-2' }],
  ])('%s: %s', (intent, sentence, slots) => {
    expect(slotsOf(intent, sentence)).toEqual(slots);
  });

  test.each([
    ['anomaly_list', 'sev 4 and up', 'asset'],
    ['anomaly_list', 'alerts in the building', 'asset'],
    ['anomaly_list', 'which asset is flagged most often', 'asset'],
    ['capture_show', 'pictures from the annual audit', 'asset'],
    ['anomaly_close', 'just the sun on the panel, close it', 'asset'],
    ['anomaly_close', 'chiller 2 is fixed, close d81c', 'asset'],
    ['subscribe', 'tell me when the pressure is below 3 bar', 'asset'],
    ['wo_list', 'orders for a rush job', 'product'],
    ['wo_list', 'late orders at Anodizing', 'user'],
    ['catch_up', 'i was at school on monday, any news', 'instance'],
    ['robot_list', 'Janitor upstairs, which robots are idle', 'instance'],
    ['anomaly_reopen', "I'm afraid I closed it", 'asset'],
    ['wo_list', 'orders nobody touched', 'product'],
    ['wo_stats', 'how many units did the factory produce', 'product'],
    ['wo_list', 'orders for this week', 'product'],
    ['station_stats', 'units per station', 'station'],
    ['station_list', 'how are the packing lines', 'station'],
    ['catch_up', 'I have been in Lyon since Monday, any news', 'instance'],
  ])('are none in "%s: %s"', (intent, sentence, slot) => {
    expect(slotsOf(intent, sentence)).not.toHaveProperty(slot);
  });
});

describe('people, alerts and sites', () => {
  test.each([
    ['alert_assign', 'assign 77ab to jana', { anomaly_id: '77ab', user: 'jana' }],
    ['alert_assign', 'reassign 6e2f from Piet to Jana', { anomaly_id: '6e2f', user: 'Jana' }],
    ['alert_assign', 'let Henrik Lund handle 8c6a', { anomaly_id: '8c6a', user: 'Henrik Lund' }],
    ['alert_assign', 'assign this to @tom.becker', { anomaly_id: '<thread>', user: '@tom.becker' }],
    ['alert_assign', 'assign me alert a4c7', { anomaly_id: 'a4c7', user: 'me' }],
    ['alert_snooze', 'snooze spot-10 for 1h, we work next to it', { robot: 'Spot-10', scope: 'robot', duration: '1h' }],
    ['alert_snooze', 'snooze it for 1h', { anomaly_id: '<thread>', duration: '1h' }],
    ['anomaly_close', 'close alert 4471', { anomaly_id: '4471' }],
    ['capture_show', 'photos of run 7be0', { run_id: '7be0' }],
    ['capture_show', 'photo of alert 77ab', { anomaly_id: '77ab' }],
    ['capture_show', 'Rex pictures of this week', { robot: 'Rex', time: 'this_week' }],
    ['fleet_status', 'how are things in Rotterdam', { instance: unknown('Rotterdam') }],
    ['fleet_status', 'hamburg site status', { instance: unknown('hamburg') }],
    ['station_list', 'stations in north', { instance: 'north' }],
    ['problem_summary', 'what do I tell the plant manager, any problems', {}],
  ])('%s: %s', (intent, sentence, slots) => {
    expect(slotsOf(intent, sentence)).toEqual(slots);
  });
});

describe('the language of a sentence', () => {
  const lexicons = Object.entries(wordLists).map(([language, list]) => createLexicon(language, list));
  const index = createNameIndex(CONTEXT.names);
  const languageOf = (sentence: string) => inItsLanguage(tokensOf(sentence), lexicons, index).ordered[0]?.language;

  test('is not told by the words of names', () => {
    expect(languageOf('wie lief Boiler Room Round')).toBe('de');
    expect(languageOf('Boiler Room Round and Night Perimeter, how was it')).toBe('en');
  });

  test('written in Chinese characters alone is Japanese where Japanese words fit better', () => {
    expect(languageOf('全機状態')).toBe('ja');
    expect(languageOf('所有机器人的状态')).toBe('zh');
  });
});
