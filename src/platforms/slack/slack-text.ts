import { LIMITS } from './limits.ts';

/** Escapes what Slack reads as markup in message text; nothing else is to be encoded. */
export function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
}

/** Whether an address can be given to Slack as a link. */
export function isLink(url: string): boolean {
  return /^https?:\/\//i.test(url) && url.length <= LIMITS.url && !/[\s<>|]/.test(url) && URL.canParse(url);
}
