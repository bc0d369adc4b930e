import { readPem } from './pem.ts';
import { readAll, SettingError } from './setting-error.ts';
import { missing, type ReadFile, required, type SettingValues } from './setting-values.ts';

/** The Azure bot's registration, and whom it answers. */
export interface TeamsSettings {
  readonly appId: string;
  readonly tenant: string;
  readonly credentials:
    | { readonly kind: 'secret'; readonly password: string }
    | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
    | { readonly kind: 'managed-identity' }
    | { readonly kind: 'anonymous' };
  readonly allowedTenants: readonly string[];
  readonly serviceHosts: readonly string[];
  readonly publicUrl?: string;
}

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];

/** Undefined where none of its settings is set. Throws SettingError. */
export function teamsSettings(values: SettingValues, readFile: ReadFile): TeamsSettings | undefined {
  const anySet = Object.keys(values).some((name) => name.startsWith('TEAMS_'));
  if (!anySet) return undefined;
  const { PUBLIC_URL: publicUrl } = values;
  const common = { serviceHosts: values.TEAMS_SERVICE_HOSTS ?? [], ...(publicUrl !== undefined && { publicUrl }) };
  if (values.TEAMS_ANONYMOUS === 'true') {
    checkAnonymous(values);
    const allowedTenants = values.TEAMS_ALLOWED_TENANTS ?? [];
    return { ...common, appId: '', tenant: '', credentials: { kind: 'anonymous' }, allowedTenants };
  }
  const { appId, tenant, credentials } = readAll({
    appId: () => required(values, 'TEAMS_APP_ID', "the application id of your Azure bot's registration"),
    tenant: () => required(values, 'TEAMS_TENANT_ID', "the id of the tenant of your Azure bot's registration"),
    credentials: () => teamsCredentials(values, readFile),
  });
  const allowedTenants = values.TEAMS_ALLOWED_TENANTS ?? [tenant];
  return { ...common, appId, tenant, credentials, allowedTenants };
}

function checkAnonymous(values: SettingValues): void {
  if (values.TEAMS_APP_PASSWORD !== undefined || values.TEAMS_CERTIFICATE_FILE !== undefined) {
    throw new SettingError(
      'TEAMS_ANONYMOUS is set beside TEAMS_APP_PASSWORD or TEAMS_CERTIFICATE_FILE: an anonymous bot has neither, keep one.',
    );
  }
  if (!LOOPBACK_HOSTS.includes(values.HOST ?? ''))
    throw new SettingError(
      'TEAMS_ANONYMOUS is not right: it needs HOST=127.0.0.1, as nobody else may reach such a bot.',
    );
}

function teamsCredentials(values: SettingValues, readFile: ReadFile): TeamsSettings['credentials'] {
  const { TEAMS_APP_PASSWORD: password, TEAMS_CERTIFICATE_FILE: file, TEAMS_CERTIFICATE_THUMBPRINT: print } = values;
  if (values.TEAMS_APP_TYPE === 'UserAssignedMSI') {
    if (password === undefined && file === undefined && print === undefined) return { kind: 'managed-identity' };
    throw new SettingError(
      'TEAMS_APP_TYPE is UserAssignedMSI, which has no secret: remove TEAMS_APP_PASSWORD and TEAMS_CERTIFICATE_….',
    );
  }
  if (password !== undefined && (file !== undefined || print !== undefined)) {
    throw new SettingError('TEAMS_APP_PASSWORD and TEAMS_CERTIFICATE_FILE exclude each other: keep one of them.');
  }
  if (password !== undefined) return { kind: 'secret', password };
  if (print !== undefined && file === undefined)
    throw missing('TEAMS_CERTIFICATE_FILE', 'the PEM file with the private key of that certificate');
  if (file === undefined)
    throw missing(
      'TEAMS_APP_PASSWORD',
      'a client secret of the registration, or TEAMS_CERTIFICATE_FILE to a certificate',
    );
  return readCertificate(file, print, readFile);
}

function readCertificate(file: string, print: string | undefined, readFile: ReadFile) {
  let pem: ReturnType<typeof readPem>;
  try {
    pem = readPem(readFile(file));
  } catch (cause) {
    throw new SettingError(`TEAMS_CERTIFICATE_FILE is not right: ${file} cannot be read.`, { cause });
  }
  if (pem.privateKey === undefined)
    throw new SettingError(
      `TEAMS_CERTIFICATE_FILE is not right: ${file} holds no private key that can be read without a password.`,
    );
  const thumbprint = print?.replaceAll(':', '') ?? pem.thumbprint;
  if (thumbprint === undefined)
    throw missing('TEAMS_CERTIFICATE_THUMBPRINT', `the thumbprint of the certificate, which ${file} does not hold`);
  return { kind: 'certificate', thumbprint, privateKey: pem.privateKey } as const;
}
