import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChangesResponse, ErrorBody, FieldAccessSettings, FieldRule } from '@tagloom/contracts';
import { NAME, openFieldDesk, refusal, SETTINGS, type FieldDesk } from '../../testing/field-desk.js';
import { signedIn } from '../../testing/sign-in.js';

let desk: FieldDesk;
beforeAll(async () => {
  desk = await openFieldDesk();
}, 60_000);
afterAll(() => desk.close());

describe('the rules', () => {
  const rule = (part: Partial<FieldRule>): FieldRule => ({
    field: 'name',
    role: 'agent',
    departmentId: null,
    level: 'hidden',
    ...part,
  });

  it('hide a name everywhere, from the next answer on, and the department says otherwise for itself', async () => {
    expect((await desk.saying(desk.agent, NAME)).length).toBeGreaterThan(4);
    expect((await desk.withRules([rule({}), rule({ field: 'phone' })])).status).toBe(200);
    expect(await desk.saying(desk.agent, NAME)).toEqual([]);
    expect(await desk.detail(desk.agent)).toMatchObject({
      profile: { name: null, phone: null },
      fields: { name: { level: 'hidden' } },
    });
    expect(await desk.reveal(desk.agent, { field: 'phone', reason: '客户要求回电' })).toMatchObject(refusal);
    const isThere = { condition: { fact: 'profile.phone', operator: 'isKnown' } };
    expect(await desk.found(desk.agent, isThere)).toMatchObject(refusal);
    expect(await desk.found(desk.agent, { sort: { by: 'profile.name', direction: 'asc' } })).toMatchObject({
      status: 403,
    });
    expect((await desk.saying(desk.designer, NAME)).length).toBeGreaterThan(4);
    const rules = [rule({}), rule({ field: 'phone' }), rule({ departmentId: desk.departmentId, level: 'masked' })];
    expect((await desk.withRules(rules)).body.rules).toHaveLength(3);
    expect((await desk.detail(desk.agent)).profile.name).toBe('欧**');
    expect(await desk.saying(desk.agent, NAME)).toEqual([]);
    expect((await desk.agent.get<ChangesResponse>('/api/v1/changes')).body.items[0].customerName).toBe('欧**');
    await desk.withRules([]);
    expect((await desk.detail(desk.agent)).profile.name).toBe(NAME);
  });

  it('take nothing from whoever answers for the whole organisation', async () => {
    await desk.withRules((['admin', 'compliance'] as const).map((role) => rule({ role })));
    for (const client of [desk.admin, desk.compliance]) expect((await desk.detail(client)).profile.name).toBe(NAME);
    await desk.withRules([]);
  });

  it('are kept by administrators of the whole organisation, and read by compliance', async () => {
    const local = (await signedIn(desk.server, 'admin', '部门管理员', desk.departmentId)).client;
    const { revision } = (await desk.compliance.get<FieldAccessSettings>(SETTINGS)).body;
    for (const client of [desk.agent, desk.designer, desk.viewer])
      expect((await client.get(SETTINGS)).status).toBe(403);
    for (const client of [local, desk.compliance, desk.designer])
      expect((await client.put(SETTINGS, { revision, rules: [] })).status).toBe(403);
  });

  it('are refused as a whole when stale, doubled, or for a department that is not', async () => {
    const { revision } = (await desk.admin.get<FieldAccessSettings>(SETTINGS)).body;
    const save = (body: object) => desk.admin.put<ErrorBody>(SETTINGS, body);
    expect(await save({ revision: revision - 1, rules: [] })).toMatchObject({
      status: 409,
      body: { error: { code: 'revision_conflict', params: { revision } } },
    });
    expect((await save({ revision, rules: [rule({}), rule({ level: 'shown' })] })).body.error.path).toBe('rules.1');
    expect((await save({ revision, rules: [rule({ departmentId: '999999' })] })).body.error.code).toBe(
      'department_not_found',
    );
    for (const wrong of [{ field: '__proto__' }, { role: 'constructor' }, { level: 'all' }, { departmentId: '' }])
      expect((await save({ revision, rules: [{ ...rule({}), ...wrong }] })).status).toBe(400);
    expect((await desk.admin.get<FieldAccessSettings>(SETTINGS)).body).toMatchObject({ revision, rules: [] });
  });

  it('say what the caller has', async () => {
    expect((await desk.agent.get('/api/v1/field-access/own')).body).toEqual({ levels: { phone: 'masked' } });
    expect((await desk.admin.get('/api/v1/field-access/own')).body).toEqual({ levels: {} });
  });
});
