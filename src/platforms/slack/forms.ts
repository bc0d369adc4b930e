import type { ViewResponseAction } from '@slack/bolt';
import type { Answer, Log } from '../../core/bot.ts';
import { clip } from '../../core/cut-text.ts';
import { messageOf } from '../../core/errors.ts';
import { firstWords } from '../../core/first-words.ts';
import type { Reply } from '../../core/reply.ts';
import { settledAtOnce } from '../../core/settled-at-once.ts';
import { within } from '../../core/within.ts';
import { formView, readSubmission } from './form-view.ts';
import type { Incoming } from './incoming.ts';
import { LIMITS } from './limits.ts';
import type { Wait } from './pace.ts';
import type { SlackApi } from './slack-api.ts';
import { formOf, withTypedForms } from './typed-form.ts';

/** Forms as modal views. */
export interface Forms {
  /** Opens the form of an answer; false where it has none, or where Slack opens none. Where the answer tells of an error, the form begins with it. */
  open(incoming: Incoming, answer: Answer): Promise<boolean>;
  /** The reply as it can be read where its form was not opened. */
  typed(incoming: Incoming, reply: Reply): Reply;
  /**
   * Takes a form that was filled in, and acknowledges in time: an error that is there by then stands in the form, anything else closes it and
   * is brought to where the form was asked for.
   */
  submit(
    body: unknown,
    ack: (action?: ViewResponseAction) => Promise<void>,
    ask: (submitted: Incoming) => Promise<Answer>,
    respond: (submitted: Incoming, answer: Answer) => Promise<void>,
  ): Promise<void>;
}

export interface FormsOptions {
  readonly api: SlackApi;
  readonly wait: Wait;
  readonly log: Log;
}

// Slack gives up after three seconds, the way to it and back included.
const ANSWER_WITHIN_MS = 2_300;
const MOST_TAKEN = 1_000;

/** Builds the forms of one workspace. */
export function createForms({ api, wait, log }: FormsOptions): Forms {
  /** Views that were submitted, and are not open any more. */
  const taken = new Set<string>();

  function take(view: string): boolean {
    if (taken.has(view)) return false;
    taken.add(view);
    for (const oldest of taken) {
      if (taken.size <= MOST_TAKEN) break;
      taken.delete(oldest);
    }
    return true;
  }

  async function answerInTime(answering: Promise<Answer>): Promise<Answer | undefined> {
    const atOnce = await settledAtOnce(answering);
    if (atOnce !== undefined) return atOnce;
    return within(ANSWER_WITHIN_MS, answering, () => undefined, wait);
  }

  return {
    async open(incoming, { reply, failed }) {
      const form = formOf(reply);
      if (form === undefined || incoming.trigger === undefined) return false;
      const view = formView(form, incoming, failed ? firstWords(reply) : undefined);
      if (view === undefined) return false;
      try {
        // The trigger does not live as long as any pause.
        await api.call('views.open', { trigger_id: incoming.trigger, view }, 0);
        return true;
      } catch (error) {
        log.warn({ error: messageOf(error) }, 'could not open a form');
        return false;
      }
    },
    typed: (incoming, reply) => withTypedForms(reply, incoming),
    async submit(body, ack, ask, respond) {
      const submitted = readSubmission(body);
      if (submitted === undefined || !take(submitted.view)) return ack();
      const answering = ask(submitted);
      const answer = await answerInTime(answering);
      const isWrong = answer?.failed === true;
      if (isWrong) taken.delete(submitted.view);
      const words = isWrong ? (firstWords(answer.reply) ?? 'That did not work.') : '';
      const errors = { [submitted.errorBlock]: clip(words, LIMITS.notification) };
      try {
        await (isWrong ? ack({ response_action: 'errors', errors }) : ack());
        if (isWrong) return;
      } catch (error) {
        log.warn({ error: messageOf(error) }, 'could not acknowledge: the connection to Slack is down');
      }
      await respond(submitted, answer ?? (await answering));
    },
  };
}
