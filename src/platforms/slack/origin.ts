import * as v from 'valibot';

/** Which installation of the bot something in Slack belongs to. */
export interface Origin {
  /** The workspace; the organisation where Slack names no workspace, and nothing where it names neither. */
  readonly team: string;
  /** The Enterprise organisation. */
  readonly enterprise?: string | undefined;
  /** Whether Slack says that the bot is there by the organisation's installation, and not by the workspace's own. */
  readonly isOrgWide: boolean;
}

const Id = v.nullish(v.string());
const Named = v.nullish(v.object({ id: Id, team_id: Id, enterprise_id: Id, app_installed_team_id: Id }));
const Body = v.object({
  authorizations: v.nullish(
    v.array(v.object({ team_id: Id, enterprise_id: Id, is_enterprise_install: v.nullish(v.boolean()) })),
  ),
  view: Named,
  team: Named,
  user: Named,
  enterprise: Named,
  /** The bot's own message, under which something was pressed: its workspace is not that of who pressed. */
  message: v.nullish(v.object({ team: Id })),
  team_id: Id,
  context_team_id: Id,
  enterprise_id: Id,
  // Slash commands and what is pressed come as forms: there it is a text.
  is_enterprise_install: v.nullish(v.union([v.boolean(), v.string()])),
});

/**
 * Reads where an event, a command, a button or a form came from. In channels shared between organisations the envelope may name the workspace of
 * whoever wrote: that in which the bot was met stands in the authorizations, the context or the view. A known organisation stands in for a workspace
 * that is not told; that of a person never does then, who may be a stranger.
 */
export function originOf(body: unknown): Origin {
  const read = v.safeParse(Body, body);
  if (!read.success) return { team: '', isOrgWide: false };
  const { authorizations, view, team, user, message, context_team_id, is_enterprise_install } = read.output;
  const met = authorizations?.[0];
  const enterprise =
    (met ? met.enterprise_id : (read.output.enterprise?.id ?? team?.enterprise_id ?? read.output.enterprise_id)) ??
    undefined;
  const isOrgWide = met?.is_enterprise_install ?? [true, 'true'].some((yes) => yes === is_enterprise_install);
  const found = [
    view?.app_installed_team_id,
    team?.id,
    met?.team_id,
    met && isOrgWide ? (context_team_id ?? enterprise) : read.output.team_id,
    view?.team_id,
    message?.team,
    enterprise ?? user?.team_id,
  ];
  return { team: found.find((id) => typeof id === 'string') ?? '', enterprise, isOrgWide };
}
