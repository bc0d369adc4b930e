import { createHash } from 'node:crypto';

/** A page of the install, as HTML. */
export interface InstallPage {
  readonly status: number;
  readonly html: string;
}

const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:34em;margin:15vh auto;padding:0 1em;color:#1f2a37}' +
  'a{display:inline-block;padding:.6em 1.2em;border-radius:.4em;background:#1f2a37;color:#fff;font-weight:bold;text-decoration:none}' +
  'a:hover,a:focus{background:#3b4b5e}';

/** Headers of every page: what came with its address (a code of Slack) goes nowhere else, and nothing is loaded or run. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'content-type': 'text/html; charset=utf-8',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

interface Link {
  readonly label: string;
  readonly url: string;
}

/** The page with the button that leads to Slack. */
export function installPage(url: string): string {
  return page('Add Scout to Slack', 'Slack shows what Scout asks for, and lets you choose the workspace.', {
    label: 'Add to Slack',
    url,
  });
}

/** What is said when the bot is installed. */
export function installedPage(name: string, next: Link | undefined): InstallPage {
  const words = next
    ? 'The organisation has to say in which of its workspaces it is to be used. There, type /scout help to begin.'
    : 'Type /scout help there to begin.';
  return { status: 200, html: page(`Scout is installed in ${name}`, words, next) };
}

/** What is said when the bot was not installed: why, and what to do. */
export function notInstalledPage(status: number, words: string, again: string | undefined): InstallPage {
  const link = again === undefined ? undefined : { label: 'Begin again', url: again };
  return { status, html: page('Scout was not installed', words, link) };
}

function page(title: string, words: string, link: Link | undefined): string {
  const parts = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(words)}</p>`,
    link && `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`,
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body>${parts.filter(Boolean).join('\n')}</body></html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
