import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

interface Operation {
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

describe('the API description', () => {
  let server: TestApp;
  let document: Document;
  beforeAll(async () => {
    server = await createTestApp({ role: { api: true, worker: false } });
    document = (await server.anonymous.get<Document>('/api/openapi.json')).body;
  });
  afterAll(() => server.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, method, operation })),
    );

  it('has the routes of every feature', () => {
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/health', '/api/v1/auth/login', '/api/v1/tags', '/api/v1/events']),
    );
  });

  it('gives a schema for every answer that has a body, and the shape of failures', () => {
    const silent = operations().filter(({ operation }) => {
      const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      return (
        !good.some(([status, { content }]) => status === '204' || Object.keys(content ?? {}).length > 0) ||
        !operation.responses.default
      );
    });
    expect(silent.map(({ name }) => name)).toEqual(['get /api/v1/demo/rejected-lines']);
  });

  it('gives a schema for the body of every POST, PUT and PATCH that takes one', () => {
    const bodiless = operations().filter(
      ({ method, operation }) => ['post', 'put', 'patch'].includes(method) && !operation.requestBody,
    );
    expect(bodiless.map(({ name }) => name).sort()).toEqual([
      'post /api/v1/auth/logout',
      'post /api/v1/customers/{id}/take',
      'post /api/v1/deliveries/{id}/cancel',
      'post /api/v1/deliveries/{id}/retry',
      'post /api/v1/rfm-models/{id}/recompute',
      'post /api/v1/runs/{id}/cancel',
      'post /api/v1/tag-groups/{id}/restore',
      'post /api/v1/tag-operations/{id}/undo',
      'post /api/v1/tags/{id}/restore',
      'post /api/v1/templates/{key}/demo-customers',
      'post /api/v1/templates/{key}/install',
      'post /api/v1/webhook-endpoints/{id}/rotate-secret',
      'post /api/v1/webhook-endpoints/{id}/test',
    ]);
  });

  it('refers only to schemas that are there', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });
});
