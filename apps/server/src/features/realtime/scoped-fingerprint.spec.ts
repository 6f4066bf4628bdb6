import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tag } from '@tagloom/contracts';
import { listenTo, type EventListener } from '../../testing/event-listener.js';
import { Clock } from '../../platform/clock/clock.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { RealtimeHub } from './realtime-hub.js';

const HOUR_MS = 3_600_000;
class MovedClock extends Clock {
  byMs = 0;
  override now(): Date {
    return new Date(Date.now() + this.byMs);
  }
}
const clock = new MovedClock();

let server: TestApp;
let owners: string;
let others: string;
let tag: Tag;
const open: EventListener[] = [];
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false }, clock });
  const department = async (name: string) =>
    (await server.client.post<{ id: string }>('/api/v1/departments', { name })).body.id;
  [owners, others] = [await department('销售部'), await department('客服部')];
  const name = { 'zh-CN': '消费力', en: 'Spending power' };
  tag = (await server.client.post<Tag>('/api/v1/tags', { name, category: 'value' })).body;
  await server.database.query(`UPDATE tags SET scope = 'department', owner_department_id = $1`, [owners]);
});
afterEach(() => {
  for (const listener of open.splice(0)) listener.close();
});
afterAll(() => server.close());

const listenIn = async (departmentId: string): Promise<EventListener> => {
  const { cookie } = await signedIn(server, 'designer', '测试', departmentId);
  const listener = await listenTo(`${server.url}/api/v1/realtime`, { cookie });
  open.push(listener);
  return listener;
};
const silence = () => new Promise((resolve) => setTimeout(resolve, 600));
let names = 0;
const rename = () => server.database.query(`UPDATE tags SET meaning = $1`, [`第 ${++names} 版`]);
const share = (departmentId: string, level: string, until: Date | null = null) =>
  server.database.query(
    `INSERT INTO shares (tag_id, department_id, level, until, purpose, granted_by_id, granted_by, granted_at)
     VALUES ($1, $2, $3, $4, 'x', '1', 'x', now())`,
    [tag.id, departmentId, level, until],
  );
const beat = () => server.app.get(RealtimeHub, { strict: false }).beat();

describe('a department that was lent nothing', () => {
  it('hears nothing of a tag of another one, whatever becomes of it, while its owner hears all', async () => {
    const [owner, outsider] = [await listenIn(owners), await listenIn(others)];
    await rename();
    expect(await owner.next()).toEqual({ topic: 'definitions' });
    await silence();
    expect(outsider.messages()).toEqual([]);
  });

  it('hears of a share to itself at once, of what it sees by it, and of its end', async () => {
    const [owner, borrower] = [await listenIn(owners), await listenIn(others)];
    await share(others, 'read');
    expect(await borrower.next()).toEqual({ topic: 'definitions' });
    expect(await borrower.next()).toEqual({ topic: 'sharing' });
    expect(await owner.next()).toEqual({ topic: 'sharing' });
    await rename();
    expect(await borrower.next()).toEqual({ topic: 'definitions' });
    await server.database.query('UPDATE shares SET ended_at = now()');
    expect(await borrower.next()).toEqual({ topic: 'definitions' });
    expect(await borrower.next()).toEqual({ topic: 'sharing' });
    await silence();
    await rename();
    await silence();
    expect(borrower.messages()).toHaveLength(5);
  });

  it('hears nothing when it connects after a hidden change that nobody heard of', async () => {
    await rename();
    await silence();
    const outsider = await listenIn(others);
    await rename();
    await silence();
    expect(outsider.messages()).toEqual([]);
  });
});

describe('what ends by itself', () => {
  afterEach(() => void (clock.byMs = 0));

  it('a share is missed by the next heartbeat', async () => {
    await share(others, 'read', new Date(Date.now() + HOUR_MS));
    const borrower = await listenIn(others);
    await beat();
    await silence();
    expect(borrower.messages()).toEqual([]);
    clock.byMs = 2 * HOUR_MS;
    await beat();
    expect(await borrower.next()).toEqual({ topic: 'definitions' });
  });

  it('a session as well', async () => {
    const listener = await listenIn(others);
    clock.byMs = 15 * 24 * HOUR_MS;
    await beat();
    expect(await listener.next()).toEqual({ topic: 'ended' });
    await listener.ended();
  });
});

describe('what everyone sees', () => {
  it('is told to everyone', async () => {
    const outsider = await listenIn(others);
    await server.client.post('/api/v1/tags', { name: { 'zh-CN': '会员', en: 'Member' }, category: 'basic' });
    expect(await outsider.next()).toEqual({ topic: 'definitions' });
  });
});
