import { slotsSaid } from './slots-said.ts';

const quantities = (intent: string, sentence: string) => slotsSaid(intent, sentence, 'metric', 'agg', 'group_by');

describe('the quantity that a question names', () => {
  it.each([
    ['how many kilometres did Spot-02 walk last week', 'distance_m'],
    ["what's our success rate", 'success_rate'],
    ['number of failed runs this month', 'failures'],
    ["how many hours were Rex's motors on", 'motors_on_s'],
    ['average length of a Boiler Room Round', 'duration_s'],
    ['how many times did the Perimeter Patrol run', 'count'],
    ['how many failed walks this week', 'failures'],
  ])('is one of runs: %s', (sentence, metric) => {
    expect(quantities('run_stats', sentence)).toEqual({ metric });
  });

  it('may be several, joined by "and"', () => {
    expect(quantities('run_stats', 'success rate and distance of Daisy')).toEqual({
      metric: ['success_rate', 'distance_m'],
    });
    expect(quantities('run_stats', 'how many runs did Rex and Daisy do')).toEqual({ metric: 'count' });
  });

  it('is none where statistics or a comparison name none', () => {
    expect(quantities('run_stats', 'run stats')).toEqual({});
    expect(quantities('run_compare', 'are the missions going better than last week')).toEqual({});
    expect(quantities('run_compare', 'more missions than yesterday?')).toEqual({ metric: 'count' });
  });

  it.each([
    ["what's the yield this week", 'first_pass_yield'],
    ['how far behind plan are we', 'pace_vs_plan'],
    ['what did we make today', 'units_done'],
    ['how did we do today', 'units_done'],
  ])('is units on the floor unless another is named: %s', (sentence, metric) => {
    expect(quantities('wo_stats', sentence)).toEqual({ metric });
  });

  it.each([
    ['how loud is fan F-2', 'sound_level'],
    ['is it louder than yesterday', 'sound_level'],
    ['how many bar has Boiler 2', 'pressure'],
    ['anything above 80 °C last night', 'temperature'],
  ])('is measured in readings: %s', (sentence, metric) => {
    expect(quantities('reading_value', sentence)).toEqual({ metric });
  });

  it('is named in a rule by a noun only', () => {
    expect(quantities('subscribe', 'tell me if the pressure of Boiler 2 falls below 2 bar')).toEqual({
      metric: 'pressure',
    });
    expect(quantities('subscribe', 'tell me if motor m-4 gets hotter than 90 C')).toEqual({});
    expect(quantities('subscribe', 'tell me if a mission fails')).toEqual({});
  });
});

describe('the highest and the lowest', () => {
  it('are asked for by superlatives', () => {
    expect(quantities('run_stats', 'who walked the shortest distance')).toEqual({
      metric: 'distance_m',
      agg: 'min',
      group_by: 'robot',
    });
    expect(quantities('robot_battery', 'who has the fullest battery')).toEqual({ agg: 'max' });
    expect(quantities('robot_battery', 'which one is flat first')).toEqual({ agg: 'min' });
  });

  it('make the worst the lowest where more is better', () => {
    expect(quantities('run_stats', 'worst mission by success rate')).toMatchObject({ agg: 'min' });
    expect(quantities('run_stats', 'worst mission by failures')).toMatchObject({ agg: 'max' });
  });

  it('only order a list, unless it is set side by side', () => {
    expect(quantities('wo_list', 'the 5 most recently closed work orders')).toEqual({});
    expect(quantities('anomaly_list', 'which robot found the most anomalies')).toEqual({
      agg: 'max',
      group_by: 'robot',
    });
  });

  it('give way to the number of a list', () => {
    expect(quantities('robot_list', 'how many robots are offline')).toEqual({ agg: 'count' });
    expect(quantities('robot_battery', 'how many percent has Rex')).toEqual({});
  });
});

describe('what is set side by side', () => {
  it.each([
    ['run_stats', 'failures per robot', 'robot'],
    ['run_stats', 'success rate by mission', 'mission'],
    ['run_stats', 'runs per day last week', 'day'],
    ['station_stats', 'rank the stations by output', 'station'],
    ['station_stats', "who's our most productive station", 'station'],
    ['wo_stats', 'best day for output this month', 'day'],
    ['reading_value', 'loudest machine last night', 'asset'],
  ])('is said by %s: %s', (intent, sentence, group) => {
    expect(slotsSaid(intent, sentence, 'group_by')).toEqual({ group_by: group });
  });

  it('is nothing where all of them have one number', () => {
    expect(slotsSaid('reading_value', 'highest temperature of all assets', 'group_by')).toEqual({});
    expect(slotsSaid('run_stats', 'how many runs did the robots do', 'group_by')).toEqual({});
  });
});

describe('what is set side by side without its name', () => {
  it('is robots where somebody walked', () => {
    expect(slotsSaid('run_stats', 'which one walked the furthest today', 'group_by')).toEqual({ group_by: 'robot' });
    expect(slotsSaid('run_stats', 'how far did they walk today', 'group_by')).toEqual({});
  });

  it('is the lowest where it is behind or down', () => {
    expect(slotsSaid('station_stats', 'which station lags furthest behind plan', 'agg')).toEqual({ agg: 'min' });
    expect(slotsSaid('robot_battery', 'which one is furthest down on battery', 'agg')).toEqual({ agg: 'min' });
    expect(slotsSaid('robot_battery', 'which one has the most battery', 'agg')).toEqual({ agg: 'max' });
  });

  it('is failures where they are counted for a report of rates', () => {
    const text = 'for the reliability report i need the number of failures per mission';
    expect(slotsSaid('run_stats', text, 'metric')).toEqual({ metric: 'failures' });
    expect(slotsSaid('run_stats', 'failure rate per mission', 'metric')).toEqual({ metric: 'success_rate' });
  });
});
