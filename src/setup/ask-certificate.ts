import { readFileSync } from 'node:fs';
import { messageOf } from '../core/errors.ts';
import { askSetting, isAskedAgain, type Setup } from './ask-setting.ts';
import type { SeenCertificate } from './certificate.ts';
import type { Changes } from './env-file.ts';

/** Which of the two Scouts is asked about. */
export type ScoutKind = 'SCOUT' | 'FLOOR';

/** Looks at the certificate of a server and asks whether to trust it. Undefined where another address is to be asked for. */
export async function askCertificate(setup: Setup, kind: ScoutKind, url: string): Promise<Changes | undefined> {
  const { prompts, checks, known } = setup;
  if (new URL(url).protocol !== 'https:') return {};
  const { [`${kind}_FINGERPRINT`]: pinned, [`${kind}_CA_FILE`]: caFile } = known;
  const seen = await prompts.during(`Looking at the certificate of ${new URL(url).host}`, () =>
    checks.certificate(url, readCertificateFile(caFile)).catch((error: unknown) => messageOf(error)),
  );
  if (typeof seen === 'string') {
    prompts.bad(seen);
    return (await isAskedAgain(prompts)) ? undefined : {};
  }
  if (pinned !== undefined && plain(pinned) === plain(seen.fingerprint)) {
    prompts.good('Its certificate is the one that is trusted by its fingerprint.');
    return {};
  }
  if (seen.isTrusted && pinned === undefined) {
    prompts.good(
      caFile
        ? 'Its certificate is signed by your authority.'
        : 'Its certificate is signed by an authority that this machine trusts.',
    );
    return {};
  }
  return askTrust(setup, kind, url, seen);
}

async function askTrust(
  setup: Setup,
  kind: ScoutKind,
  url: string,
  seen: SeenCertificate,
): Promise<Changes | undefined> {
  const { prompts, known } = setup;
  const { host } = new URL(url);
  prompts.say('The certificate', [
    known[`${kind}_FINGERPRINT`] === undefined
      ? `${host} shows a certificate that this machine does not trust. That is usual for a site hub.`
      : `${host} shows ANOTHER certificate than the one that is set. It was renewed, or somebody is in between.`,
    '',
    `for         ${seen.subject}`,
    `signed by   ${seen.issuer}`,
    `good until  ${seen.validTo}`,
    `SHA-256     ${seen.fingerprint.slice(0, 47)}`,
    `            ${seen.fingerprint.slice(48)}`,
    '',
    'Compare it with what you see on a machine or network that you trust:',
    `openssl s_client -connect ${host}${host.includes(':') ? '' : ':443'} </dev/null | openssl x509 -noout -fingerprint -sha256`,
  ]);
  const choice = await prompts.choose(
    'Shall the bot trust this certificate?',
    [
      { value: 'again', label: 'No, ask for the address again' },
      { value: 'pin', label: 'Yes, I have compared the fingerprint', hint: 'this one certificate and no other' },
      { value: 'authority', label: 'No, but what our authority has signed', hint: 'a PEM file' },
    ],
    'again',
  );
  if (choice === 'again') return undefined;
  const others = kind === 'SCOUT' ? { SCOUT_TLS_INSECURE: undefined } : {};
  if (choice === 'pin') return { ...others, [`${kind}_CA_FILE`]: undefined, [`${kind}_FINGERPRINT`]: seen.fingerprint };
  const file = await askSetting(setup, {
    name: `${kind}_CA_FILE`,
    question: 'Which file?',
    example: '/etc/ssl/our-authority.pem',
  });
  return { ...others, [`${kind}_FINGERPRINT`]: undefined, [`${kind}_CA_FILE`]: file };
}

const plain = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();

/** Undefined where it cannot be read, which the check of the log-in tells. */
function readCertificateFile(file: string | undefined): string | undefined {
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
