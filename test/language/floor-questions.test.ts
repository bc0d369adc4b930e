import type { Understanding } from '../../src/language/understand.ts';
import { createSentenceReader } from '../../src/sentence-reader.ts';
import { CONTEXT, PLANT_NAMES } from './engine.ts';

const read = createSentenceReader();
const context = { ...CONTEXT, names: { robots: [], missions: [], sites: ['plant 1'], ...PLANT_NAMES } };

/** What the last of several sentences means behind the others; commands among those were typed. */
const conversation = (sentences: readonly string[]): Understanding | undefined =>
  sentences.reduce<Understanding | undefined>((previous, sentence, i) => {
    const understood = read(sentence, { ...context, ...(previous && { previous }) });
    const isTyped = i < sentences.length - 1 && /^(?:orders?|stations?|unit|machines)\b/.test(sentence);
    return isTyped ? { ...understood, command: sentence } : understood;
  }, undefined);

/** From here on a line runs. */
const RUNS = 0.8;

/** Each question that a supervisor asks, in one way or several, and the line that answers it; several sentences are a conversation. */
const LINES: readonly (readonly [...sentences: string[], line: string])[] = [
  ['Which station is building unit 454-23-17?', 'unit where 454-23-17'],
  ['Which station is building Gearbox G4?', 'unit where "Gearbox G4"'],
  ['which stations are building gearboxes', 'unit where "Gearbox G4"'],
  ['Who is working on WO-3991420?', 'order people WO-3991420'],
  ['What is the status of WO-9867432?', 'order WO-9867432'],
  ['status of order PD1002214', 'order PD1002214'],
  ['how is wo-10427', 'order WO-10427'],
  ['How many are done on WO-3991420?', 'order left WO-3991420'],
  ['what is left on WO-3991420', 'order left WO-3991420'],
  ['What is the status of WO-9867432?', 'How many are done on that order?', 'order left WO-9867432'],
  ['What is the status of WO-9867432?', 'what is left?', 'order left WO-9867432'],
  ['What is Assembly 2 running now?', 'station "Assembly 2"'],
  ['What is queued?', 'orders queued'],
  ['what is queued at Kitting 1', 'orders queued "Kitting 1"'],
  ['what is next at Kitting 1?', 'station queue "Kitting 1"'],
  ['What is running on the whole floor?', 'stations running'],
  ['Which stations are idle?', 'stations idle'],
  ['What is paused, and why?', 'orders paused'],
  ['How long has Kitting 2 been paused?', 'station pause "Kitting 2"'],
  ['how long has kiting 2 been paused', 'station pause "Kitting 2"'],
  ['What is late?', 'orders late'],
  ['what is late or behind', 'orders late'],
  ['which orders are behind', 'orders late'],
  ['is WO-3991420 late', 'order late WO-3991420'],
  ['When will WO-3991420 finish?', 'order end WO-3991420'],
  ['when is WO-3991420 due', 'order due WO-3991420'],
  ['Which orders finished today?', 'orders done today'],
  ['Which orders finished today?', 'and yesterday?', 'orders done yesterday'],
  ['what orders finished last week', 'orders done last week'],
  ['How many units of Gearbox G4 did we build this week?', 'orders done this week "Gearbox G4"'],
  ['how many gearboxes did we build this week', 'orders done this week "Gearbox G4"'],
  ['how many units did we build today', 'orders done today'],
  ['units done at assembly 2 today', 'orders done today "Assembly 2"'],
  ['Where is the order for part Gearbox G4?', 'order where "Gearbox G4"'],
  ['How many hours were applied at Assembly 1 this week?', 'station hours this week "Assembly 1"'],
  ['What is the average build time of Gearbox G4?', 'unit time "Gearbox G4"'],
  ['average build time of unit 454-23-17', 'unit time 454-23-17'],
  ['Which step of unit 454-23-17 takes longest?', 'unit steps 454-23-17'],
  ['Is WO-3991420 slower than usual?', 'order WO-3991420'],
  ['Which machines are down?', 'machines down'],
  ['Down time per machine today?', 'machines today'],
  ['How many times did press 3 stop this shift?', 'machines current shift "press 3"'],
  ['is press 3 down?', 'machines "press 3"'],
  ['Any open maintenance requests?', 'maintenance'],
  ['any open maintenance requests for Assembly 2', 'maintenance "Assembly 2"'],
  ['which maintenance requests were closed last week', 'maintenance closed last week'],
  ['What were the measurements recorded on WO-3991420?', 'order steps WO-3991420'],
  ['Was the inspection done on WO-3991420?', 'order steps WO-3991420'],
  ['Was the inspection done on WO-3991420?', 'by whom?', 'order people WO-3991420'],
  ['Photos taken on WO-3991420?', 'order photos WO-3991420'],
  ['scrap or rejects today?', 'orders done today'],
  ['how much scrap has WO-3991420', 'order scrap WO-3991420'],
  ['Which work area is most loaded?', 'stations load'],
  ['Is anything running with nobody signed in?', 'stations unmanned'],
  ['What changed since this morning?', 'summary since 06:00'],
  ['Give me the shift hand-over: done, running, paused, next.', 'shift'],
  ['hand-over of the last shift', 'shift last'],
  ['Post the daily floor summary at 06:45', 'subscribe daily 06:45'],
  ['How fresh is this?', 'health'],
  ['How many API calls are left this week?', 'health'],
  ['did the hot motor near Assembly 2 slow down any work orders?', 'affected "Assembly 2"'],
  ['is WO-3991420 held up by anything the robots found', 'affected WO-3991420'],
  ['which orders are at risk from what the robots found', 'affected'],
  // Behind commands that were typed.
  ['order WO-3991420', 'who is working on it?', 'order people WO-3991420'],
  ['order WO-3991420', 'why is it paused?', 'order pause WO-3991420'],
  ['order WO-3991420', 'and when will it be done?', 'order end WO-3991420'],
  ['order WO-3991420', 'and WO-3991421?', 'order WO-3991421'],
  ['order people WO-3991420', 'and WO-3991421?', 'order people WO-3991421'],
  ['who is working on WO-3991420', 'and on WO-3991421?', 'order people WO-3991421'],
  ['order WO-3991420', 'show me the photos', 'order photos WO-3991420'],
  ['station "Kitting 2"', 'why is it paused?', 'station pause "Kitting 2"'],
  ['station "Kitting 2"', 'what about Kitting 3?', 'station "Kitting 3"'],
  ['station pause "Kitting 2"', 'and Kitting 3?', 'station pause "Kitting 3"'],
  ['station "Kitting 2"', 'who is there?', 'station people "Kitting 2"'],
  ['stations paused', 'what about Kitting 2?', 'station "Kitting 2"'],
  ['stations paused', 'and the idle ones?', 'stations idle'],
  ['unit "Gearbox G4"', 'how long does it take on average?', 'unit time "Gearbox G4"'],
  ['unit "Gearbox G4"', 'and PH-200?', 'unit PH-200'],
  ['orders late', 'and the paused ones?', 'orders paused'],
  ['orders done today', 'next page', 'orders done today page 2'],
  ['machines down', 'any maintenance requests for those?', 'maintenance'],
  // In other languages.
  ['Welche Aufträge sind überfällig?', 'orders late'],
  ['Wer arbeitet an WO-3991420?', 'order people WO-3991420'],
  ['Was läuft gerade an Assembly 2?', 'station "Assembly 2"'],
  ['Schichtübergabe bitte', 'shift'],
  ['¿qué órdenes están en pausa?', 'orders paused'],
  ['¿dónde está WO-3991420?', 'order where WO-3991420'],
  ['quels postes sont en pause ?', 'stations paused'],
  ['quando sarà finito l’ordine WO-3991420?', 'order end WO-3991420'],
  ['quantas peças produzimos hoje?', 'orders done today'],
  ['welke orders zijn te laat?', 'orders late'],
  ['które stanowiska są bezczynne?', 'stations idle'],
  ['hvilke maskiner er nede?', 'machines down'],
  ['遅れている作業指示は?', 'orders late'],
  ['哪些工单延误了?', 'orders late'],
  ['지연된 작업지시 있어?', 'orders late'],
];

