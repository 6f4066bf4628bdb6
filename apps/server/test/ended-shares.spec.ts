import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  Department,
  FlowDetail,
  FlowHealth,
  FlowSummary,
  InboxResponse,
  PublishResponse,
  Run,
  Share,
  ShareLevel,
  Tag,
} from '@tagloom/contracts';
import { addTag, drawFlow } from '../src/testing/draw-flow.js';
import { openDesk, type SharingDesk } from '../src/testing/sharing-desk.js';
import type { TestClient } from '../src/testing/test-client.js';
import { MovingClock } from './support/moving-clock.js';
import { eventually, runEnd } from './support/flows.js';
import { People } from './support/people.js';
import { Shadows } from './support/shadows.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let desk: SharingDesk;
let people: People;
beforeAll(async () => {
  desk = await openDesk();
  people = new People(desk.server, new MovingClock(desk.clock.at.toISOString()));
}, 60_000);
afterAll(() => desk.close());

let met = 0;
/** Somebody new, who has just done something. */
const somebody = async (city = '上海') => {
  met += 1;
  const name = `c${met}`;
  await people.has(name, { city });
  return name;
};
const acts = async (name: string) => {
  await people.does(name, 'visit');
  return people.tags(name);
};
/** The same, for somebody new. */
const tagsOfSomebody = async () => acts(await somebody());
const lend = (tag: Tag, level: ShareLevel, until: string | null = null) =>
  desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.service, level, until });
const end = async (by: TestClient, { id }: Share) =>
  expect((await by.delete(`/api/v1/shares/${id}`)).status).toBeLessThan(300);
const create = async (by: TestClient, flow: Parameters<typeof drawFlow>) =>
  (await by.post<FlowDetail>('/api/v1/flows', { flow: drawFlow(...flow) })).body;
const publish = (by: TestClient, { id, revision }: FlowDetail) =>
  by.post<PublishResponse>(`/api/v1/flows/${id}/publish`, { apply: 'everyone', revision });
