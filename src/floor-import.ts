import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readDialectSettings } from './clients/floor/dialect.ts';
import { type ImportReport, importOpenApi } from './clients/floor/openapi-import.ts';
import { messageOf } from './core/errors.ts';

const USAGE = `Usage: npm run --silent floor:import -- openapi.json|openapi.yaml

Fills the file that FLOOR_FILE names (floor.json where it is not set) from the definition that the vendor's API portal gives for download.
`;

if (existsSync('.env')) process.loadEnvFile('.env');
const [source] = process.argv.slice(2);
if (source === undefined || source.startsWith('-')) {
  process.stderr.write(USAGE);
  process.exitCode = 1;
} else {
  try {
    const { FLOOR_FILE: set, FLOOR_URL: address } = process.env;
    const target = set ?? 'floor.json';
    const before = existsSync(target) ? readDialectSettings(JSON.parse(readFileSync(target, 'utf8'))) : {};
    const report = importOpenApi(parse(readFileSync(source, 'utf8')), before);
    writeFileSync(target, `${JSON.stringify(report.settings, undefined, 2)}\n`);
    process.stdout.write(writeReport(report, target, set, address));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}

function writeReport(
  report: ImportReport,
  target: string,
  set: string | undefined,
  address: string | undefined,
): string {
  const { matched, missing, unused, changes, server } = report;
  const lines = [
    ...section(`Found ${matched.length} operations`, matched.flatMap(writeMatched)),
    ...section('Not in the file', missing),
    ...section('In the file, and not used', unused),
    ...section('Changed', changes),
    changes.length === 0 ? `Nothing changed in ${target}.` : `Written to ${target}.`,
    ...(set === undefined ? [`Set FLOOR_FILE=${target}.`] : []),
    ...(server !== undefined && server !== address ? [`The file's server is ${server}: set FLOOR_URL to it.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function writeMatched({ line, wanted, unread }: ImportReport['matched'][number]): readonly string[] {
  return [
    line,
    ...(wanted.length > 0 ? [`  wants, and is not sent: ${wanted.join(', ')}`] : []),
    ...(unread.length > 0 ? [`  fields that are not read: ${unread.join(', ')}`] : []),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), ''];
}
