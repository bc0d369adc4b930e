/** Time zones by the cities people name; of the world's zones these are those with a plant or an office likely behind them. */
let cities: ReadonlyMap<string, string> | undefined;

/** The IANA zone that words name by its city, "new york", "berlin". */
export function findZoneOf(words: readonly string[]): string | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ').toLowerCase(),
      zone,
    ]),
  );
  const said = words.join(' ').toLowerCase().split(' ');
  for (let at = 0; at < said.length; at++) {
    const zone = cities.get(`${said[at]} ${said[at + 1]}`) ?? cities.get(said[at] ?? '');
    if (zone !== undefined) return zone;
  }
  return undefined;
}
