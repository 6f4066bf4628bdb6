import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Department, ErrorBody, FlowDetail, Run } from '@tagloom/contracts';
import { signedIn } from '../src/testing/sign-in.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { createTag, eventually, publish } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { People } from './support/people.js';

// In Shanghai it is the afternoon of the 2nd.
const clock = new MovingClock('2026-03-02T06:00:00Z');

describe('a department in another time zone', () => {
  let app: TestApp;
  let people: People;
  let department: Department;
  beforeAll(async () => {
    app = await createTestApp({ clock });
    people = new People(app, clock);
    const { status, body } = await app.client.post<Department>('/api/v1/departments', {
      key: 'london',
      name: '伦敦门店',
      timeZone: 'Europe/London',
    });
    expect([status, body.timeZone]).toEqual([201, 'Europe/London']);
    department = body;
    await createTag(app, 'birthday');
    const today = { fact: 'profile.birthday', operator: 'anniversaryInDays', value: 0 };
    const then = [{ action: 'addTag', tag: 'birthday', membership: 'while' } as const];
    const designer = await signedIn(app, 'designer', '设计', department.id);
    const flow = draw({ name: 'Birthday', if: [today], then, timeZone: 'department' });
    await publish({ ...app, client: designer.client }, flow, 'everyone');
  });
  afterAll(() => app.close());

  const path = () => `/api/v1/departments/${department.id}`;
  const runs = async () => (await app.client.get<Run[]>('/api/v1/runs')).body.filter(({ kind }) => kind === 'zone');

  it('owns the rules that its people make', async () => {
    const { rows } = await app.database.pool.query('SELECT department_id::text AS id FROM flows');
    expect(rows).toEqual([{ id: department.id }]);
    const elsewhere = await app.client.post<FlowDetail>('/api/v1/flows', {
      flow: draw({ name: 'x', if: [], then: [] }),
    });
    const { rows: own } = await app.database.pool.query('SELECT department_id AS id FROM flows WHERE id = $1', [
      elsewhere.body.id,
    ]);
    expect(own).toEqual([{ id: null }]);
  });

  it('has its rules judged by its own midnight', async () => {
    await people.has('ann', { birthday: '1990-03-03' });
    clock.moveTo('2026-03-02T16:00:00Z');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await people.tags('ann')).toEqual([]);
    clock.moveTo('2026-03-02T23:59:59.999Z');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await people.tags('ann')).toEqual([]);
    clock.moveTo('2026-03-03T00:00:00Z');
    await people.willHave('ann', ['birthday']);
  });

  it('takes its rules along to another zone at once', async () => {
    clock.moveTo('2026-03-03T10:00:00Z');
    await people.has('bob', { birthday: '1990-03-04' });
    expect([await people.tags('ann'), await people.tags('bob')]).toEqual([['birthday'], []]);
    const changed = await app.client.patch<Department>(path(), { timeZone: 'Pacific/Kiritimati' });
    expect(changed).toMatchObject({ status: 200, body: { id: department.id, timeZone: 'Pacific/Kiritimati' } });
    await people.willHave('bob', ['birthday']);
    await people.willHave('ann', []);
    expect(await runs()).toMatchObject([{ title: '伦敦门店' }]);
  });

  it('wakes those whose midnight now comes earlier', async () => {
    await people.has('cat', { birthday: '1990-03-05' });
    await app.client.patch<Department>(path(), { timeZone: 'Europe/London' });
    await eventually(async () => ((await runs()).every(({ status }) => status === 'done') ? true : null));
    await app.client.patch<Department>(path(), { timeZone: 'Pacific/Kiritimati' });
    await eventually(async () => ((await runs()).every(({ status }) => status === 'done') ? true : null));
    expect(await people.tags('cat')).toEqual([]);
    clock.moveTo('2026-03-04T10:00:00Z');
    await people.willHave('cat', ['birthday']);
  });

  it('asks nobody anew when the zone stays, or no rule counts by it', async () => {
    const before = (await runs()).length;
    await app.client.patch<Department>(path(), { timeZone: 'Pacific/Kiritimati' });
    const other = await app.client.post<Department>('/api/v1/departments', { key: 'other', name: '别处' });
    expect(other.body.timeZone).toBeNull();
    await app.client.patch<Department>(`/api/v1/departments/${other.body.id}`, { timeZone: 'Asia/Tokyo' });
    expect(await runs()).toHaveLength(before);
  });

  it.each([['Mars/Olympus'], ['+08:00'], ['']])('refuses the zone «%s»', async (timeZone) => {
    const refused = await app.client.patch<ErrorBody>(path(), { timeZone });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'validation_failed', path: 'timeZone' } } });
    const { body } = await app.client.get<Department[]>('/api/v1/departments');
    expect(body.find(({ id }) => id === department.id)?.timeZone).toBe('Pacific/Kiritimati');
  });

  it('names the flaw of a zone as everywhere else', async () => {
    const { body } = await app.client.post<ErrorBody>('/api/v1/departments', {
      key: 'mars',
      name: '火星',
      timeZone: 'Mars/Olympus',
    });
    expect(body.error.issues).toMatchObject([{ path: 'timeZone', code: 'wrong_time_zone' }]);
  });

  it('is changed by an admin only, and only when it exists', async () => {
    const designer = await signedIn(app, 'designer');
    expect((await designer.client.patch(path(), { timeZone: 'UTC' })).status).toBe(403);
    expect(await app.client.patch('/api/v1/departments/987654321', { timeZone: 'UTC' })).toMatchObject({
      status: 404,
      body: { error: { code: 'department_not_found' } },
    });
  });
});
