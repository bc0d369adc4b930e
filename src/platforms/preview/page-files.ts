import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** A file of the page, ready to be sent. */
export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
}

/** Reads the page's files, by the path they are served under. */
export async function readPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const require = createRequire(import.meta.url);
  const list: readonly (readonly [path: string, type: string, file: URL | string])[] = [
    ['/', 'text/html; charset=utf-8', new URL('./page.html', import.meta.url)],
    ['/preview/page.css', 'text/css; charset=utf-8', new URL('./page.css', import.meta.url)],
    ['/preview/dialog.css', 'text/css; charset=utf-8', new URL('./dialog.css', import.meta.url)],
    ['/preview/page.js', 'text/javascript; charset=utf-8', new URL('./page.js', import.meta.url)],
    ['/preview/form-line.js', 'text/javascript; charset=utf-8', new URL('./form-line.js', import.meta.url)],
    ['/preview/robot.svg', 'image/svg+xml', new URL('./robot.svg', import.meta.url)],
    ['/preview/slack-blocks.css', 'text/css; charset=utf-8', require.resolve('slack-blocks-to-jsx/dist/style.css')],
    ['/preview/teams-card.css', 'text/css; charset=utf-8', new URL('./teams-card.css', import.meta.url)],
    ['/preview/teams-card.js', 'text/javascript; charset=utf-8', new URL('./teams-card.js', import.meta.url)],
    [
      '/preview/adaptive-cards.js',
      'text/javascript; charset=utf-8',
      require.resolve('adaptivecards/dist/adaptivecards.min.js'),
    ],
  ];
  const files = list.map(async ([path, type, file]) => [path, { type, content: await readFile(file) }] as const);
  return new Map(await Promise.all(files));
}
