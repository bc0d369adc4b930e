import type { ViewResponseAction } from '@slack/bolt';
import type { Answer, Log } from '../../core/bot.ts';
import { clip } from '../../core/cut-text.ts';
import { messageOf } from '../../core/errors.ts';
import { firstWords } from '../../core/first-words.ts';
import { settledAtOnce } from '../../core/settled-at-once.ts';
import { within } from '../../core/within.ts';
import { readSubmission } from './form-view.ts';
import type { Incoming } from './incoming.ts';
import { LIMITS } from './limits.ts';
import type { Wait } from './pace.ts';

/** Forms that were filled in. */
export interface FormSubmissions {
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

// Slack gives up after three seconds, the way to it and back included.
const ANSWER_WITHIN_MS = 2_300;
const MOST_TAKEN = 1_000;

/** Builds the taking of forms, of whatever workspace. */
export function createFormSubmissions({ wait, log }: { readonly wait: Wait; readonly log: Log }): FormSubmissions {
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