/** What cannot be answered, and what is said of it. */
const ANSWERS: readonly (readonly [...sentences: string[], answer: RegExp])[] = [
  ['Which orders started but have not moved since yesterday?', /^When an order last moved is not reported/],
  ['orders that nobody touched for 3 days', /^When an order last moved is not reported/],
  ['What is Ada Bell working on?', /^What one person works on I do not look up/],
  ['How many hours did Tom log on WO-3991420?', /^Hours of one person I do not tell/],
  ['Top reasons for stops this week?', /^Reasons of stops are not reported/],
  ['first pass yield this week', /^First pass yield and pace/],
  ['are we on pace', /^First pass yield and pace/],
  ['which operator built the most units this week', /^I do not rank people/],
  ['which station made the most units today', /^I do not set days, times or stations side by side/],
  ['tell me when WO-3991420 completes', /^Notices of single events/],
  ['tell me when a station is paused over 15 min', /^Notices of single events/],
  ['stations paused longer than an hour', /^`stations paused` tells since when/],
  ['who was at Kitting 2 yesterday', /I know only as it stands now/],
  ['does the finding at valve V-17 affect production', /^`affected` lists the orders/],
];

test.each(LINES)('%s %s %s', (...row) => {
  const understood = conversation(row.slice(0, -1));
  expect([understood?.command, (understood?.confidence ?? 0) >= RUNS]).toEqual([row.at(-1), true]);
});

test('what finished, runs or orders, is asked back, the orders first', () => {
  const { command, confidence = 1 } = conversation(['What finished today?']) ?? {};
  expect([command, confidence < RUNS]).toEqual(['orders done today', true]);
});

test.each(ANSWERS)('%s has an honest answer', (...row) => {
  const { command, answer } = conversation(row.slice(0, -1).map(String)) ?? {};
  expect([command, answer]).toEqual([undefined, expect.stringMatching(row.at(-1) ?? '')]);
});
