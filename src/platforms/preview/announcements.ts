import type { ServerResponse } from 'node:http';
import type { EpochMs } from '../../core/reply.ts';
import type { Drawable } from './drawing.ts';

/** Something the bot said unasked. */
interface Announcement {
  readonly id: string;
  /** What it was sent with, to find it again. */
  readonly mark: string | undefined;
  readonly at: EpochMs;
  /** Whether it was said to the reader alone. */
  readonly isDirect: boolean;
  readonly said: Drawable;
}

/** What the bot said unasked, kept for pages that open later and passed on to those that are open. */
export interface Announcements {
  add(said: Drawable, isDirect: boolean, mark?: string): Announcement;
  /** Whether one that is kept has the mark and was said then or later. */
  has(mark: string, since: EpochMs): boolean;
  /** Throws for an announcement that is no longer kept. */
  replace(id: string, said: Drawable): void;
  /** Writes all announcements, then new and replaced ones, to a page as server-sent events until it goes away. */
  follow(response: ServerResponse, write: (announcement: Announcement) => object): void;
  close(): void;
}

const KEPT = 50;

/** Keeps the newest fifty in memory. */
export function createAnnouncements(now: () => EpochMs): Announcements {
  const kept = new Map<string, Announcement>();
  const pages = new Map<ServerResponse, (announcement: Announcement) => void>();
  let count = 0;

  function keep(announcement: Announcement): void {
    kept.set(announcement.id, announcement);
    for (const pass of pages.values()) pass(announcement);
  }

  return {
    add(said, isDirect, mark) {
      const announcement = { id: `announcement-${++count}`, mark, at: now(), isDirect, said };
      keep(announcement);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return announcement;
    },
    has: (mark, since) => [...kept.values()].some((each) => each.mark === mark && each.at >= since),
    replace(id, said) {
      const known = kept.get(id);
      if (known === undefined) throw new Error(`The preview keeps no announcement ${id}`);
      keep({ ...known, said });
    },
    follow(response, write) {
      // Closed after the end, so that a server that stops need not wait for it.
      response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' });
      const pass = (announcement: Announcement): void => {
        response.write(`data: ${JSON.stringify(write(announcement))}\n\n`);
      };
      response.flushHeaders();
      for (const announcement of kept.values()) pass(announcement);
      pages.set(response, pass);
      response.on('close', () => pages.delete(response));
    },
    close() {
      for (const response of pages.keys()) response.end();
    },
  };
}
