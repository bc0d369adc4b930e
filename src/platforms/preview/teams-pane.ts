import type { Image, Reply } from '../../core/reply.ts';
import { escapeHtml } from './escape-html.ts';
import type { Pane } from './pane.ts';

/** A message with an Adaptive Card, as far as it is drawn. */
export interface TeamsMessage {
  readonly card: object;
}

/** The Teams adapter's own rendering; pictures get the addresses it is given. */
export type RenderTeams = (reply: Reply, pictureUrl: (image: Image) => string | undefined) => readonly TeamsMessage[];

/** Brings replies to the page as Adaptive Cards, which Microsoft's own renderer draws there in the reader's zone and language. */
export function createTeamsPane(renderTeams: RenderTeams): Pane {
  return {
    name: 'Teams',
    draw(reply) {
      const pictures: string[] = [];
      const pictureUrl = ({ mediaType, bytes }: Image): string => {
        pictures.push(`data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`);
        return `https://preview.invalid/${pictures.length - 1}`;
      };
      const cards = renderTeams(reply, pictureUrl).map(({ card }) =>
        // The page has no other place to load pictures from.
        JSON.stringify(card).replace(/"https:\/\/preview\.invalid\/(\d+)"/g, (_, i: string) =>
          JSON.stringify(pictures[Number(i)]),
        ),
      );
      return cards.map((card) => `<div class="teams-card" data-card="${escapeHtml(card)}"></div>`).join('');
    },
  };
}
