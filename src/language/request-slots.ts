import type { Sign } from './rule.ts';
import { has, reader, type SlotReaders, type SlotSource, saidIn, some } from './slot-reader.ts';
import { findZoneOf } from './zones.ts';

function targetOf({ marks }: SlotSource): string | undefined {
  const channel = marks.find((mark) => has(mark, '@channel'));
  if (channel) return String(channel.value);
  const user = marks.find((mark) => has(mark, '@user'));
  if (user) return String(user.value);
  if (some(marks, 'here')) return 'here';
  const asked = marks.filter(
    (mark) =>
      has(mark, 'subscribe', 'notify', 'unsubscribe', 'me', 'send') &&
      !has(mark, 'show') &&
      !/telling|alerting/.test(mark.text),
  );
  const me = marks.some(
    (mark, i) => has(mark, 'me') && !has(marks[i - 1], 'show') && !/telling|alerting/.test(marks[i - 1]?.text ?? ''),
  );
  const isMe = me && some(marks, 'subscribe', 'notify', 'unsubscribe', 'send');
  return isMe || asked.some((mark) => /\b(?:me|mir|mich)\b/i.test(mark.text)) ? 'me' : undefined;
}

function eventOf({ marks }: SlotSource): string | undefined {
  if (some(marks, '@number') && some(marks, 'over', 'under')) return 'reading_over';
  if (some(marks, 'anomaly', 'severity'))
    return some(marks, 'failed') &&
      !some(marks, '@norobot') &&
      marks.findIndex((mark) => has(mark, 'failed')) < marks.findIndex((mark) => has(mark, 'anomaly'))
      ? 'run_failed'
      : 'anomaly';
  if (some(marks, 'missed')) return 'run_missed';
  if (some(marks, 'failed', 'stuck', 'problem')) return 'run_failed';
  return some(marks, 'done', 'run', 'mission', 'dock', 'succeeded') || marks.some((mark) => /\bback\b/.test(mark.text))
    ? 'run_finished'
    : undefined;
}

/** What a request wants done, the most telling first. */
const DEEDS: readonly Sign[] = [
  'estop',
  'move',
  'send',
  'start',
  'power',
  'control',
  'pause',
  'resume',
  'disable',
  'change',
  'skipped',
  'stop',
  'run',
  'dock',
  'unsubscribe',
];
const ENGLISH_VERB =
  /^(?:abort|begin|bring|cancel|come|dance|deploy|disable|dispatch|dock|drive|enable|go|jump|launch|move|navigate|pause|power|reboot|reschedule|restart|resume|return|run|send|shut|sit|skip|stand|start|steer|take|teleoperate|trigger|turn|undock|walk)/;
/** The verb in English for what was said in another language. */
const VERBS: readonly Sign[] = ['move', 'send', 'start', 'pause', 'resume', 'dock', 'disable', 'control'];

function actionOf({ marks }: SlotSource): string | undefined {
  const mark = DEEDS.map((sign) => marks.find((each) => has(each, sign))).find((found) => found !== undefined);
  if (mark === undefined) return undefined;
  const said = mark.text.toLowerCase();
  if (has(mark, 'start') && /again|re ?run|redo/.test(said)) return 'run';
  if (has(mark, 'estop', 'stop')) return said.startsWith('abort') ? 'abort' : 'stop';
  return ENGLISH_VERB.exec(said)?.[0] ?? VERBS.find((sign) => has(mark, sign));
}

/** What requests tell: where something shall go, on what event, in which form. */
export const REQUEST_SLOTS: SlotReaders = {
  action: reader([], actionOf),
  target: reader(['@channel', '@user', 'here', 'me', 'channel'], targetOf),
  channel: reader(
    ['@channel', 'here', 'channel'],
    ({ marks }) => marks.find((mark) => has(mark, '@channel'))?.value ?? (some(marks, 'here') ? 'here' : undefined),
  ),
  kind: reader(['weekly', 'shift', 'fleet', 'failed', 'day_shift', 'night_shift'], ({ marks }) =>
    some(marks, 'weekly')
      ? 'weekly'
      : some(marks, 'shift', 'current_shift')
        ? 'shift'
        : some(marks, 'failed')
          ? 'failures'
          : some(marks, 'fleet') && !some(marks, 'all')
            ? 'fleet'
            : undefined,
  ),
  tz: reader(['@zone', 'timezone', '@unknown', '@norobot', '@site'], ({ marks }) => {
    const zone = marks.find((mark) => has(mark, '@zone'));
    return zone ? zone.text : findZoneOf(marks.map((mark) => mark.text));
  }),
  skip_if_empty: reader(['skipped', 'nothing', 'only', 'problem', 'low', 'except'], ({ marks }) =>
    some(marks, 'skipped', 'except') && some(marks, 'nothing', 'low') ? true : undefined,
  ),
  dry_run: reader(['preview'], ({ marks }) => (some(marks, 'preview') ? true : undefined)),
  event: reader(
    ['anomaly', 'failed', 'done', 'missed', 'stuck', 'problem', 'over', 'under', 'run', 'mission', 'subscription'],
    eventOf,
  ),
  once: reader([], ({ marks }) => (marks.some((mark) => /\bonce\b/i.test(mark.text)) ? true : undefined)),
  op: reader(['over', 'under'], ({ marks }) => (some(marks, 'over') ? '>' : some(marks, 'under') ? '<' : undefined)),
  value: reader(['@number'], ({ marks }) => marks.find((mark) => has(mark, '@number'))?.value),
  unit_of_value: reader(['temperature', 'pressure'], ({ marks }) => {
    const said = marks.map((mark) => mark.text).join(' ');
    const [, unit] = /\d\s*°?\s*(c|f|bar|db|celsius|fahrenheit|degrees)\b/i.exec(said) ?? [];
    return unit === undefined
      ? undefined
      : { c: 'C', f: 'F', bar: 'bar', db: 'dB', celsius: 'C', fahrenheit: 'F' }[unit.toLowerCase()];
  }),
  lang: reader(['language'], ({ marks }) => {
    const said = marks.find((mark) => has(mark, 'language'))?.text.toLowerCase() ?? '';
    const tags: Readonly<Record<string, string>> = {
      english: 'en',
      german: 'de',
      deutsch: 'de',
      spanish: 'es',
      french: 'fr',
      italian: 'it',
      dutch: 'nl',
      polish: 'pl',
      portuguese: 'pt',
      norwegian: 'no',
      japanese: 'ja',
      chinese: 'zh',
      korean: 'ko',
    };
    return Object.hasOwn(tags, said) ? tags[said] : undefined;
  }),
  unit_system: reader(['unit_system', 'how_far', 'temperature'], ({ marks }) => {
    const said = saidIn(marks);
    return /imperial|fahrenheit|miles|feet/.test(said)
      ? 'imperial'
      : /metric|celsius|kilomet|\bkm\b|meters|metres/.test(said)
        ? 'metric'
        : undefined;
  }),
  clock: reader(['unit_system', '@span'], ({ marks }) => {
    const said = saidIn(marks);
    const [, hours] = /\b(12|24)[\s-]?h/.exec(said) ?? [];
    return hours === undefined ? (/\bam pm\b/.test(said) ? '12h' : undefined) : `${hours}h`;
  }),
};
