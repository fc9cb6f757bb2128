import { expect, test } from 'vitest';
import { z } from 'zod';
import { openApi } from './openapi.ts';
import { operationNames, operations } from './operations.ts';

const document = openApi('1.2.3') as unknown as {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, OperationObject>>;
  webhooks: Record<string, unknown>;
};

interface OperationObject {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }>; $ref?: string }>;
}

/** Every schema object in the document. */
function schemas(value: unknown, key = ''): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = key === 'schema' ? [value as Record<string, unknown>] : [];
  return [...here, ...Object.entries(value).flatMap(([name, inner]) => schemas(inner, name))];
}

test('every operation is in the document, once, at its path and method', () => {
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => [operationId, method.toUpperCase(), path]),
  );
  expect(documented.toSorted()).toEqual(
    operationNames.map((name) => [name, operations[name].method, operations[name].path]).toSorted(),
  );
});

test('it is OpenAPI 3.1: path parameters declared and required, answers with content, references that resolve', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(document.info.version).toBe('1.2.3');
  for (const [path, methods] of Object.entries(document.paths))
    for (const { parameters, responses } of Object.values(methods)) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(new Set(parameters.map(({ name, in: place }) => `${place}:${name}`)).size).toBe(
        parameters.length,
      );
      const { content = {} } = responses['200'] ?? {};
      expect(Object.keys(content)).toEqual([path === '/v1/files/{id}' ? '*/*' : 'application/json']);
      for (const { schema } of Object.values(content)) expect(schema).toBeTypeOf('object');
    }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  for (const reference of new Set(references))
    expect(
      reference.split('/').reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], document),
    ).toBeTruthy();
});

test('its schemas are JSON Schema 2020-12 without a dialect of their own, and agree with the checks', () => {
  const all = schemas(document);
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter((schema) => '$schema' in schema)).toEqual([]);
  const body =
    document.paths['/v1/conversations/{id}/turns']?.post?.requestBody?.content['application/json']?.schema;
  const again = z.fromJSONSchema(body as Parameters<typeof z.fromJSONSchema>[0]);
  const turn = { id: 't1', role: 'END_USER', text: 'hello' };
  expect(again.safeParse(turn).success).toBe(true);
  expect(again.safeParse({ ...turn, role: 'HUMAN_AGENT' }).success).toBe(false);
  expect(again.safeParse({ ...turn, text: '' }).success).toBe(false);
});
