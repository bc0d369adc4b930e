import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';

/** Bolt's app, which acknowledges also what it has no listener for: otherwise Slack would send it again and in the end switch the events off. */
export class SlackApp extends App {
  readonly #log: Log;

  constructor(options: AppOptions, log: Log) {
    super(options);
    this.#log = log;
    this.error(async (error) => {
      log.error({ err: error }, 'failed on something from Slack');
    });
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const { type } = event.body;
    if (type === 'app_rate_limited') {
      this.#log.warn(
        { minute: event.body['minute_rate_limited'] },
        'Slack holds back events: more than 30,000 in an hour',
      );
      return event.ack();
    }
    let isAcknowledged = false;
    await super.processEvent({
      ...event,
      ack: (answer) => {
        isAcknowledged = true;
        return event.ack(answer);
      },
    });
    if (isAcknowledged) return;
    this.#log.info({ type: messageOf(type) }, 'acknowledged something from Slack that is not known here');
    await event.ack();
  }
}
