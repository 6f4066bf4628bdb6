import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Catalog } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { CatalogService } from './catalog.service.js';

describe('the catalog', () => {
  let server: TestApp;
  let service: CatalogService;
  beforeAll(async () => {
    server = await createTestApp({ role: { api: true, worker: false } });
    service = server.app.get(CatalogService, { strict: false });
    await server.database.query(`
      INSERT INTO tag_groups (key, name, category, exclusive) VALUES ('lifecycle', '{"zh-CN":"生命周期"}', 'behavior', true);
      INSERT INTO tags (key, name, kind, "values", category, group_id, search) VALUES
        ('vip', '{"zh-CN":"贵宾"}', 'flag', '{}', 'value', NULL, ''),
        ('taste', '{"zh-CN":"口味"}', 'many_of', '{甜,辣}', 'preference', NULL, ''),
        ('active', '{"zh-CN":"活跃用户"}', 'flag', '{}', 'behavior', 1, '');
      INSERT INTO metrics (key, definition, status) VALUES
        ('idle', '{"key":"idle","name":{"zh-CN":"未购买天数"},"eventTypes":["paid"],"aggregation":"days_since_last","window":{"kind":"lifetime"}}', 'ready'),
        ('spent', '{"key":"spent","name":{"zh-CN":"消费"},"eventTypes":["paid"],"aggregation":"sum","property":"amount","window":{"kind":"rolling","amount":30,"unit":"day"}}', 'computing');
      INSERT INTO event_types (name, label, properties) VALUES
        ('paid', '{"zh-CN":"付款"}', '[{"name":"amount","type":"number"},{"name":"note","type":"text"}]'),
        ('returned', '{"zh-CN":"退货"}', '[{"name":"amount","type":"number"},{"name":"note","type":"number"}]')`);
  });
  afterAll(() => server.close());

  it('knows where each fact lives', async () => {
    const { catalog } = await service.refresh();
    const columns = Object.fromEntries(catalog.facts.map(({ name, column }) => [name, column]));
    expect(columns).toMatchObject({
      'profile.city': { kind: 'column', name: 'p_city' },
      'metric.idle': { kind: 'daysSince', name: 'm_1', timeZone: 'Asia/Shanghai' },
      'tag.vip': { kind: 'tag', tagId: 1 },
      'tag.taste': { kind: 'tagValue', tagId: 2 },
      'event.amount': undefined,
    });
  });

  it('offers a metric as a fact only when it is computed', async () => {
    const { catalog, metricByKey } = await service.refresh();
    expect(catalog.facts.map(({ name }) => name)).not.toContain('metric.spent');
    expect(metricByKey.get('spent')).toMatchObject({ status: 'computing', column: 'm_2' });
  });

  it('joins a property that event types share, and keeps apart what differs in type', async () => {
    const { catalog } = await service.refresh();
    const fact = (name: string) => catalog.facts.find((candidate) => candidate.name === name);
    expect(fact('event.amount')).toMatchObject({ type: 'number', eventTypes: ['paid', 'returned'] });
    expect(fact('event.note')).toMatchObject({ type: 'text', eventTypes: ['paid'] });
  });

  it('names the exclusive group of a tag', async () => {
    const { catalog } = await service.refresh();
    expect(catalog.tags.find(({ key }) => key === 'active')).toMatchObject({ exclusiveGroup: 'lifecycle' });
    expect(catalog.tags.find(({ key }) => key === 'vip')).not.toHaveProperty('exclusiveGroup');
  });

  it('stays the same object until a definition changes', async () => {
    const first = await service.refresh();
    expect(await service.refresh()).toBe(first);
    await server.database.query(`UPDATE tags SET meaning = 'x' WHERE key = 'vip'`);
    expect((await service.refresh()).tagByKey.get('vip')?.meaning).toBe('x');
  });

  it('shows no columns to the outside', async () => {
    const { body } = await server.client.get<Catalog>('/api/v1/catalog');
    expect(body.facts.length).toBeGreaterThan(8);
    expect(JSON.stringify(body)).not.toMatch(/p_city|m_1|"column"/);
  });
});
