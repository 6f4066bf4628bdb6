import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, Flow, FlowDetail, Me, Tag, TagHealthReport, VersionDiff } from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';
import type { TestClient } from '../../testing/test-client.js';
import { waitFor } from '../../testing/wait-for.js';

const SETTINGS = '/api/v1/settings/definitions';
const SHANGHAI = { fact: 'profile.city', operator: 'equal', value: '上海' };
let desk: SharingDesk;
let chief: TestClient;
beforeAll(async () => {
  desk = await openDesk();
  chief = await desk.person('admin');
}, 60_000);
afterAll(() => desk.close());

const require = async (required: boolean) => expect((await chief.put(SETTINGS, { required })).status).toBe(200);
const create = async (flow: Flow) => (await desk.market.post<FlowDetail>('/api/v1/flows', { flow })).body;
const publish = (by: TestClient, { id, revision }: { id: string; revision: number }) =>
  by.post<ErrorBody & VersionDiff>(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision });
const complete = async (tag: Tag, change: Record<string, unknown> = {}) => {
  const me = (await desk.market.get<Me>('/api/v1/auth/me')).body;
  const definition = { purpose: '活动回访', stewardId: me.id, reviewAt: '2026-09-01', ...change };
  const { status, body } = await desk.market.patch<Tag>(`/api/v1/tags/${tag.id}`, definition);
  if (status !== 200) throw new Error(JSON.stringify(body));
};
const setting = async (...tags: Tag[]) =>
  create(
    drawFlow(
      '资料',
      [SHANGHAI],
      tags.map(({ key }) => addTag(key)),
    ),
  );

describe('tags that nobody answers for', () => {
  it('are set by flows until the organisation asks for more', async () => {
    expect((await chief.get(SETTINGS)).body).toEqual({ required: false });
    expect((await publish(desk.market, await setting(await desk.tag(desk.market)))).status).toBe(200);
  });

  it('keep a flow from being published, with what each lacks', async () => {
    const [bare, half] = [await desk.tag(desk.market), await desk.tag(desk.market)];
    await complete(half, { stewardId: null, reviewAt: null });
    const flow = await setting(bare, half);
    await require(true);
    for (const by of [desk.market, chief])
      expect(await publish(by, flow)).toMatchObject({
        status: 422,
        body: {
          error: {
            code: 'tag_definition_incomplete',
            params: {
              tags: [
                { id: bare.id, key: bare.key, name: bare.name, fields: ['purpose', 'steward', 'reviewAt'] },
                { id: half.id, fields: ['steward', 'reviewAt'] },
              ],
            },
            issues: [{ path: `tags.${bare.id}` }, { path: `tags.${half.id}` }],
          },
        },
      });
    await complete(bare);
    await complete(half);
    expect((await publish(desk.market, flow)).status).toBe(200);
    await require(false);
  });

  it('are no hindrance where a flow only asks about them, or where they are a person’s own', async () => {
    const [asked, full] = [await desk.tag(desk.market), await desk.tag(desk.market)];
    const own = await desk.tag(desk.market, { scope: 'personal' });
    await complete(full);
    await require(true);
    const isAsked = { fact: `tag.${asked.key}`, operator: 'equal', value: true };
    const flow = await create(drawFlow('只看', [isAsked], [addTag(full.key), addTag(own.key)]));
    expect((await publish(desk.market, flow)).status).toBe(200);
    await require(false);
  });

  it('keep a scheduled publication from happening', async () => {
    const flow = await setting(await desk.tag(desk.market));
    const publishAt = new Date(desk.clock.at.getTime() + 60_000).toISOString();
    const path = `/api/v1/flows/${flow.id}`;
    const saved = await desk.market.put(`${path}/schedule`, {
      publishAt,
      apply: 'new_events',
      revision: flow.revision,
    });
    expect(saved.status).toBe(200);
    await require(true);
    desk.clock.at = new Date(desk.clock.at.getTime() + 120_000);
    const settled = await waitFor(
      async () => (await desk.market.get<{ schedule: { publishOutcome: unknown } }>(`${path}/schedule`)).body.schedule,
      ({ publishOutcome }) => publishOutcome !== null,
    );
    expect(settled.publishOutcome).toMatchObject({ status: 'refused', error: { code: 'tag_definition_incomplete' } });
    expect((await desk.market.get<FlowDetail>(path)).body.version).toBeNull();
    await require(false);
  });
});

describe('the setting', () => {
  it('is everybody’s to read, and an administrator’s of the whole organisation to change', async () => {
    for (const [role, department] of [
      ['designer', undefined],
      ['compliance', undefined],
      ['admin', 'market'],
      ['viewer', 'market'],
    ] as const) {
      const person = await desk.person(role, department);
      expect((await person.get(SETTINGS)).status).toBe(200);
      expect([role, (await person.put(SETTINGS, { required: true })).status]).toEqual([role, 403]);
    }
    expect((await chief.put(SETTINGS, { required: 'yes' })).status).toBe(400);
    expect((await chief.get(SETTINGS)).body).toEqual({ required: false });
  });
});

describe('the health of tags', () => {
  it('says what definitions lack, and which are past their review', async () => {
    const [bare, due] = [await desk.tag(desk.market), await desk.tag(desk.market)];
    await complete(due, { reviewAt: '2026-03-03' });
    desk.clock.at = new Date('2026-03-03T10:00:00.000Z');
    const report = async () =>
      (await desk.market.get<TagHealthReport>('/api/v1/tags/health')).body.tags.filter(({ id }) =>
        [bare.id, due.id].includes(id),
      );
    const settled = (isPast: boolean) =>
      waitFor(
        report,
        (tags) => tags.length === 2 && tags[1].missing.length === 0 && tags[1].pastReview === isPast,
        15_000,
      );
    expect(await settled(false)).toMatchObject([
      { missing: ['purpose', 'steward', 'reviewAt'], pastReview: false },
      { missing: [], retirement: ['never_used'] },
    ]);
    desk.clock.at = new Date('2026-03-03T17:00:00.000Z');
    expect(await settled(true)).toMatchObject([{}, { retirement: ['never_used', 'past_review'] }]);
    const { incomplete, tags } = (await desk.market.get<TagHealthReport>('/api/v1/tags/health')).body;
    expect(incomplete).toBe(tags.filter(({ missing }) => missing.length > 0).length);
    expect(incomplete).toBeGreaterThan(0);
  }, 30_000);
});
