import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import type { PlatformWatch } from '../../core/watch.ts';

/** Bolt's app, which acknowledges also what it has no listener for: otherwise Slack would send it again and in the end switch the events off. */
export class SlackApp extends App {
  readonly #log: Log;
  readonly #watch: PlatformWatch | undefined;

  constructor(options: AppOptions, log: Log, watch?: PlatformWatch) {
    super(options);
    this.#log = log;
    this.#watch = watch;
    this.error(async (error) => {
      log.error({ err: error }, 'failed on something from Slack');
    });
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    const work = () => this.#acknowledgeAll(event);
    return this.#watch ? this.#watch.follow(idOf(event), work) : work();
  }

  async #acknowledgeAll(event: ReceiverEvent): Promise<void> {
    const acknowledged = this.#watch?.arrived();
    let isAcknowledged = false;
    const ack: ReceiverEvent['ack'] = (answer) => {
      isAcknowledged = true;
      const acknowledging = event.ack(answer);
      acknowledged?.();
      return acknowledging;
    };
    const { type } = event.body;
    if (type === 'app_rate_limited') {
      this.#log.warn(
        { minute: event.body['minute_rate_limited'] },
        'Slack holds back events: more than 30,000 in an hour',
      );
      return ack();
    }
    try {
      await super.processEvent({ ...event, ack });
    } catch (error) {
      // Bolt stumbles over what has not the shape that it expects; sent again it would not be better.
      this.#log.warn({ error: messageOf(error) }, 'could not read something from Slack');
    }
    if (isAcknowledged) return;
    this.#log.info({ type: messageOf(type) }, 'acknowledged something from Slack that is not known here');
    await ack();
  }
}

/** What messages made of it are called by too; forms alone go by their view. */
function idOf({ body }: ReceiverEvent): string | undefined {
  const id: unknown = body['event_id'] ?? body['trigger_id'];
  return typeof id === 'string' ? id : undefined;
}
