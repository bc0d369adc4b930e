import type { Capture, RunEvent } from '../clients/fleet/fleet-client.ts';
import { bold, type Text, time } from '../core/reply.ts';

/** A capture with a file, and the action that took it. */
export interface Photo {
  readonly event: RunEvent;
  readonly capture: Capture;
  readonly path: string;
}

/** The captures with files of some actions, in order. */
export function filesOf(events: readonly RunEvent[]): readonly Photo[] {
  return events.flatMap((event) =>
    event.captures.flatMap((capture) => (capture.path === undefined ? [] : [{ event, capture, path: capture.path }])),
  );
}

/** Whether a file is worth fetching: everything but what its name says is something else. */
export function mayBePicture({ path }: Photo): boolean {
  const [, ending] = /\.([a-z0-9]{1,5})$/i.exec(path) ?? [];
  return ending === undefined || ['png', 'jpg', 'jpeg'].includes(ending.toLowerCase());
}

/** What a picture shows, in words: the action, the channel and what was read from it. */
export function photoAlt({ event, capture }: Photo): string {
  return `${titleOf(event, capture)}${readingsOf(capture)}`;
}

/** What stands beside a picture: the same, and when it was taken. */
export function photoCaption({ event, capture }: Photo): Text {
  const at = capture.at ?? event.at;
  const moment: Text = at === undefined ? [] : [', ', time(at, 'date-time')];
  return [bold(titleOf(event, capture)), ...moment, readingsOf(capture)];
}

function titleOf({ action = 'an action without a name' }: RunEvent, { channel }: Capture): string {
  return channel === undefined ? action : `${action}, ${channel}`;
}

function readingsOf({ readings }: Capture): string {
  return readings
    .map(({ name, value, units }) => `, ${name} ${value}${units === undefined ? '' : ` ${units}`}`)
    .join('');
}
