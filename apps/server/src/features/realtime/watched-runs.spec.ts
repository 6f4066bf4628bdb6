import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { FlowDetail, Tag } from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { listenTo, type EventListener } from '../../testing/event-listener.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const WITHIN_MS = 1_500;
const silence = () => new Promise((resolve) => setTimeout(resolve, WITHIN_MS));

let server: TestApp;
let flowId: string;
const cookies: Record<'owner' | 'colleague' | 'outsider', string> = { owner: '', colleague: '', outsider: '' };
const open: EventListener[] = [];

beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  const department = async (name: string) =>
    (await server.client.post<{ id: string }>('/api/v1/departments', { name })).body.id;
  const [sales, market] = [await department('销售部'), await department('市场部')];
  const owner = await signedIn(server, 'designer', '销售', sales);
  cookies.owner = owner.cookie;
  cookies.colleague = (await signedIn(server, 'viewer', '销售同事', sales)).cookie;
  cookies.outsider = (await signedIn(server, 'designer', '市场', market)).cookie;
  const tag = { name: { 'zh-CN': '消费力强' }, category: 'value' };
  const { key } = (await owner.client.post<Tag>('/api/v1/tags', tag)).body;
  await owner.client.get('/api/v1/tags');
  const city = { fact: 'profile.city', operator: 'equal', value: '上海' };
  const flow = drawFlow('消费力', [city], [addTag(key)]);
  flowId = (await owner.client.post<FlowDetail>('/api/v1/flows', { flow })).body.id;
});
afterAll(() => server.close());
afterEach(() => open.splice(0).forEach((listener) => listener.close()));

const listen = async (who: keyof typeof cookies) => {
  const listener = await listenTo(`${server.url}/api/v1/realtime`, { cookie: cookies[who] });
  open.push(listener);
  return listener;
};
const newRun = async (kind: string, flow: string | null) => {
  const { rows } = await server.database.query<{ id: string }>(
    `INSERT INTO runs (kind, title, flow_id, started_by, total) VALUES ($1, '补跑', $2, 'x', 10) RETURNING id`,
    [kind, flow],
  );
  return rows[0].id;
};
const set = (id: string, columns: string) => server.database.query(`UPDATE runs SET ${columns} WHERE id = $1`, [id]);

describe('that a run goes on', () => {
  it('is told to those alone who find it in their list of runs', async () => {
    const [owner, colleague, outsider] = [await listen('owner'), await listen('colleague'), await listen('outsider')];
    const id = await newRun('backfill', flowId);
    for (const listener of [owner, colleague]) expect(await listener.next(WITHIN_MS)).toEqual({ topic: 'runs' });
    for (const columns of [`status = 'running', done = 4`, `done = 8`, `status = 'done', done = 10`]) {
      await set(id, columns);
      expect(await owner.next(WITHIN_MS)).toEqual({ topic: 'runs' });
    }
    await silence();
    expect(outsider.messages()).toEqual([]);
  });

  it('is told of a run for everyone to everyone, whatever else goes on', async () => {
    const outsider = await listen('outsider');
    const [hidden, common] = [await newRun('backfill', flowId), await newRun('nightly', null)];
    expect(await outsider.next(WITHIN_MS)).toEqual({ topic: 'runs' });
    await set(hidden, 'done = 5');
    await silence();
    expect(outsider.messages()).toHaveLength(1);
    await set(common, `status = 'done'`);
    expect(await outsider.next(WITHIN_MS)).toEqual({ topic: 'runs' });
    await set(hidden, `status = 'done'`);
  });

  it('is told of a run whose flow is gone to whoever sees everything', async () => {
    const [outsider, admin] = [
      await listen('outsider'),
      await listenTo(`${server.url}/api/v1/realtime`, {
        cookie: (await signedIn(server, 'admin', '总部')).cookie,
      }),
    ];
    open.push(admin);
    await newRun('stop', null);
    expect(await admin.next(WITHIN_MS)).toEqual({ topic: 'runs' });
    await silence();
    expect(outsider.messages()).toEqual([]);
  });
});
