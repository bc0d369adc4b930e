import * as v from 'valibot';
import { JsonObject } from './values.ts';

/** One operation of an OpenAPI file, as far as the bot needs it. */
export interface DescribedOperation {
  /** As the vendor's portal shows it. */
  readonly name: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  /** Media types and names of what is sent. */
  readonly body: { readonly mediaTypes: readonly string[]; readonly properties: readonly string[] };
  /** Names of the fields of one record of its answer. */
  readonly properties: readonly string[];
}

/** What an OpenAPI file says of a server. */
export interface ApiDescription {
  /** The address that every path stands below. */
  readonly server?: string;
  /** The header of a key that is sent beside the token. */
  readonly keyHeader?: string;
  readonly operations: readonly DescribedOperation[];
}

type Json = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Reads OpenAPI 3 or Swagger 2. Throws Error for a document that is neither. */
export function readOpenApi(document: unknown): ApiDescription {
  const root = objectOf(document);
  if (root === undefined || objectOf(root['paths']) === undefined || !(root['openapi'] ?? root['swagger']))
    throw new Error('This is no OpenAPI file: it has neither "openapi" nor "swagger" with "paths".');
  const operations = Object.entries(fieldsOf(root['paths'])).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = objectOf(fieldsOf(item)[method]);
      return operation === undefined ? [] : [describe(root, path, method, fieldsOf(item), operation)];
    }),
  );
  const server = serverOf(root);
  const keyHeader = keyHeaderOf(root);
  return { operations, ...(server !== undefined && { server }), ...(keyHeader !== undefined && { keyHeader }) };
}

function describe(root: Json, path: string, method: string, item: Json, operation: Json): DescribedOperation {
  const parameters = [...listOf(item['parameters']), ...listOf(operation['parameters'])].map((parameter) =>
    resolve(root, parameter),
  );
  return {
    name: textOf(operation['summary']) ?? '',
    operationId: textOf(operation['operationId']) ?? '',
    method: method.toUpperCase(),
    path,
    parameters: parameters.flatMap((parameter) => {
      const [name, place] = [textOf(parameter['name']), textOf(parameter['in'])];
      const isOurs = name !== undefined && (place === 'path' || place === 'query');
      return isOurs ? [{ name, in: place, required: parameter['required'] === true }] : [];
    }),
    body: bodyOf(root, operation, parameters),
    properties: propertiesOfRecord(root, answerSchema(root, operation)),
  };
}

function bodyOf(root: Json, operation: Json, parameters: readonly Json[]): DescribedOperation['body'] {
  const content = fieldsOf(resolve(root, operation['requestBody'])['content']);
  const [media] = Object.values(content);
  const swagger = parameters.find((parameter) => parameter['in'] === 'body');
  const form = parameters.filter((parameter) => parameter['in'] === 'formData');
  if (form.length > 0)
    return {
      mediaTypes: ['application/x-www-form-urlencoded'],
      properties: form.map((parameter) => textOf(parameter['name']) ?? ''),
    };
  const schema = swagger === undefined ? fieldsOf(media)['schema'] : swagger['schema'];
  return { mediaTypes: Object.keys(content), properties: Object.keys(propertiesOf(root, schema)) };
}

function answerSchema(root: Json, operation: Json): unknown {
  const responses = fieldsOf(operation['responses']);
  const answer = resolve(root, responses['200'] ?? responses['201'] ?? responses['default']);
  const [media] = Object.values(fieldsOf(answer['content']));
  return answer['schema'] ?? fieldsOf(media)['schema'];
}

/** The names of a record; through a list, and through an object that wraps the one list it holds. */
function propertiesOfRecord(root: Json, schema: unknown): readonly string[] {
  const resolved = resolve(root, schema);
  if (resolved['items'] !== undefined) return propertiesOfRecord(root, resolved['items']);
  const properties = propertiesOf(root, schema);
  const lists = Object.values(properties).filter((property) => resolve(root, property)['items'] !== undefined);
  const isWrapper = lists.length === 1 && !Object.keys(properties).some((name) => /id$/i.test(name));
  return isWrapper ? propertiesOfRecord(root, lists[0]) : Object.keys(properties);
}

function propertiesOf(root: Json, schema: unknown): Json {
  const resolved = resolve(root, schema);
  const parts = listOf(resolved['allOf']).map((part) => propertiesOf(root, part));
  return Object.assign({}, ...parts, fieldsOf(resolved['properties']));
}

/** Follows `$ref` inside the file. */
function resolve(root: Json, value: unknown): Json {
  let found = fieldsOf(value);
  for (let hops = 0; hops < 10; hops++) {
    const reference = textOf(found['$ref']);
    if (!reference?.startsWith('#/')) return found;
    const names = reference
      .slice(2)
      .split('/')
      .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
    found = fieldsOf(names.reduce<unknown>((at, name) => fieldsOf(at)[name], root));
  }
  return found;
}

function serverOf(root: Json): string | undefined {
  const [server] = listOf(root['servers']);
  const url = textOf(fieldsOf(server)['url']);
  const host = textOf(root['host']);
  return url ?? (host === undefined ? undefined : `https://${host}${textOf(root['basePath']) ?? ''}`);
}

function keyHeaderOf(root: Json): string | undefined {
  const schemes = fieldsOf(fieldsOf(root['components'])['securitySchemes'] ?? root['securityDefinitions']);
  const keys = Object.values(schemes).map(fieldsOf);
  const key = keys.find((scheme) => scheme['type'] === 'apiKey' && scheme['in'] === 'header');
  const name = textOf(key?.['name']);
  return name?.toLowerCase() === 'authorization' ? undefined : name;
}

function objectOf(value: unknown): Json | undefined {
  const result = v.safeParse(JsonObject, value);
  return result.success ? result.output : undefined;
}

const fieldsOf = (value: unknown): Json => objectOf(value) ?? {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
