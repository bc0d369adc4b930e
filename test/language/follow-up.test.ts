import { followUp } from '../../src/language/follow-up.ts';
import { chooseRule } from '../../src/language/intents/choose-rule.ts';
import { behindThat, sameAs } from '../../src/language/intents/evidence.ts';
import { createQuestionReader } from '../../src/language/reading/read-questions.ts';
import type { Slots } from '../../src/language/rule.ts';
import type { Understanding } from '../../src/language/understand.ts';
import { RULES } from '../../src/sentence-reader.ts';
import { readWordLists } from '../../src/word-lists.ts';
import { CONTEXT } from './engine.ts';

const read = createQuestionReader(readWordLists());

type Earlier = Pick<Understanding, 'intent' | 'slots' | 'command'>;

/** What was understood before. */
const earlier = (intent: string, slots: Slots = {}, command?: string): Earlier => ({
  intent,
  slots,
  ...(command !== undefined && { command }),
});

/** What a sentence of an intent means behind another one; without an intent it is the same again. */
function meaning(sentence: string, previous: Earlier, intent = previous.intent, isSame = intent === previous.intent) {
  const reading = read(sentence, CONTEXT)?.whole;
  const rule = chooseRule(RULES, intent, reading?.marks ?? []);
  if (reading === undefined || rule === undefined) throw new Error(`no rule for ${intent}`);
  return followUp({
    ...reading,
    rule,
    rules: RULES,
    isSame,
    previous: { confidence: 1, alternatives: [], ...previous },
  });
}

const lastOfRex = earlier('run_last', { robot: 'Rex' }, 'last Rex');

describe('the same again', () => {
  it.each<[string, Earlier, Slots]>([
    ['and Daisy?', lastOfRex, { robot: 'Daisy' }],
    ['and Daisy?', earlier('run_why', { robot: 'Rex', run_id: '<prev>' }), { robot: 'Daisy' }],
    [
      'same for yesterday',
      earlier('run_list', { outcome: 'failed', time: 'today' }),
      { outcome: 'failed', time: 'yesterday' },
    ],
    ['only the failed ones', earlier('run_list', { time: 'yesterday' }), { time: 'yesterday', outcome: 'failed' }],
    [
      'and Daisy?',
      earlier('run_stats', { metric: 'failures', robots: ['Rex', 'Spot-01'] }),
      { metric: 'failures', robot: 'Daisy' },
    ],
    [
      'and last month?',
      earlier('wo_stats', { metric: 'first_pass_yield', time: 'this_month' }),
      { metric: 'first_pass_yield', time: 'last_month' },
    ],
    ['how many are that', earlier('robot_list', { state: 'offline' }), { state: 'offline', agg: 'count' }],
    ['list them then', earlier('robot_list', { state: 'offline', agg: 'count' }), { state: 'offline' }],
  ])('"%s" replaces what it names and keeps the rest', (sentence, previous, slots) => {
    expect(meaning(sentence, previous).slots).toEqual(slots);
  });

  it('says its line', () => {
    expect(meaning('and Daisy?', lastOfRex).command).toBe('last Daisy');
    expect(meaning('same for today', earlier('run_list', { outcome: 'failed', time: 'yesterday' })).command).toBe(
      'runs failed today',
    );
  });

  it('goes further back from where it stood', () => {
    expect(meaning('the one before that', lastOfRex).slots).toEqual({ robot: 'Rex', offset: 1 });
    expect(meaning('the one before that', earlier('run_last', { offset: 1 })).slots).toEqual({ offset: 2 });
  });

  it('takes a name of no known kind for what was spoken of', () => {
    expect(
      meaning('and gearboxlets?', earlier('wo_stats', { metric: 'units_done', product: 'couplings' })).slots,
    ).toEqual({
      metric: 'units_done',
      product: 'gearboxlets',
    });
    expect(meaning('and B', earlier('reading_value', { asset: 'Feed pump A' })).slots).toEqual({
      asset: 'Feed pump B',
    });
    expect(meaning('and B', earlier('run_last', { mission: 'Thermal Sweep A' })).slots).toMatchObject({
      mission: 'Thermal Sweep B',
    });
  });

  it('keeps nothing where the sentence stands by itself', () => {
    const failed = earlier('run_list', { outcome: 'failed', robot: 'Rex' });
    expect(meaning('runs of yesterday', failed, 'run_list', false).slots).toEqual({ time: 'yesterday' });
  });

  it('keeps nothing of settings, of which each says all', () => {
    expect(meaning('saturdays too', earlier('quiet_hours', { days: 'sun' })).slots).toEqual({ days: 'sat' });
  });
});

describe('an aspect of an order or a station', () => {
  const people = earlier('wo_status', { wo: 'WO-3991420' }, 'order people WO-3991420');

  it('is asked of the next one, too, where nothing else is said', () => {
    expect(meaning('and WO-3991421?', people).command).toBe('order people WO-3991421');
    expect(meaning('and how is WO-3991421?', people, 'wo_status', false).command).toBe('order WO-3991421');
  });

  it('is another one where another is asked for', () => {
    expect(meaning('why is it paused?', people).command).toBe('order pause WO-3991420');
    expect(meaning('and when is it due?', people).command).toBe('order due WO-3991420');
  });

  it('is not told of a time of which nothing is known', () => {
    const station = earlier('station_status', { station: 'Kitting 2' }, 'station people "Kitting 2"');
    const { command, answer } = meaning('who was there yesterday?', station);
    expect([command, answer]).toEqual([undefined, expect.stringMatching(/I know only as it stands now/)]);
  });
});

