import { existsSync } from 'node:fs';
import { SETTINGS } from '../../src/settings/settings.ts';
import { readText } from './dockerfile.ts';

const guide = readText('docs/deploy.md');

/** Variables that are not the bot's: of compose, of Docker's builds, of PostgreSQL's driver, of Node. */
const OF_OTHERS = ['POSTGRES_PASSWORD', 'HTTPS_PROXY', 'NODE_USE_ENV_PROXY', 'NODE_EXTRA_CA_CERTS'];

const named = (text: string, form: RegExp): readonly string[] => [...text.matchAll(form)].map(([, name]) => name ?? '');

/** The anchors that a page has: its headings as links write them. */
function anchorsOf(page: string): readonly string[] {
  return named(readText(page), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}

test('every setting that the guide names exists', () => {
  const names = new Set(named(guide, /\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g));
  expect([...names].filter((name) => !Object.hasOwn(SETTINGS, name) && !OF_OTHERS.includes(name))).toEqual([]);
  expect(names.has('DATABASE_URL')).toBe(true);
});

test('every file and heading that the guide links to is there', () => {
  const links = named(guide, /\]\((?!https?:)([^)]+)\)/g).map((link) => link.split('#'));
  const missing = links.filter(([file = '', anchor]) => {
    const page = file === '' ? 'docs/deploy.md' : new URL(file, 'file:///docs/').pathname.slice(1);
    if (!existsSync(new URL(`../../${page}`, import.meta.url))) return true;
    return anchor !== undefined && !anchorsOf(page).includes(anchor);
  });
  expect(missing).toEqual([]);
  expect(links.length).toBeGreaterThan(10);
});

test('every program and script that the guide starts is there', () => {
  const started = named(guide, /(?:node|sh) ((?:src|deploy)\/[\w./-]+)/g);
  expect(started).toContain('src/export.ts');
  expect(started.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([]);
});

test('the guide names the bases of the image as they are', () => {
  expect(readText('Dockerfile')).toContain(`FROM ${/inspect (\S+)`/.exec(guide)?.[1]} AS build`);
});
