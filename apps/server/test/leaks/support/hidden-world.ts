import type { FlowDetail, Tag, TagGroup, TagOperation } from '@tagloom/contracts';
import { addTag, drawFlow } from '../../../src/testing/draw-flow.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import { expectStatus, publishedFlow, type CommonWorld } from './common-world.js';

/** In every name, value, reason and note that the market department must never come across. */
export const CANARY = 'Zq7canary';
const secret = (what: string) => `${CANARY}${what}`;

/** What the sales department has, and the market department was not lent. */
export interface HiddenWorld {
  tags: Tag[];
  personal: Tag;
  flowId: string;
  draftId: string;
  enterpriseFlowId: string;
  /** Numbers of hidden rows, by the part of an address that names them. */
  ids: Readonly<Record<string, string>>;
}

/** Adds it to a server's database: tags, values, a personal tag, flows with all that belongs to them, shares, suggestions, effects. */
export async function addHiddenWorld(server: TestApp, world: CommonWorld): Promise<HiddenWorld> {
  const by = (cookie: string) => server.anonymous.with({ cookie, origin: server.url });
  const [sales, service] = [by(world.sales), by(world.service)];
  const make = async (name: string, more: Record<string, unknown> = {}) => {
    const made = await sales.post<Tag>('/api/v1/tags', {
      name: { 'zh-CN': secret(name) },
      meaning: secret('意义'),
      category: 'value',
      ...more,
    });
    expectStatus(made, 201);
    return made.body;
  };
  const flag = await make('消费力');
  const graded = await make('等级', { kind: 'one_of', values: [secret('甲'), secret('乙')] });
  const given = await make('高价值');
  const personal = await make('私人', { scope: 'personal' });
  await sales.get('/api/v1/tags');
  for (const { id, kind } of [flag, graded, given, personal])
    await giveTag(server, world, Number(id), kind === 'flag' ? null : secret('甲'));
  const group = await sales.post<TagGroup>('/api/v1/tag-groups', {
    name: { 'zh-CN': secret('组') },
    category: 'value',
  });
  expectStatus(group, 201);
  const [twin, gone] = [await make('双胞胎'), await make('被合并')];
  await sales.get('/api/v1/tags');
  const merged = await sales.post<TagOperation>(`/api/v1/tags/${gone.id}/merge`, {
    into: twin.id,
    reason: secret('合并'),
  });
  expectStatus(merged, 200);
  const reads = { fact: `tag.${flag.key}`, operator: 'equal', value: true };
  const flowId = await publishedFlow(sales, secret('规则'), [reads], given.key, secret('说明'));
  const draft = drawFlow(secret('草稿'), [reads], [addTag(given.key)]);
  const made = await sales.post<FlowDetail>('/api/v1/flows', { flow: draft });
  expectStatus(made, 201);
  const draftId = made.body.id;
  const enterpriseFlowId = await publishedFlow(server.client, secret('总部规则'), [reads], world.vip.key);
  const { revision } = (await sales.get<FlowDetail>(`/api/v1/flows/${flowId}`)).body;
  await sales.put(`/api/v1/flows/${flowId}/golden`, {
    revision: 0,
    cases: [{ name: secret('样例'), facts: { [`tag.${flag.key}`]: true }, now: null, expected: [] }],
  });
  await sales.put(`/api/v1/flows/${flowId}/schedule`, {
    ...{ expireAt: '2030-01-01T00:00:00.000Z', apply: 'new_events', note: secret('排期'), revision },
  });
  await sales.post(`/api/v1/flows/${flowId}/reviews`, { revision, note: secret('请看') });
  await sales.post(`/api/v1/flows/${draftId}/preview`, { revision: made.body.revision });
  await sales.post(`/api/v1/flows/${draftId}/shadow`, { revision: made.body.revision });
  const lent = await sales.post<{ id: string }>('/api/v1/shares', {
    ...{ tagId: flag.id, departmentId: world.departments.service, level: 'read', purpose: secret('目的') },
  });
  expectStatus(lent, 201);
  const asked = await service.post<{ id: string }>('/api/v1/share-requests', {
    ...{ tagId: flag.id, level: 'use', purpose: secret('想用') },
  });
  expectStatus(asked, 201);
  const approval = await sales.post<{ id: string }>('/api/v1/approvals', {
    request: { act: 'deleteGroup', groupId: group.body.id, tags: 0 },
    reason: secret('请同意'),
  });
  expectStatus(approval, 201);
  await addRows(server, world, Number(flag.id), Number(flowId));
  const { rows } = await server.database.query<Record<string, string>>(
    `SELECT (SELECT max(seq)::text FROM changes) AS changes, (SELECT max(id)::text FROM runs) AS runs,
       (SELECT max(id)::text FROM deliveries) AS deliveries, (SELECT max(id)::text FROM suggestions) AS suggestions`,
  );
  const ids = {
    ...rows[0],
    flows: flowId,
    tags: flag.id,
    shares: lent.body.id,
    'share-requests': asked.body.id,
    approvals: approval.body.id,
    'tag-groups': group.body.id,
    'tag-operations': merged.body.id,
  };
  return { tags: [flag, graded, given], personal, flowId, draftId, enterpriseFlowId, ids };
}

