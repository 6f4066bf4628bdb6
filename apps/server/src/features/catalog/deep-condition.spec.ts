import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const leaf = { fact: 'event.amount', operator: 'greaterThan', value: 1 };
const shapes: Record<string, (levels: number) => string> = {
  not: (levels) => `${'{"not":'.repeat(levels)}${JSON.stringify(leaf)}${'}'.repeat(levels)}`,
  all: (levels) => `${'{"all":['.repeat(levels)}${JSON.stringify(leaf)}${']}'.repeat(levels)}`,
  atLeast: (levels) => `${'{"atLeast":{"k":1,"of":['.repeat(levels)}${JSON.stringify(leaf)}${']}}'.repeat(levels)}`,
  score: (levels) =>
    `${'{"score":{"threshold":60,"of":[{"weight":1,"condition":'.repeat(levels)}${JSON.stringify(leaf)}${'}]}}'.repeat(levels)}`,
};
const metric = (condition: string, path: 'filter' | 'then') => {
  const then = `"aggregation":"followed","then":{"eventTypes":["paid"],"filter":${condition},"within":{"amount":1,"unit":"day"}}`;
  const rest = path === 'filter' ? `"aggregation":"count","filter":${condition}` : then;
  return `{"key":"deep","name":{"zh-CN":"深"},"eventTypes":["paid"],"window":{"kind":"lifetime"},${rest}}`;
};
const requests: [path: string, body: (condition: string) => string, at: string][] = [
  ['/api/v1/customers/search', (condition) => `{"condition":${condition}}`, 'condition'],
  ['/api/v1/flows/count', (condition) => `{"condition":${condition}}`, 'condition'],
  ['/api/v1/metrics', (condition) => metric(condition, 'filter'), 'filter'],
  ['/api/v1/metrics', (condition) => metric(condition, 'then'), 'then.filter'],
];

describe('a condition that is nested too deep', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
  });
  afterAll(() => test.close());

  it.each(requests)('is refused quickly by %s, whatever it is made of', async (path, body, at) => {
    for (const [shape, of] of Object.entries(shapes))
      for (const levels of [101, 1_000, 10_000]) {
        const headers = { 'content-type': 'application/json' };
        const cpu = process.cpuUsage();
        const refused = await test.client.raw<ErrorBody>('POST', path, body(of(levels)), headers);
        const { user, system } = process.cpuUsage(cpu);
        const { error } = refused.body;
        expect([shape, levels, refused.status, error.code, error.issues?.[0].code]).toEqual([
          ...[shape, levels],
          ...[400, 'validation_failed', 'too_deep'],
        ]);
        expect(error.path).toMatch(new RegExp(`^${at}\\.`));
        // Of the processor: how long it takes besides is up to the machine.
        expect((user + system) / 1000).toBeLessThan(100);
      }
  });
});
