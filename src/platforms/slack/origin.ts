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
  team_id: Id,
  enterprise_id: Id,
  // Slash commands and what is pressed come as forms: there it is a text.
  is_enterprise_install: v.nullish(v.union([v.boolean(), v.string()])),
});

/**
 * Reads where an event, a command, a button or a form came from. In channels shared between organisations the envelope may name the workspace of
 * whoever wrote: that in which the bot was met stands in the authorizations, or in the view.
 */
export function originOf(body: unknown): Origin {
  const read = v.safeParse(Body, body);
  if (!read.success) return { team: '', isOrgWide: false };
  const { authorizations, view, team, user, team_id, is_enterprise_install } = read.output;
  const met = authorizations?.[0];
  const enterprise =
    (met ? met.enterprise_id : (read.output.enterprise?.id ?? team?.enterprise_id ?? read.output.enterprise_id)) ??
    undefined;
  const found = [
    view?.app_installed_team_id,
    team?.id,
    met?.team_id,
    team_id,
    view?.team_id,
    user?.team_id,
    enterprise,
  ];
  return {
    team: found.find((id) => typeof id === 'string') ?? '',
    enterprise,
    isOrgWide: met?.is_enterprise_install ?? [true, 'true'].some((yes) => yes === is_enterprise_install),
  };
}
