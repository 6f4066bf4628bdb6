import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RevealsResponse } from '@tagloom/contracts';
import { NAME, openFieldDesk, PHONE, refusal, type FieldDesk } from '../../testing/field-desk.js';

const MINUTE = 60_000;

let desk: FieldDesk;
beforeAll(async () => {
  desk = await openFieldDesk();
}, 60_000);
afterAll(() => desk.close());

describe('revealing', () => {
  it('needs a reason, a field that is masked, a customer, a person, and the right', async () => {
    expect(await desk.reveal(desk.agent, { field: 'phone' })).toMatchObject({ status: 400 });
    expect(await desk.reveal(desk.agent, { field: 'phone', reason: ' 回访 ' })).toMatchObject({ status: 400 });
    expect(await desk.reveal(desk.agent, { field: 'wechat', reason: '客户要求回电' })).toMatchObject({ status: 400 });
    expect(await desk.reveal(desk.agent, { field: 'city', reason: '客户要求回电' })).toMatchObject({ status: 409 });
    expect(await desk.reveal(desk.viewer, { field: 'phone', reason: '客户要求回电' })).toMatchObject({ status: 403 });
    const nobody = await desk.agent.post('/api/v1/customers/999999/reveal', { field: 'phone', reason: '客户要求回电' });
    expect(nobody).toMatchObject({ status: 404, body: { error: { code: 'customer_not_found' } } });
    const { body } = await desk.admin.post<{ key: string }>('/api/v1/api-keys', {
      name: '脚本',
      role: 'agent',
      departmentId: desk.departmentId,
    });
    const script = desk.server.anonymous.with({ authorization: `Bearer ${body.key}` });
    expect(await desk.reveal(script, { field: 'phone', reason: '客户要求回电' })).toMatchObject({
      status: 403,
      body: { error: { code: 'person_required' } },
    });
    expect((await desk.compliance.get<RevealsResponse>('/api/v1/reveals')).body.items).toEqual([]);
  });

  it('shows the value on the page of that customer alone, to that person alone, until the time is over', async () => {
    const until = new Date(desk.clock.at.getTime() + 10 * MINUTE).toISOString();
    const answer = await desk.reveal(desk.agent, { field: 'phone', reason: '客户要求回电' });
    expect(answer).toMatchObject({ status: 200, body: { value: PHONE, until } });
    expect(await desk.saying(desk.agent, PHONE)).toEqual(['/api/v1/customers/{id}']);
    expect(await desk.detail(desk.agent)).toMatchObject({
      profile: { phone: PHONE },
      fields: { phone: { level: 'masked', until } },
    });
    expect(await desk.saying(desk.other, PHONE)).toEqual([]);
    expect(
      await desk.found(desk.agent, { condition: { fact: 'profile.phone', operator: 'equal', value: PHONE } }),
    ).toMatchObject(refusal);
    desk.clock.at = new Date(desk.clock.at.getTime() + 10 * MINUTE);
    expect(await desk.saying(desk.agent, PHONE)).toEqual([]);
  });

  it('is on record for good: who, whom, what, why and until when, but not the value', async () => {
    const { body } = await desk.compliance.get<RevealsResponse>('/api/v1/reveals');
    expect(body.items).toMatchObject([
      {
        customerId: desk.customerId,
        customerName: NAME,
        field: 'phone',
        reason: '客户要求回电',
        by: { name: 'agent 甲', departmentName: '客服部' },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(PHONE);
    for (const client of [desk.agent, desk.designer, desk.viewer])
      expect((await client.get('/api/v1/reveals')).status).toBe(403);
    for (const sql of ['DELETE FROM field_reveals', `UPDATE field_reveals SET reason = ''`])
      await expect(desk.server.database.query(sql)).rejects.toThrow('append-only');
    await expect(desk.server.database.pool.query('DELETE FROM field_reveals')).rejects.toThrow(
      /append-only|permission/,
    );
  });

  it('ends at thirty in an hour, however many are asked at once, and begins again when the first is an hour old', async () => {
    const reason = '逐个核对号码';
    const asked = await Promise.all(
      Array.from({ length: 34 }, () => desk.reveal(desk.other, { field: 'phone', reason })),
    );
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(30);
    const refused = asked.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ error: { code: 'rate_limited', params: { retryAfterSeconds: 3600 } } });
    expect(refused?.headers.get('retry-after')).toBe('3600');
    expect((await desk.reveal(desk.agent, { field: 'phone', reason })).status).toBe(200);
    desk.clock.at = new Date(desk.clock.at.getTime() + 60 * MINUTE);
    expect((await desk.reveal(desk.other, { field: 'phone', reason })).status).toBe(200);
    desk.clock.at = new Date(desk.clock.at.getTime() + 10 * MINUTE);
  }, 60_000);
});
