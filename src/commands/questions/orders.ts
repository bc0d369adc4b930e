import type { Rule } from '../../language/rule.ts';
import { DOWN } from './machines.ts';

const AGE =
  'When an order last moved is not reported by this API; `orders paused` tells which rest and why, `orders late` which are late.';
const PERSON =
  'What one person works on I do not look up. Who is signed in at a station or an order is told by `station people NAME` and `order people NUMBER`.';
const LISTS =
  '`orders` lists them by status, time, and a station, area or product: `orders late`, `orders done yesterday "Assembly 2"`.';
const FIGURES =
  'First pass yield and pace against a plan are not reported by this API: `orders done` with a time tells units and scrap, `orders late` what is late.';
const SIDE_BY_SIDE =
  'I do not set days, times or stations side by side; `orders done` with a time tells how many units were built then, of all or at one station.';
const PEOPLE = 'I do not rank people, nor tell how much one of them has done.';

/** What the lists of orders are told beside a status of their own. */
const NARROWED = ['time', 'station', 'product', 'limit', 'agg', 'format', 'instance'];

/** Questions about work orders, several at once, and about what was built. */
export const ordersQuestions: readonly Rule[] = [
  {
    intent: 'wo_list',
    label: 'Work orders',
    command: { name: 'orders', says: ['wo_status', ...NARROWED] },
    answer: LISTS,
    answers: { min_age: AGE, user: PERSON },
    examples: [
      'which work orders are late',
      'open wos',
      'any paused work orders',
      'how many open work orders do we have',
      'orders late',
      'orders done today',
      'which orders were finished yesterday',
    ],
  },
  {
    intent: 'wo_list',
    label: 'What waits',
    needs: ['waiting'],
    command: { name: 'orders', words: 'queued', says: NARROWED, told: ['wo_status'] },
    answer: LISTS,
    answers: { min_age: AGE, user: PERSON },
    examples: ['what is queued at Kitting 1', 'which orders are queued', 'orders queued'],
  },
  {
    intent: 'wo_list',
    label: 'Work orders',
    needs: [
      ['waiting', 'running'],
      ['late', 'paused', 'done', 'closed', 'open'],
    ],
    command: { name: 'orders', says: ['wo_status', ...NARROWED] },
    answer: LISTS,
    answers: { min_age: AGE, user: PERSON },
    examples: ['late orders in the queue', 'orders running late'],
  },
  {
    intent: 'wo_list',
    label: 'What is at work',
    needs: ['running'],
    command: { name: 'orders', words: 'in-progress', says: NARROWED, told: ['wo_status'] },
    answer: LISTS,
    answers: { min_age: AGE, user: PERSON },
    examples: ['which orders are in progress', 'orders in progress'],
  },
  {
    intent: 'wo_list',
    label: 'What does not move',
    needs: ['stuck', '@time'],
    answer: AGE,
    examples: ['which orders have not moved since yesterday'],
  },
  {
    intent: 'wo_stats',
    label: 'What was built',
    command: { name: 'orders', words: 'done', says: ['metric', 'time', 'product', 'format'] },
    answer: FIGURES,
    answers: { vs: SIDE_BY_SIDE, group_by: SIDE_BY_SIDE, agg: SIDE_BY_SIDE, format: SIDE_BY_SIDE },
    examples: ['how many units did we build today', 'first pass yield this week', 'are we on pace'],
  },
  {
    intent: 'wo_stats',
    label: 'Scrap',
    needs: ['scrap'],
    command: { name: 'orders', words: 'done', says: ['time', 'product', 'format'], told: ['metric'] },
    answer: SIDE_BY_SIDE,
    examples: ['how much scrap did we have today', 'rejects this week'],
  },
  {
    intent: 'wo_stats',
    label: 'Work of people',
    needs: [
      ['who', 'operator'],
      ['most', 'least', 'worst'],
    ],
    answer: PEOPLE,
    examples: ['which operator built the most units this week'],
  },
  {
    intent: 'station_stats',
    label: 'What a station built',
    needs: ['unit', ['@station', '@asset'], DOWN],
    command: { name: 'orders', words: 'done', says: ['metric', 'time', 'station'] },
    answer: FIGURES,
    examples: ['Press 3 was down, how many units did it make today'],
  },
  {
    intent: 'station_stats',
    label: 'Work of people',
    needs: [
      ['who', 'operator'],
      ['most', 'least', 'worst'],
    ],
    answer: PEOPLE,
    examples: ['who built the most units at Assembly 1 this week'],
  },
  {
    intent: 'station_stats',
    label: 'What a station built',
    command: { name: 'orders', words: 'done', says: ['metric', 'time', 'station', 'format'] },
    answer: FIGURES,
    answers: {
      product: 'By station and product at once I cannot count; `orders done` with a time and one of them does.',
      vs: SIDE_BY_SIDE,
      group_by: SIDE_BY_SIDE,
      agg: SIDE_BY_SIDE,
      format: SIDE_BY_SIDE,
    },
    examples: ['output of Assembly 1 this week', 'which station made the most units today'],
  },
];
