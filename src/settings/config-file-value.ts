import * as v from 'valibot';
import { isSecret, type SettingName } from './setting-values.ts';

/** Where values of the file may come from beside the file itself. */
export interface References {
  /** The value of a variable of the environment. */
  variable(name: string): string | undefined;
  /** The text of a file by its path as it is written. Throws where it cannot be read. */
  text(path: string): string;
  /** A path in the file as a path for the program. */
  path(path: string): string;
}

type Written = { readonly text: string } | { readonly problem: string };

const Reference = v.union([v.strictObject({ env: v.string() }), v.strictObject({ file: v.string() })]);
const Scalar = v.union([v.string(), v.number(), v.boolean()]);
const VARIABLE = /^\$\{([A-Za-z_]\w*)\}$/;

/** A value of the file as it would be written in the environment: lists with commas, groups as `name=value`, references followed. */
export function readWritten(value: unknown, name: SettingName, references: References): Written {
  if (value === null) return { problem: 'has no value: write one behind it, or leave it out.' };
  const [, variable] = typeof value === 'string' ? (VARIABLE.exec(value.trim()) ?? []) : [];
  if (variable !== undefined) return readVariable(variable, references);
  if (v.is(Reference, value))
    return 'env' in value ? readVariable(value.env, references) : readText(value.file, references);
  if (isSecret(name))
    return {
      problem: `is a secret, which does not belong into this file: write \${NAME} for a variable of the environment, or { file: PATH }.`,
    };
  const text = textOf(value);
  if (text === undefined) return { problem: `has to be one value, \${NAME} for a variable, or { file: PATH }.` };
  if (text.includes('${')) return { problem: `has a reference with something around it: \${NAME} has to stand alone.` };
  return { text: name.endsWith('_FILE') ? references.path(text) : text };
}

function readVariable(name: string, { variable }: References): Written {
  const value = variable(name);
  if (value === undefined || value.trim() === '')
    return { problem: `comes from the variable ${name}, which is not set.` };
  return { text: value };
}

function readText(path: string, { text }: References): Written {
  try {
    return { text: text(path).trim() };
  } catch {
    return { problem: `comes from the file ${path}, which cannot be read.` };
  }
}

function textOf(value: unknown): string | undefined {
  if (v.is(Scalar, value)) return String(value);
  if (v.is(v.array(Scalar), value)) return value.join(',');
  if (v.is(v.record(v.string(), Scalar), value))
    return Object.entries(value)
      .map(([key, each]) => `${key}=${each}`)
      .join(',');
  return undefined;
}