describe('another question', () => {
  it('is about what was spoken of', () => {
    expect(meaning('and his battery?', earlier('robot_location', { robot: 'Rex' }), 'robot_battery').slots).toEqual({
      robot: 'Rex',
    });
    expect(meaning('next run?', lastOfRex, 'schedule_next')).toMatchObject({
      slots: { robot: 'Rex' },
      command: 'next Rex',
    });
  });

  it('is about what it names itself', () => {
    const { slots } = meaning('and when is Daisy off', lastOfRex, 'schedule_next');
    expect(slots).toEqual({ robot: 'Daisy' });
  });

  it('is about all where it says so', () => {
    expect(meaning('any alerts?', earlier('robot_status', { robot: 'Rex' }), 'anomaly_list').slots).toEqual({});
  });

  it('keeps time and metric within its kind, and only there', () => {
    const stats = earlier('reading_value', { metric: 'temperature', asset: 'motor m-4', time: 'today' });
    expect(meaning('plot that', stats, 'reading_trend').slots).toMatchObject({
      metric: 'temperature',
      asset: 'motor m-4',
      time: 'today',
    });
    expect(meaning('any photo of it?', stats, 'capture_show').slots).toEqual({ asset: 'motor m-4' });
  });

  it('compares what was shown with what it names', () => {
    const rexYesterday = earlier('run_stats', { metric: 'distance_m', robot: 'Rex', time: 'yesterday' });
    expect(meaning('compare that with Daisy', rexYesterday, 'run_compare').slots).toEqual({
      metric: 'distance_m',
      robots: ['Rex', 'Daisy'],
      time: 'yesterday',
    });
    expect(meaning('and compared to last week?', rexYesterday, 'run_compare').slots).toEqual({
      metric: 'distance_m',
      robot: 'Rex',
      time: 'yesterday',
      vs: 'last_week',
    });
  });
});

describe('what was just shown', () => {
  it('is the run, told by what it was asked for', () => {
    expect(meaning('show me the pictures', lastOfRex, 'capture_show')).toMatchObject({
      slots: { run_id: '<prev>' },
      command: 'photos Rex',
    });
    expect(meaning('show me the pictures', earlier('run_last', {}, 'last'), 'capture_show').command).toBe(
      'photos last',
    );
    expect(
      meaning('show me the pictures', earlier('run_detail', { run_id: '4f2a91' }, 'run 4f2a91'), 'capture_show')
        .command,
    ).toBe('photos 4f2a91');
  });

  it('is told by no line where several runs were shown', () => {
    const { slots, command } = meaning('why?', earlier('run_list', { time: 'today' }, 'runs today'), 'run_why');
    expect([slots, command]).toEqual([{ run_id: '<prev>' }, undefined]);
  });

  it('is asked back where nothing was shown', () => {
    const { command, answer } = meaning('why?', earlier('anomaly_list', {}, 'anomalies'), 'run_why');
    expect([command, answer]).toEqual([undefined, expect.stringMatching(/^Why what\?/)]);
  });

  it('is not meant where another is named', () => {
    expect(meaning('photos of Daisy', lastOfRex, 'capture_show').slots).toEqual({ robot: 'Daisy' });
  });

  it('is the alert', () => {
    const alerts = earlier('anomaly_list', { anomaly_status: 'open' });
    expect(meaning('close the first one', alerts, 'anomaly_close').slots).toEqual({ anomaly_id: '<prev>' });
    expect(meaning('close 77ab', alerts, 'anomaly_close').slots).toEqual({ anomaly_id: '77ab' });
  });
});

test('turns the page of lists only', () => {
  expect(meaning('next page', earlier('run_list', {}, 'runs'), 'page_next').command).toBe('runs page 2');
  expect(meaning('next page', earlier('page_next', {}, 'runs page 2')).command).toBe('runs page 3');
  expect(meaning('next page', earlier('bot_health', {}, 'health'), 'page_next').command).toBeUndefined();
});

describe('what is likely behind another sentence', () => {
  const likelihoods = [
    { intent: 'same', likelihood: 0.5 },
    { intent: 'robot_status', likelihood: 0.3 },
    { intent: 'run_last', likelihood: 0.2 },
  ];

  it('is the intent of that one where the same is asked', () => {
    const found = behindThat(likelihoods, 'run_last');
    expect(found).toEqual({
      likelihoods: [
        { intent: 'run_last', likelihood: 0.7 },
        { intent: 'robot_status', likelihood: 0.3 },
      ],
      isSame: true,
    });
  });

  it('is about one of a list where one is named', () => {
    const marks = read('and WO-1042?', CONTEXT)?.whole.marks ?? [];
    expect([sameAs('wo_list', marks), sameAs('run_list', marks), sameAs('wo_list', [])]).toEqual([
      'wo_status',
      'run_list',
      'wo_list',
    ]);
    expect(behindThat(likelihoods, 'wo_list', 'wo_status')).toMatchObject({
      likelihoods: [{ intent: 'wo_status', likelihood: 0.5 }, {}, {}],
      isSame: false,
    });
  });

  it('is not the same where the intent is said in full, or nothing stands before', () => {
    const said = likelihoods.map((each) => (each.intent === 'run_last' ? { ...each, likelihood: 0.6 } : each));
    expect(behindThat(said, 'run_last').isSame).toBe(false);
    expect(behindThat(likelihoods, undefined)).toMatchObject({
      isSame: false,
      likelihoods: [{ intent: 'robot_status' }, { intent: 'run_last' }],
    });
  });
});
