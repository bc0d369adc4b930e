import type { Answer, Log } from '../../core/bot.ts';
import { messageOf } from '../../core/errors.ts';
import { firstWords } from '../../core/first-words.ts';
import { formView } from './form-view.ts';
import type { Incoming } from './incoming.ts';
import type { SlackApi } from './slack-api.ts';
import { formOf } from './typed-form.ts';

/** Opens the form of an answer; false where it has none, or where Slack opens none. Where the answer tells of an error, the form begins with it. */
export type FormOpening = (incoming: Incoming, answer: Answer) => Promise<boolean>;

/** Builds the opening of forms as modal views in one workspace. */
export function createFormOpening({ api, log }: { readonly api: SlackApi; readonly log: Log }): FormOpening {
  return async (incoming, { reply, failed }) => {
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
  };
}
