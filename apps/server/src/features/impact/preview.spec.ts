import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ErrorBody, FlowDetail, FlowPreview, PublishResponse, Run } from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers, type Seed } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { waitFor } from '../../testing/wait-for.js';
import { RuntimeService } from '../evaluation/runtime.service.js';

const CUSTOMERS = 120;
const inCity = (city: string) => ({ fact: 'profile.city', operator: 'equal', value: city });

describe('an impact preview', () => {
  let test: TestApp;
  let seed: Seed;
  let flow: FlowDetail;

  beforeAll(async () => {
    test = await createTestApp();
    seed = await seedCustomers(test.database.pool, CUSTOMERS, 20_000);
    await test.database.pool.query("UPDATE customers SET tags = '{}'");
    const { rows } = await test.database.pool.query<{ id: string }>(
      "INSERT INTO departments (key, name) VALUES ('east', '华东') RETURNING id::text AS id",
    );
    await test.database.pool.query("UPDATE customers SET owner_kind = 'department', owner_id = $1 WHERE id % 2 = 0", [
      rows[0].id,
    ]);
    const notice = drawFlow(
      '通知',
      [{ fact: 'tag.vip', operator: 'equal', value: true }],
      [{ action: 'setField', field: 'occupation', value: '会员', membership: 'once' }],
    );
    const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow: notice })).body;
    await test.client.post(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision: 1 });
    const draft = drawFlow('上海贵宾', [inCity('上海')], [addTag('vip')]);
    flow = (await test.client.post<FlowDetail>('/api/v1/flows', { flow: draft })).body;
  });
  afterAll(() => test.close());

  const inShanghai = () => seed.customers.filter(({ city }) => city === '上海');
  const latest = async () => (await test.client.get<FlowPreview>(`/api/v1/flows/${flow.id}/preview`)).body;
  const start = (revision = flow.revision) => test.client.post<Run>(`/api/v1/flows/${flow.id}/preview`, { revision });
  const ended = ({ run }: FlowPreview) => run !== null && run.status !== 'queued' && run.status !== 'running';

  it('says that there is none yet', async () => {
    expect(await latest()).toEqual({ revision: null, isCurrent: false, run: null, impact: null });
  });

  it('counts gains by department, effects of other flows apart, and shows customers with their reasons', async () => {
    const started = await start();
    expect(started).toMatchObject({ status: 201, body: { kind: 'preview', total: CUSTOMERS, flowId: flow.id } });
    const { revision, isCurrent, run, impact } = await waitFor(latest, ended);
    expect([revision, isCurrent, run?.status, run?.done]).toEqual([1, true, 'done', CUSTOMERS]);
    const gained = inShanghai().length;
    expect(impact).toMatchObject({
      total: CUSTOMERS,
      changed: gained,
      affected: gained,
      unchanged: CUSTOMERS - gained,
      gained,
      lost: 0,
      tags: [{ key: 'vip', gained, lost: 0, byOthers: 0 }],
      effects: [{ kind: 'setField', count: gained, byOthers: gained }],
      flows: [{ name: '通知', effects: gained, gained: 0 }],
    });
    const even = inShanghai().filter(({ id }) => Number(id) % 2 === 0).length;
    expect(impact?.departments).toMatchObject([
      { name: '华东', total: CUSTOMERS / 2, changed: even },
      { departmentId: null, name: null, total: CUSTOMERS / 2, changed: gained - even },
    ]);
    expect(impact?.samples.length).toBe(20);
    const [sample] = impact?.samples ?? [];
    expect(inShanghai().map(({ id }) => id)).toContain(sample.customerId);
    expect(sample.changes).toMatchObject([{ key: 'vip', change: 'gained', flowId: flow.id, flowName: '上海贵宾' }]);
    expect(JSON.stringify(sample.changes[0].evidence)).toContain('"actual":"上海"');
    expect(sample.effects).toEqual([{ kind: 'setField', flowName: '通知' }]);
  });

  it('writes nothing but itself', async () => {
    const { rows } = await test.database.pool.query(
      `SELECT (SELECT count(*)::int FROM claims) AS claims, (SELECT count(*)::int FROM changes) AS changes,
         (SELECT count(*)::int FROM deliveries) AS deliveries, (SELECT count(*)::int FROM claim_slots WHERE flow_id = $1) AS slots,
         (SELECT count(*)::int FROM customers WHERE tags <> '{}' OR held <> '{}' OR p_occupation IS NOT NULL) AS customers`,
      [flow.id],
    );
    expect(rows).toEqual([{ claims: 0, changes: 0, deliveries: 0, slots: 0, customers: 0 }]);
  });

  it('is no longer current when the draft, or what it meets, has changed', async () => {
    const { body } = await test.client.put<{ revision: number }>(`/api/v1/flows/${flow.id}/draft`, {
      flow: drawFlow('上海与北京贵宾', [inCity('上海'), inCity('北京')], [addTag('vip')], 'any'),
      revision: 1,
    });
    expect(await latest()).toMatchObject({ revision: 1, isCurrent: false });
    await start(body.revision);
    await waitFor(latest, (preview) => preview.revision === body.revision && ended(preview));
    expect((await latest()).isCurrent).toBe(true);
    await test.database.pool.query("UPDATE tag_groups SET exclusive = false WHERE key = 'lifecycle'");
    expect((await latest()).isCurrent).toBe(false);
    await test.database.pool.query("UPDATE tag_groups SET exclusive = true WHERE key = 'lifecycle'");
  });

  it('refuses what publishing would refuse: a stale revision, a flow with problems, one that is not there', async () => {
    expect(await start(1)).toMatchObject({ status: 409, body: { error: { code: 'revision_conflict' } } });
    const broken = drawFlow('坏', [inCity('上海')], [addTag('nothing')]);
    const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow: broken })).body;
    const refused = await test.client.post<ErrorBody>(`/api/v1/flows/${id}/preview`, { revision: 1 });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: 'flow_invalid' } } });
    const absent = await test.client.post<ErrorBody>('/api/v1/flows/999/preview', { revision: 1 });
    expect(absent).toMatchObject({ status: 404, body: { error: { code: 'flow_not_found' } } });
  });

  it('goes with the draft that it is about', async () => {
    const draft = drawFlow('只是草稿', [inCity('上海')], [addTag('vip')]);
    const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow: draft })).body;
    await test.client.post(`/api/v1/flows/${id}/preview`, { revision: 1 });
    const read = async () => (await test.client.get<FlowPreview>(`/api/v1/flows/${id}/preview`)).body;
    await waitFor(read, ended);
    expect((await test.client.delete(`/api/v1/flows/${id}`)).status).toBe(204);
    const { rows } = await test.database.pool.query('SELECT 1 FROM flow_previews WHERE flow_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('counts nothing by a rule about which json-rules-engine contradicts the plan, as nothing would be written', async () => {
    const runtimes = test.app.get(RuntimeService, { strict: false });
    const honest = runtimes.withDraft.bind(runtimes);
    const asked: string[] = [];
    const contradicting = jest.spyOn(runtimes, 'withDraft').mockImplementation(async (...given) => {
      const future = await honest(...given);
      const run = (facts: Readonly<Record<string, unknown>>) => {
        asked.push(String(facts['profile.city']));
        return Promise.resolve({ actions: [], traces: [] });
      };
      const flow = { ...future.flow, authority: { run } };
      const flows = future.runtime.flows.map((one) => (one.id === flow.id ? flow : one));
      return { ...future, flow, runtime: { ...future.runtime, flows } };
    });
    try {
      const draft = drawFlow('矛盾', [inCity('上海')], [addTag('potential')]);
      const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow: draft })).body;
      await test.client.post(`/api/v1/flows/${id}/preview`, { revision: 1 });
      const read = async () => (await test.client.get<FlowPreview>(`/api/v1/flows/${id}/preview`)).body;
      const { run, impact } = await waitFor(read, ended);
      expect([run?.status, run?.done, run?.changed, impact?.changed]).toEqual(['done', CUSTOMERS, 0, 0]);
      expect(asked.length).toBeGreaterThan(inShanghai().length);
    } finally {
      contradicting.mockRestore();
    }
  });

  it('gives again what was for one time and is over, when the new version gives it while its condition holds', async () => {
    const rule = (membership: 'once' | 'while') =>
      drawFlow('一次性', [inCity('杭州')], [{ ...addTag('potential'), membership } as ReturnType<typeof addTag>]);
    const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow: rule('once') })).body;
    const runEnd = (runId: string) =>
      waitFor(
        async () => (await test.client.get<Run>(`/api/v1/runs/${runId}`)).body,
        ({ status }) => status === 'done',
      );
    const publish = async (revision: number) => {
      const { body } = await test.client.post<PublishResponse>(`/api/v1/flows/${id}/publish`, {
        apply: 'everyone',
        revision,
      });
      return runEnd((body.run as Run).id);
    };
    const { changed } = await publish(1);
    expect(changed).toBeGreaterThan(10);
    // as an expiry leaves it: the claim is gone, and that it was given stays noted
    await test.database.pool.query('DELETE FROM claims WHERE source_id = $1', [id]);
    await test.database.pool.query("UPDATE customers SET tags = '{}' WHERE $1 = ANY(tags)", [seed.tags.potential]);
    await test.client.put(`/api/v1/flows/${id}/draft`, { flow: rule('while'), revision: 1 });
    const started = await test.client.post<Run>(`/api/v1/flows/${id}/preview`, { revision: 2 });
    await runEnd(started.body.id);
    const { impact } = (await test.client.get<FlowPreview>(`/api/v1/flows/${id}/preview`)).body;
    expect(impact).toMatchObject({ gained: changed, changed });
    expect((await publish(2)).changed).toBe(changed);
  });
});