const published = async (by: TestClient, ...flow: Parameters<typeof drawFlow>) => {
  const made = await create(by, flow);
  const { status, body } = await publish(by, made);
  if (status !== 200) throw new Error(JSON.stringify(body));
  if (body.run) await runEnd(desk.server, body.run.id);
  return made;
};
const find = async (by: TestClient, { id }: { id: string }) => (await by.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
const inbox = async (by: TestClient, ...kinds: string[]) => {
  const { items } = (await by.get<InboxResponse>('/api/v1/inbox?size=100')).body;
  return items.filter(({ kind }) => kinds.includes(kind));
};
const SHANGHAI = { fact: 'profile.city', operator: 'equal', value: '上海' };
const isTagged = ({ key }: Tag) => ({ fact: `tag.${key}`, operator: 'equal', value: true });

/** A tag of the market department, one of service, and a flow of service that needs the former at this level. */
async function needing(level: 'use' | 'assign') {
  const lent = await desk.tag(desk.market);
  const own = await desk.tag(desk.service);
  const share = await lend(lent, level);
  const isSet = level === 'assign';
  if (!isSet) await published(desk.market, `给 ${lent.key}`, [SHANGHAI], [addTag(lent.key)]);
  const flow = await published(
    desk.service,
    `依赖 ${lent.key}`,
    [isSet ? SHANGHAI : isTagged(lent)],
    [addTag(isSet ? lent.key : own.key)],
  );
  return { lent, own, share, flow, given: isSet ? lent : own };
}

describe.each(['use', 'assign'] as const)('a flow that needs a tag at the level %s', (level) => {
  it('gives as long as that is lent, and nothing from the end of the share on; what it gave stays', async () => {
    const { lent, share, flow, given } = await needing(level);
    const before = await somebody();
    expect(await acts(before)).toContain(given.key);
    expect((await find(desk.service, flow)).blocked).toBeNull();

    await end(desk.market, share);
    expect(await tagsOfSomebody()).not.toContain(given.key);
    expect(await acts(before)).toContain(given.key);
    expect((await find(desk.service, flow)).blocked).toMatchObject({ tags: [{ id: null, name: null, needed: level }] });

    await lend(lent, level);
    expect(await tagsOfSomebody()).toContain(given.key);
    expect((await find(desk.service, flow)).blocked).toBeNull();
  });

  it('stops when less is lent than it needs, and is told what it lacks', async () => {
    const { lent, flow, given } = await needing(level);
    const less = level === 'use' ? 'read' : 'use';
    await lend(lent, less);
    expect(await tagsOfSomebody()).not.toContain(given.key);
    const { blocked } = await find(desk.service, flow);
    expect(blocked?.tags).toEqual([
      { id: lent.id, name: lent.name, needed: level, nodeIds: [level === 'use' ? 'c0' : 'a0'] },
    ]);
    const listed = (await desk.service.get<FlowSummary[]>('/api/v1/flows')).body.find(({ id }) => id === flow.id);
    expect(listed?.blocked?.tags).toEqual(blocked?.tags);
    const health = await desk.service.get<FlowHealth>(`/api/v1/flows/${flow.id}/health`);
    expect(health.body.blocked?.tags).toEqual(blocked?.tags);
  });

  it('stops at the very moment at which the share ends by itself', async () => {
    const { lent, given } = await needing(level);
    await lend(lent, level, new Date(desk.clock.at.getTime() + HOUR).toISOString());
    desk.clock.at = new Date(desk.clock.at.getTime() + HOUR - 1);
    expect(await tagsOfSomebody()).toContain(given.key);
    desk.clock.at = new Date(desk.clock.at.getTime() + 1);
    expect(await tagsOfSomebody()).not.toContain(given.key);
  });

  it('gives nothing in a run over everyone, and catches up in one when it has the tag again', async () => {
    const { lent, share, given } = await needing(level);
    const name = await somebody('北京');
    await acts(name);
    await end(desk.market, share);
    await people.has(name, { city: '上海' });
    expect(await acts(name)).not.toContain(given.key);
    const nightly = async () => {
      const { body } = await desk.server.client.post<Run>('/api/v1/runs', { kind: 'nightly' });
      expect((await runEnd(desk.server, body.id)).status).toBe('done');
    };
    await nightly();
    expect(await people.tags(name)).not.toContain(given.key);
    await lend(lent, level);
    await nightly();
    expect(await people.tags(name)).toContain(given.key);
  });

  it('is not tried in shadow meanwhile: one that runs rests, and goes on', async () => {
    const { lent, own, share } = await needing(level);
    const shadows = new Shadows(desk.server);
    const given = level === 'use' ? own : lent;
    const condition = level === 'use' ? isTagged(lent) : SHANGHAI;
    const draft = await create(desk.service, ['影子', [condition], [addTag(given.key)]]);
    await shadows.start(draft.id, { revision: draft.revision });
    const seen = async () => {
      const name = await somebody();
      await acts(name);
      return shadows.tags(draft.id, await people.id(name));
    };
    expect(await seen()).toEqual([given.key]);
    await end(desk.market, share);
    expect(await seen()).toEqual([]);
    await lend(lent, level);
    expect(await seen()).toEqual([given.key]);
  });

  it('is published by nobody while it lacks it, nor previewed or tried in shadow', async () => {
    const { lent, share, flow } = await needing(level);
    await end(desk.market, share);
    await lend(lent, 'read');
    const { revision } = await find(desk.service, flow);
    for (const by of [desk.service, desk.server.client])
      for (const [path, body] of [
        ['publish', { apply: 'new_events', revision }],
        ['preview', { revision }],
        ['shadow', { revision }],
      ] as const)
        expect([path, await by.post(`/api/v1/flows/${flow.id}/${path}`, body)]).toMatchObject([
          path,
          { status: 422, body: { error: { code: 'flow_invalid', issues: [{ code: 'level_too_low' }] } } },
        ]);
  });
});

describe('whatever takes the tag away', () => {
  const will = (flow: FlowDetail, isBlocked: boolean) =>
    eventually(async () => ((await find(desk.server.client, flow)).blocked !== null) === isBlocked || null);

  it('counts: a share on a group that ends, and one on a department above', async () => {
    const group = (
      await desk.market.post<{ id: string }>('/api/v1/tag-groups', {
        name: { 'zh-CN': '活动组' },
        category: 'behavior',
      })
    ).body;
    const lent = await desk.tag(desk.market, { groupId: group.id });
    const share = await desk.share(desk.market, {
      groupId: group.id,
      departmentId: desk.departments.service,
      level: 'use',
    });
    const own = await desk.tag(desk.night);
    const flow = await published(desk.night, '夜间', [isTagged(lent)], [addTag(own.key)]);
    await will(flow, false);
    await end(desk.market, share);
    await will(flow, true);
  });

  it('counts: the department moves away from below the one that it was lent to', async () => {
    const lent = await desk.tag(desk.market);
    await lend(lent, 'use');
    const flow = await published(desk.night, '搬走', [isTagged(lent)], [addTag((await desk.tag(desk.night)).key)]);
    const move = async (parentId: string) => {
      const departments = (await desk.server.client.get<Department[]>('/api/v1/departments')).body;
      const revision = departments.find(({ id }) => id === desk.departments.night)?.revision;
      return desk.server.client.patch(`/api/v1/departments/${desk.departments.night}`, { parentId, revision });
    };
    expect((await move(desk.departments.sales)).status).toBe(200);
    await will(flow, true);
    await move(desk.departments.service);
    await will(flow, false);
  });

  it('counts: the tag goes to another department', async () => {
    const tag = await desk.tag(desk.market);
    const flow = await published(desk.market, '换主', [SHANGHAI], [addTag(tag.key)]);
    expect(await tagsOfSomebody()).toContain(tag.key);
    const given = await desk.server.client.patch(`/api/v1/tags/${tag.id}`, {
      ownerDepartmentId: desk.departments.sales,
    });
    expect(given.status).toBe(200);
    await will(flow, true);
    expect(await tagsOfSomebody()).not.toContain(tag.key);
  });
});

describe('what people are told of it', () => {
  const told = (by: TestClient, kind: string, flowName: string) =>
    eventually(async () => (await inbox(by, kind)).find((message) => message.flowName === flowName) ?? null);

  it('is said once to the department, with the flow, and to the owner, who learns how many and no more', async () => {
    const { lent, flow } = await needing('use');
    await lend(lent, 'exists');
    expect(await told(desk.service, 'flow_blocked', flow.name)).toMatchObject({
      flowId: flow.id,
      title: lent.name['zh-CN'],
    });
    const toOwner = (await inbox(desk.market, 'share_flows_blocked')).filter(
      ({ title }) => title === lent.name['zh-CN'],
    );
    expect(toOwner).toMatchObject([{ flowId: null, flowName: '1', text: '客服部' }]);
    expect((await find(desk.service, flow)).blocked?.since).not.toBeNull();
    await lend(lent, 'use');
    await told(desk.service, 'flow_unblocked', flow.name);
    expect((await inbox(desk.service, 'flow_blocked')).filter(({ flowId }) => flowId === flow.id)).toHaveLength(1);
    const others = await inbox(desk.sales, 'flow_blocked', 'flow_unblocked', 'share_flows_blocked');
    expect(others.filter(({ title, flowId }) => title === lent.name['zh-CN'] || flowId === flow.id)).toEqual([]);
  });

  it('does not name what is hidden by now', async () => {
    const { share, flow, lent } = await needing('use');
    await end(desk.market, share);
    const message = await told(desk.service, 'flow_blocked', flow.name);
    expect(JSON.stringify(message)).not.toContain(lent.name['zh-CN']);
  });

  it('is said a week ahead, with the flows that live on the share and no others', async () => {
    const { lent, flow } = await needing('use');
    const idle = await desk.tag(desk.market);
    const until = new Date(desk.clock.at.getTime() + 10 * DAY).toISOString();
    for (const tag of [lent, idle]) await lend(tag, 'use', until);
    const ahead = async () =>
      (await inbox(desk.service, 'flow_block_ahead')).filter((message) => message.text === until);
    expect(await ahead()).toEqual([]);
    desk.clock.at = new Date(desk.clock.at.getTime() + 4 * DAY);
    expect(await told(desk.service, 'flow_block_ahead', flow.name)).toMatchObject({
      flowId: flow.id,
      title: lent.name['zh-CN'],
      text: until,
    });
    expect(await ahead()).toHaveLength(1);
  }, 20_000);
});
