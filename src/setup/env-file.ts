import { parseEnv } from 'node:util';
import type { Environment, SettingName } from '../settings/setting-values.ts';

/** Settings to be written; undefined takes one out. */
export type Changes = Readonly<Partial<Record<SettingName, string | undefined>>>;

/** What a file of settings says. */
export function readEnvFile(text: string): Environment {
  return parseEnv(text);
}

/** The text of a file of settings with changes in it; everything else stays where and as it was. Throws Error for a value that cannot be written on a line. */
export function changeEnvFile(text: string, changes: Changes): string {
  const before = parseEnv(text);
  const changed = Object.entries(changes).filter(([name, value]) => value !== before[name]);
  if (changed.length === 0) return text;
  const kept = changed.reduce((each, [name, value]) => replaced(each, name, value), text);
  const added = changed.flatMap(([name, value]) =>
    value === undefined || name in before ? [] : [lineOf(name, value)],
  );
  const start = kept === '' || kept.endsWith('\n') ? kept : `${kept}\n`;
  const after = `${start}${added.map((line) => `${line}\n`).join('')}`;
  if (!isSame(parseEnv(after), wanted(before, changed))) throw new Error('the file cannot be changed by a program');
  return after;
}

/** With its line, or its lines where its value has several, changed or taken out. */
function replaced(text: string, name: string, value: string | undefined): string {
  const assignment = new RegExp(
    `^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*(?:"[^"]*"|'[^']*'|\`[^\`]*\`|[^\\n]*)[^\\n]*(?:\\n|$)`,
    'gm',
  );
  let isWritten = false;
  return text.replace(assignment, () => {
    if (value === undefined || isWritten) return '';
    isWritten = true;
    return `${lineOf(name, value)}\n`;
  });
}

/** Without quotes where it can be: not all that read such files take them off. */
function lineOf(name: string, value: string): string {
  if (/^[\w:/.,@%+=~?&;!*()[\]{}^|<>-]*$/.test(value)) return `${name}=${value}`;
  // Between double ones a backslash means something.
  const quote = ["'", ...(value.includes('\\') ? [] : ['"']), '`'].find((each) => !value.includes(each));
  if (quote === undefined || /[\r\n]/.test(value)) throw new Error(`${name} cannot be written on a line`);
  return `${name}=${quote}${value}${quote}`;
}

type Values = Readonly<Record<string, string | undefined>>;

function wanted(before: Values, changed: readonly (readonly [string, string | undefined])[]): Values {
  return { ...before, ...Object.fromEntries(changed) };
}

function isSame(a: Values, b: Values): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => a[name] === b[name]);
}
