/** Whether a body holds an object, as JSON or as the payload of a form: Bolt ends the whole program over `null`, and what is no JSON at all it refuses itself. */
export function holdsObject(contentType: string | undefined, body: Buffer): boolean {
  const text = body.toString('utf8');
  const isForm = contentType?.startsWith('application/x-www-form-urlencoded') === true;
  const json = isForm ? new URLSearchParams(text).get('payload') : text;
  if (json === null) return true;
  try {
    const held: unknown = JSON.parse(json);
    return typeof held === 'object' && held !== null && !Array.isArray(held);
  } catch {
    return false;
  }
}
