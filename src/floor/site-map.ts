import * as v from 'valibot';

const stations = v.array(v.pipe(v.string(), v.nonEmpty('a name of a station')), 'a list of names of stations');

const SiteMapFile = v.strictObject({
  assets: v.optional(v.record(v.string(), stations), {}),
  missions: v.optional(v.record(v.string(), stations), {}),
});

/** Which stations stand by what the robots look at: names of stations by the name of an asset or of a mission. */
export type SiteMap = Readonly<Record<'assets' | 'missions', Readonly<Record<string, readonly string[]>>>>;

/** Checks what a map file holds. Throws Error that names the first wrong place. */
export function readSiteMap(json: unknown): SiteMap {
  const result = v.safeParse(SiteMapFile, json, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
}
