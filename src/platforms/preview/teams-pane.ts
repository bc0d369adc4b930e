import { escapeMarkup } from '../../core/escape-markup.ts';
import type { Block, Image, Reply } from '../../core/reply.ts';
import type { ChartPictures, Pane } from './pane.ts';

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
    draw(reply, _, charts) {
      const pictures: string[] = [];
      const pictureUrl = ({ mediaType, bytes }: Image): string => {
        pictures.push(`data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`);
        return `https://preview.invalid/${pictures.length - 1}`;
      };
      const cards = renderTeams(withPictures(reply, charts), pictureUrl).map(({ card }) =>
        // The page has no other place to load pictures from.
        JSON.stringify(card).replace(/"https:\/\/preview\.invalid\/(\d+)"/g, (_, i: string) =>
          JSON.stringify(pictures[Number(i)]),
        ),
      );
      return cards.map((card) => `<div class="teams-card" data-card="${escapeMarkup(card)}"></div>`).join('');
    },
  };
}

/** Teams draws charts itself, its renderer for other pages does not: there they are pictures, whose title stands in them. */
function withPictures(reply: Reply, charts: ChartPictures): Reply {
  const pictureOf = (block: Block): Block => {
    const picture = block.kind === 'chart' ? charts.get(block) : undefined;
    return picture === undefined ? block : { ...picture, caption: [] };
  };
  return charts.size === 0 ? reply : { ...reply, blocks: reply.blocks.map(pictureOf) };
}
