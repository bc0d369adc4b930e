/** Hosts from which Teams' connector takes messages: the public cloud and its government community part (learn.microsoft.com, Bot Connector for Teams). */
const TEAMS_HOSTS = ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'];

/** Host names, as in `URL.hostname`, of this machine. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const LOOPBACK_ADDRESS = /^(?:::ffff:)?127(?:\.\d{1,3}){3}$|^::1$/;

/** Whether the other end of a connection is this machine. */
export const isLoopbackAddress = (address: string | undefined): boolean => LOOPBACK_ADDRESS.test(address ?? '');

/**
 * Builds the check of an address that answers are to be sent to: HTTPS on one of the hosts, plain HTTP only on this machine. An answer carries
 * the bot's token, so it goes nowhere else. `anonymous` bots have no token and talk to this machine only.
 */
export function createServiceHosts(more: readonly string[], anonymous: boolean): (endpoint: string) => boolean {
  const hosts = new Set([...TEAMS_HOSTS, ...more].map((host) => host.toLowerCase()));
  return (endpoint) => {
    if (!URL.canParse(endpoint)) return false;
    const { protocol, hostname, host, username, password } = new URL(endpoint);
    if (username !== '' || password !== '') return false;
    const isLocal = LOOPBACK.test(hostname);
    if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) return false;
    return anonymous ? isLocal : hosts.has(hostname) || hosts.has(host);
  };
}
