const TOOLBAR = /<div class="[^"]*" role="group"><button .*?<\/div>/g;
const SWATCH = /<span class="([^"]*_data_visualization_swatch)" style="background-color:(rgb\([\d, ]+\))"><\/span>/g;
/** The labels below the x axis. */
const LABEL = /(<text x="[^"]+" y="268" text-anchor="middle"[^>]* font-size=")11"/g;
const FEW_LABELS = 10;
const FONT = / style="font-family:[^"]*"/g;

/**
 * A drawn chart as this page can show it: without the library's buttons, which only work where React runs, without style attributes, which
 * the page's content security policy turns off, and with many labels in letters so small that they do not touch.
 */
export function repairChart(html: string): string {
  if (!html.includes('slack_blocks_to_jsx__data_visualization')) return html;
  const swatch =
    '<svg class="$1" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="$2"></rect></svg>';
  const labelled =
    [...html.matchAll(LABEL)].length > FEW_LABELS ? html.replace(LABEL, (_, label: string) => `${label}8"`) : html;
  return labelled.replace(TOOLBAR, '').replace(SWATCH, swatch).replace(FONT, '');
}