/** As rows alone: nobody else's flow is asked anything because of them. */
async function giveTag({ database }: TestApp, world: CommonWorld, tagId: number, value: string | null): Promise<void> {
  const customers = world.customerIds.slice(1, 12);
  const params = [customers, tagId, JSON.stringify(value), secret('原因')];
  await database.query(
    `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, stance, value, since, reason)
     SELECT unnest($1::bigint[]), $2::int, 'person', '7', '销售', 'assert', nullif($3::jsonb, 'null'), now(), $4`,
    params,
  );
  await database.query(
    `INSERT INTO changes (customer_id, tag_id, kind, actor_kind, actor_id, actor_name, held_before, held_after, value_after,
       effective_at, reason)
     SELECT unnest($1::bigint[]), $2::int, 'asserted', 'person', '7', '销售', false, true, nullif($3::jsonb, 'null'), now(), $4`,
    params,
  );
  await database.query(
    `UPDATE customers SET tags = tags || $2::int, tag_values = CASE WHEN $3::jsonb = 'null' THEN tag_values
       ELSE coalesce(tag_values, '{}') || jsonb_build_object($2::int::text, $3::jsonb) END
     WHERE id = ANY ($1::bigint[])`,
    params.slice(0, 3),
  );
}

/** What only a worker or a channel would have made. */
async function addRows({ database }: TestApp, world: CommonWorld, tagId: number, flowId: number): Promise<void> {
  await database.query(
    `INSERT INTO suggestions (customer_id, tag_id, value, note, flow_id, flow_version, flow_name, delivery_id, created_at)
     SELECT $1::bigint, $2::int, 'null', $4, $3::int, 1, $4, 1, now()`,
    [world.customerIds[4], tagId, flowId, secret('提议')],
  );
  await database.query(
    `INSERT INTO deliveries (customer_id, dedupe_key, flow_id, flow_version, flow_name, action_node_id, slot_id, kind, action,
       target, status, created_at)
     SELECT $1::bigint, 'x', $2::int, 1, $3, 'a0', 1, 'notify', '{}', $3, 'failed', now()`,
    [world.customerIds[4], flowId, secret('送达')],
  );
  await database.query(
    `INSERT INTO runs (kind, status, title, tag_id, total, done, changed, started_by, finished_at, cause)
     VALUES ('bulk', 'done', $2, $1::int, 11, 11, 11, $2, now(), jsonb_build_object('by', 'person:7', 'stance', 'assert', 'reason', $2::text))`,
    [tagId, secret('批量')],
  );
  await database.query(
    `INSERT INTO runs (kind, status, title, flow_id, flow_version, total, done, changed, started_by, finished_at)
     SELECT 'backfill', 'done', $2, $1::int, 1, 14, 14, 11, $2, now()`,
    [flowId, secret('补跑')],
  );
}
