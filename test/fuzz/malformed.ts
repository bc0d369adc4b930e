import fc from 'fast-check';
import { installRequests } from './install-requests.ts';
import type { Back, Malformed } from './malformed-request.ts';
import { slackEnvelopes, slackForms, slackRequests, slackStrangers } from './slack-requests.ts';
import { anywhere, around, bytes } from './stray-requests.ts';
import { rightToken, teamsRequests, teamsStrangers } from './teams-requests.ts';

/** An endless stream of malformed requests; the same seed gives the same, but for times and tokens. */
export function* malformed(seed: number, back: Back): Generator<Malformed> {
  const any = anyRequest(back);
  for (let round = 0; ; round++) yield* fc.sample(any, { numRuns: 250, seed: seed + round });
}

function anyRequest(back: Back): fc.Arbitrary<Malformed> {
  const token = rightToken(back);
  return fc.oneof(
    { weight: 5, arbitrary: slackRequests(back, 'slack', 'one') },
    { weight: 4, arbitrary: slackRequests(back, 'slack, several', 'several') },
    { weight: 2, arbitrary: slackForms('slack forms', 'one') },
    { weight: 1, arbitrary: slackForms('slack forms', 'several') },
    { weight: 2, arbitrary: slackEnvelopes(back, 'slack socket') },
    { weight: 1, arbitrary: slackStrangers('slack strangers', 'one') },
    { weight: 1, arbitrary: slackStrangers('slack strangers', 'several') },
    { weight: 3, arbitrary: installRequests('installs') },
    { weight: 4, arbitrary: teamsRequests(back, { door: 'teams', port: 'one' }) },
    { weight: 4, arbitrary: teamsRequests(back, { door: 'teams, signed', port: 'several', token }) },
    { weight: 2, arbitrary: teamsStrangers(back, 'teams strangers') },
    { weight: 2, arbitrary: around(['/health', '/ready'], 'health', 'several') },
    { weight: 1, arbitrary: around(['/metrics'], 'metrics', 'metrics') },
    { weight: 1, arbitrary: anywhere('anywhere', 'one') },
    { weight: 1, arbitrary: anywhere('anywhere', 'several') },
    { weight: 1, arbitrary: bytes('bytes', 'one') },
    { weight: 1, arbitrary: bytes('bytes', 'several') },
    { weight: 1, arbitrary: bytes('bytes', 'metrics') },
  );
}
