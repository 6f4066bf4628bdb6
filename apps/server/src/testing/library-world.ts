import type { ClaimSource, Flow, Tag, TagGroup, TagKind } from '@tagloom/contracts';
import fc from 'fast-check';
import { inTransaction } from '../platform/database/transaction.js';
import { POOL } from '../platform/database/pool.token.js';
import type { TestApp } from './test-app.js';
import type { Pool } from 'pg';
import { Evaluator } from '../features/evaluation/evaluator.js';
import type { ClaimRecord } from '../features/evaluation/ledger.js';
import { RuntimeService } from '../features/evaluation/runtime.service.js';

export const AT = Date.UTC(2026, 2, 3, 8);
const DAY = 86_400_000;

/** One claim of a generated customer, by the index of its tag. */
export interface SeedClaim {
  tag: number;
  source: ClaimSource;
  sourceId: string;
  stance: 'assert' | 'forbid';
  value: number;
  priority: number;
  daysAgo: number;
  expires: boolean;
}

/** Claims of customers on `tags` tags. */
export const arbitraryCustomers = (tags: number, customers = 8): fc.Arbitrary<SeedClaim[][]> =>
  fc.array(
    fc.uniqueArray(
      fc.record({
        tag: fc.nat(tags - 1),
        source: fc.constantFrom<ClaimSource>('person', 'import', 'api'),
        sourceId: fc.constantFrom('1', '2'),
        stance: fc.constantFrom('assert' as const, 'assert' as const, 'forbid' as const),
        value: fc.nat(2),
        priority: fc.nat(2),
        daysAgo: fc.nat(400),
        expires: fc.boolean(),
      }),
      { maxLength: 10, selector: ({ tag, source, sourceId, stance }) => `${tag}/${source}/${sourceId}/${stance}` },
    ),
    { minLength: customers, maxLength: customers },
  );

export interface Library {
  group: TagGroup;
  tags: Tag[];
}

const VALUES = ['甜', '咸', '辣'];
const KINDS: readonly TagKind[] = ['flag', 'flag', 'flag', 'flag', 'flag', 'one_of', 'many_of', 'many_of'];

/** Three tags of an exclusive group, and five beside it of several kinds; keys are new each time. */
export async function makeLibrary(server: TestApp, name: string): Promise<Library> {
  const { body: group } = await server.client.post<TagGroup>('/api/v1/tag-groups', {
    key: `g_${name}`,
    name: { 'zh-CN': `组${name}` },
    category: 'value',
    exclusive: true,
  });
  const tags: Tag[] = [];
  for (const [index, kind] of KINDS.entries()) {
    const hasValues = kind === 'one_of' || kind === 'many_of';
    const { body, status } = await server.client.post<Tag>('/api/v1/tags', {
      key: `t_${name}_${index}`,
      name: { 'zh-CN': `标签${name}之${'甲乙丙丁戊己庚辛'[index]}` },
      category: 'value',
      kind,
      ...(hasValues && { values: index === 7 ? [...VALUES, '酸'] : VALUES }),
      ...(index < 3 && { groupId: group.id }),
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    tags.push(body);
  }
  return { group, tags };
}

/** Customers with these claims, written as evaluations write them. Their ids. */
export async function seedCustomers(
  server: TestApp,
  tags: readonly Tag[],
  seeds: readonly SeedClaim[][],
): Promise<string[]> {
  const { rows } = await server.database.query<{ id: string }>(
    'INSERT INTO customers (p_name) SELECT $1 FROM generate_series(1, $2) RETURNING id::text AS id',
    ['测试', seeds.length],
  );
  const ids = rows.map(({ id }) => id);
  const runtime = await server.app.get(RuntimeService).current();
  await inTransaction(server.app.get<Pool>(POOL), (client) =>
    server.app.get(Evaluator).evaluate(
      client,
      runtime,
      ids.map((customerId, index) => ({
        customerId,
        steps: [{ cause: 'edit' as const, at: AT }],
        edit: (ledger) => {
          const claims = seeds[index].map((seed) => toClaim(seed, tags[seed.tag]));
          ledger.apply(
            claims.map((claim) => ({ op: 'add' as const, claim, evidence: null })),
            CAUSE,
          );
        },
      })),
    ),
  );
  return ids;
}

const CAUSE = {
  at: AT,
  effectiveAt: AT,
  actorKind: 'person',
  actorId: '1',
  actorName: '种子',
  flowId: null,
  flowVersion: null,
  runId: null,
  eventSeq: null,
  reason: null,
} as const;

function toClaim(seed: SeedClaim, tag: Tag): ClaimRecord {
  const value =
    tag.kind === 'one_of' ? VALUES[seed.value] : tag.kind === 'many_of' ? VALUES.slice(0, seed.value + 1) : null;
  return {
    tagId: Number(tag.id),
    source: seed.source,
    sourceId: seed.sourceId,
    sourceName: `来源${seed.sourceId}`,
    stance: seed.stance,
    value: seed.stance === 'forbid' ? null : value,
    priority: seed.priority,
    since: AT - seed.daysAgo * DAY - 0.125,
    expiresAt: seed.expires ? AT + 10_000 * DAY : null,
    slotId: null,
    flowVersion: null,
    runId: null,
    eventSeq: null,
    reason: seed.value === 1 ? '备注' : null,
  };
}

/** A draft that gives `sets` where `reads` holds. */
export const draftOf = (name: string, reads: string, sets: string): Flow => ({
  name,
  nodes: [
    { id: 't', kind: 'trigger', position: { x: 0, y: 0 }, data: { on: 'change' } },
    {
      id: 'c',
      kind: 'condition',
      position: { x: 0, y: 1 },
      data: { fact: `tag.${reads}`, operator: 'equal', value: true },
    },
    { id: 'a', kind: 'action', position: { x: 0, y: 2 }, data: { action: 'addTag', tag: sets, membership: 'while' } },
  ],
  edges: [
    { id: 'tc', source: 't', target: 'c' },
    { id: 'ca', source: 'c', target: 'a' },
  ],
});

/** Everything that an operation may touch, but for the ids of claims and the revisions, which only ever grow. */
export async function snapshot({ database }: TestApp): Promise<Record<string, unknown>> {
  const { rows } = await database.query<Record<string, unknown>>(`SELECT
    (SELECT jsonb_agg(to_jsonb(c) - 'id' ORDER BY customer_id, tag_id, source, source_id, stance) FROM claims c) AS claims,
    (SELECT jsonb_agg(jsonb_build_array(id, tags, tag_values, held, claim_review_at) ORDER BY id) FROM customers) AS effective,
    (SELECT jsonb_agg(to_jsonb(t) - 'revision' ORDER BY id) FROM tags t) AS tags,
    (SELECT jsonb_agg(to_jsonb(g) ORDER BY id) FROM tag_groups g) AS groups,
    (SELECT jsonb_agg(to_jsonb(s) ORDER BY id) FROM shares s) AS shares,
    (SELECT jsonb_agg(jsonb_build_array(id, draft) ORDER BY id) FROM flows) AS drafts,
    (SELECT jsonb_agg(jsonb_build_array(id, facts, expected, has) ORDER BY id) FROM golden_cases) AS golden,
    (SELECT jsonb_agg(to_jsonb(s) ORDER BY id) FROM suggestions s) AS suggestions,
    (SELECT jsonb_agg(to_jsonb(s) ORDER BY id) FROM claim_slots s) AS slots`);
  return rows[0];
}
