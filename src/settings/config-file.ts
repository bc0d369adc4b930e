import { createRequire } from 'node:module';
import type { Alias, Document } from 'yaml';
import { messageOf } from '../core/errors.ts';
import { SettingError, throwAny } from './setting-error.ts';
import { type ReadFile, readSetFile } from './setting-values.ts';

const require = createRequire(import.meta.url);
/** Loaded with the first file: most bots have none. */
const yaml = (): typeof import('yaml') => require('yaml');

/** Where something stands in the file: keys, and numbers in lists. */
export type FilePath = readonly (string | number)[];

/** What the file that SCOUT_CONFIG names holds, as it is written. */
export interface ConfigFile {
  /** Its path as SCOUT_CONFIG tells it. */
  readonly file: string;
  readonly text: string;
  /** Undefined where it is empty. */
  readonly value: unknown;
  /** What is wrong at a place: `scout.yaml:14: sites[1].scout.url: …`. What is not there is told by the line of what should hold it. */
  problem(path: FilePath, what: string): SettingError;
}

/** Reads a YAML file of settings. Throws SettingError where there is none or it is no YAML. */
export function readConfigFile(file: string, readFile: ReadFile): ConfigFile {
  const text = readSetFile('SCOUT_CONFIG', file, readFile);
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, what: string): SettingError => {
    const line = lines.linePos(offset).line || 1;
    return new SettingError(`${file}:${line}: ${what}`, { line });
  };
  throwAny([...document.errors, ...document.warnings].map(({ pos, message }) => at(pos[0], `${message}.`)));
  return {
    file,
    text,
    value: contentOf(document, (what) => at(0, what)) ?? undefined,
    problem(path, what) {
      const key = writePath(path);
      return at(offsetOf(document, path), key === '' ? what : `${key}: ${what}`);
    },
  };
}

function contentOf(document: Document, problem: (what: string) => SettingError): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias of what is nowhere, or aliases of aliases without end.
    throw problem(`${messageOf(error)}.`);
  }
}

/** `sites[1].scout.url` */
function writePath(path: FilePath): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('');
}

/** Where the key at a path begins, or as much of the path as there is. */
function offsetOf(document: Document, path: FilePath): number {
  const { isAlias } = yaml();
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const found = childOf(isAlias(node) ? resolve(node, document) : node, key);
    if (found === undefined) break;
    offset = found.offset;
    node = found.node;
  }
  return offset;
}

const resolve = (alias: Alias, document: Document): unknown => alias.resolve(document);

function childOf(node: unknown, key: string | number): { readonly offset: number; readonly node: unknown } | undefined {
  const { isMap, isNode, isScalar, isSeq } = yaml();
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return isNode(item) ? { offset: item.range?.[0] ?? 0, node: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
  return pair && isScalar(pair.key) ? { offset: pair.key.range?.[0] ?? 0, node: pair.value } : undefined;
}
