import { request } from 'undici';
import * as v from 'valibot';
import type { Log } from '../../core/bot.ts';
import { clip } from '../../core/cut-text.ts';
import type { Image, Reply } from '../../core/reply.ts';
import { directChannel } from './direct-channel.ts';
import { LIMITS } from './limits.ts';
import type { Outgoing } from './response-url.ts';
import { errorCode, type SlackApi } from './slack-api.ts';
import { directTarget, type Target } from './target.ts';

/** Brings pictures into conversations as files, because Slack cannot fetch them from a site. */
export interface Pictures {
  /** Uploads and shares; the result says where they went, where that is not the place of the answer. Throws where Slack does not take them. */
  share(images: readonly Image[], target: Target, isHidden: boolean): Promise<Outgoing | undefined>;
}

export interface PicturesOptions {
  readonly api: SlackApi;
  /** Where bytes may be sent beside Slack's own hosts. */
  readonly origins: readonly string[];
  readonly log: Log;
}

interface UploadedFile {
  readonly id: string;
  readonly title: string;
}

const UPLOAD_TIMEOUT_MS = 30_000;
// Where the bot may answer a command but is no member, and so may not share files.
const NOT_THERE = new Set([
  'not_in_channel',
  'channel_not_found',
  'invalid_channel',
  'is_archived',
  'restricted_action',
]);

const UploadUrl = v.object({ upload_url: v.pipe(v.string(), v.url()), file_id: v.string() });

/** Whether an address is one of Slack's hosts, or of the other origins. */
function isOfSlack(address: string, origins: readonly string[]): boolean {
  const { protocol, hostname, origin, username } = new URL(address);
  const isSlack = protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname);
  return username === '' && (isSlack || origins.includes(origin));
}

/** The pictures of a reply. */
export function imagesOf(reply: Reply): readonly Image[] {
  return reply.blocks.filter((block) => block.kind === 'image');
}

/** Builds the sharing of pictures for one workspace. */
export function createPictures({ api, origins, log }: PicturesOptions): Pictures {
  async function upload(image: Image, number: number): Promise<UploadedFile> {
    const alt = clip(image.alt.trim() || 'Picture', LIMITS.altText);
    const { upload_url, file_id } = v.parse(
      UploadUrl,
      await api.call('files.getUploadURLExternal', {
        filename: `picture-${number}.${image.mediaType === 'image/png' ? 'png' : 'jpg'}`,
        length: image.bytes.length,
        // Slack's reference names it alt_txt, its own SDK sends alt_text.
        alt_txt: alt,
        alt_text: alt,
      }),
    );
    // An address out of an answer is followed only where pictures are meant to go.
    if (!isOfSlack(upload_url, origins)) throw new Error('the address for a picture is not of Slack');
    const { statusCode, body } = await request(upload_url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: image.bytes,
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
    });
    await body.dump();
    if (statusCode !== 200) throw new Error(`the upload of a picture was answered with ${statusCode}`);
    return { id: file_id, title: clip(alt, 200) };
  }

  /** Each file is uploaded for one share: a share that Slack refused leaves it unknown whether the upload is spent. */
  async function shareIn(images: readonly Image[], channel: string, thread: string | undefined): Promise<void> {
    const files: UploadedFile[] = [];
    for (const [i, image] of images.entries()) files.push(await upload(image, i + 1));
    await api.call('files.completeUploadExternal', { files, channel_id: channel, thread_ts: thread });
  }

  async function shareDirectly(images: readonly Image[], target: Target): Promise<void> {
    await shareIn(images, await directChannel(api, target.user), undefined);
  }

  return {
    async share(images, target, isHidden) {
      if (images.length === 0) return undefined;
      const what = images.length === 1 ? 'The picture is' : `The ${images.length} pictures are`;
      if (target.channel === directTarget(target).channel) {
        await shareDirectly(images, target);
        return undefined;
      }
      // A file cannot be shown to one reader of a channel only.
      if (isHidden) {
        await shareDirectly(images, target);
        return { text: `${what} in your direct messages with me.` };
      }
      try {
        await shareIn(images, target.channel, target.thread);
        return undefined;
      } catch (error) {
        if (!NOT_THERE.has(errorCode(error) ?? '')) throw error;
        log.info({ channel: target.channel, code: errorCode(error) }, 'sharing pictures directly');
        await shareDirectly(images, target);
        return {
          text: `${what} in your direct messages with me, because I am not in this channel: invite me to see them here.`,
        };
      }
    },
  };
}
