import * as v from 'valibot';
import { createHttp } from '../clients/http.ts';
import { messageOf } from '../core/errors.ts';
import type { Checked, TeamsApp } from './checks.ts';

/** Whom the bot's token is for (learn.microsoft.com, "Authenticate requests with the Bot Connector API"). */
const SCOPE = 'https://api.botframework.com/.default';

const Refusal = v.object({ error_description: v.string() });

/** Microsoft's codes for what is usually wrong (learn.microsoft.com, "Microsoft Entra authentication error codes"). */
const MEANINGS: Readonly<Record<string, string>> = {
  AADSTS90002: 'TEAMS_TENANT_ID is no tenant',
  AADSTS900023: 'TEAMS_TENANT_ID is no tenant',
  AADSTS700016: 'TEAMS_APP_ID is not known in TEAMS_TENANT_ID',
  AADSTS7000215: "it is not the client secret's Value, but perhaps its Secret ID",
  AADSTS7000222: 'the client secret is over: make a new one',
};

/** Whether Microsoft gives the bot a token for Teams. Never rejects. */
export async function checkTeamsApp(
  { appId, tenant, password }: TeamsApp,
  loginUrl: string,
  random: () => number,
): Promise<Checked> {
  const bounds = { connectTimeoutMs: 5_000, deadlineMs: 15_000, answerBytes: 1_048_576 };
  const http = createHttp({ who: "Microsoft's log-in", url: loginUrl, tls: {}, ...bounds, retries: 0, random });
  try {
    const answer = await http.request({
      method: 'POST',
      path: `/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: password,
        scope: SCOPE,
      }).toString(),
    });
    if (answer.status === 200) return { found: 'Microsoft gives the bot a token for Teams.' };
    return { problem: `Microsoft gives the bot no token: ${reasonOf(answer.body, answer.status)}.` };
  } catch (error) {
    return { problem: messageOf(error) };
  } finally {
    await http.close();
  }
}

/** Its words hold ids and times that help nobody here. */
function reasonOf(body: Buffer, status: number): string {
  const refusal = v.safeParse(v.pipe(v.string(), v.parseJson(), Refusal), body.toString());
  const [code] = refusal.success ? (/AADSTS\d+/.exec(refusal.output.error_description) ?? []) : [];
  if (code === undefined) return `status ${status}`;
  const meaning = MEANINGS[code];
  return meaning === undefined ? code : `${meaning} (${code})`;
}
