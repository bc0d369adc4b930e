import { createHash } from 'node:crypto';
import { ClearStateStore, InvalidStateError, type StateStore } from '@slack/oauth';

/** How long an install may take, in seconds. */
export const INSTALL_SECONDS = 600;

/**
 * Makes and checks the `state` that goes to Slack and back with an install. The library's own, a signed text, would serve again and again until
 * it is too old; this one serves once, in whichever process. `remember` says whether a key was met before.
 */
export function createOneTimeState(
  secret: string,
  remember: (keys: readonly string[]) => Promise<boolean>,
): StateStore {
  const signed = new ClearStateStore(secret, INSTALL_SECONDS);
  return {
    generateStateParam: (options, now) => signed.generateStateParam(options, now),
    async verifyStateParam(now, state) {
      const options = await signed.verifyStateParam(now, state);
      const hash = createHash('sha256').update(state).digest('base64url');
      if (await remember([`install ${hash}`])) throw new InvalidStateError('The state was used before');
      return options;
    },
  };
}
