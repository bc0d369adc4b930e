// `node program-with-authority.ts METADATA_URL ISSUER`: the program as src/main.ts starts it, but that it takes tokens of Teams signed by an authority of this machine; it says its ports.
import { start } from '../../src/app.ts';
import { createLog } from '../../src/log.ts';
import { readConfig } from '../../src/settings/config.ts';

const [openIdMetadataUrl = '', issuer = ''] = process.argv.slice(2);
const config = readConfig(process.env);
const authority = { openIdMetadataUrl, issuer, token: async () => 'outgoing-token' };
const teams = config.teams && { ...config.teams, authority };
const app = await start({ ...config, ...(teams && { teams }) }, createLog(config.logLevel));
process.stdout.write(`${app.greeting}metrics on port ${app.metricsPort}\n`);
