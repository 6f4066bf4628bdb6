import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkTagRequest, Run, Tag } from '@tagloom/contracts';
import fc from 'fast-check';
import {
  arbitraryCustomers,
  draftOf,
  makeLibrary,
  seedCustomers,
  type Library,
  type SeedClaim,
} from '../src/testing/library-world.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { createTag, publish, runEnd } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';

const CUSTOMERS = 6;
const clock = new MovingClock('2026-03-04T04:00:00Z');
let app: TestApp;
let library: Library;
let tags: Tag[];

beforeAll(async () => {
  app = await createTestApp({ clock });
  library = await makeLibrary(app, 'bulk');
  const number = await createTag(app, 'points', { kind: 'number' });
  const date = await createTag(app, 'joined', { kind: 'date', validityDays: 30 });
  const text = await createTag(app, 'note', { kind: 'text' });
  tags = [...library.tags, number, date, text];
  // Rules that read what is edited, one of them in turn what the other gives, and that give what is removed.
  await publish(app, draftOf('三则四', tags[3].key, tags[4].key), 'new_events');
  await publish(app, draftOf('四则一', tags[4].key, tags[1].key), 'new_events');
  await app.client.get('/api/v1/tags');
}, 60_000);
afterAll(() => app.close());

type Edit = Pick<BulkTagRequest, 'stance' | 'value' | 'reason' | 'expiresAt'> & { at: number };

/** Values that fit, by the kind of the tag. */
const VALUES: Record<Tag['kind'], unknown[]> = {
  flag: [undefined],
  one_of: ['甜', '辣'],
  many_of: [['咸'], ['甜', '辣']],
  number: [0, -3.5, 12],
  date: ['2026-02-28'],
  text: ['常来'],
};

const arbitraryEdits: fc.Arbitrary<{ edit: Edit; pick: number }[]> = fc.array(
  fc.record({
    pick: fc.nat(5),
    edit: fc.record({
      at: fc.nat(10),
      stance: fc.constantFrom('assert' as const, 'assert' as const, 'forbid' as const),
      reason: fc.constantFrom(undefined, '电话里说的'),
      expiresAt: fc.constantFrom(undefined, undefined, '2027-01-01T00:00:00.000Z'),
    }),
  }),
  { minLength: 1, maxLength: 4 },
);

function requestOf({ at, ...edit }: Edit, pick: number): Omit<BulkTagRequest, 'whom'> {
  const values = VALUES[tags[at].kind];
  const value = values[pick % values.length];
  return { ...edit, tag: tags[at].key, ...(edit.stance === 'assert' && value !== undefined && { value }) };
}

/** All that is said of these customers, by their place in the list. */
async function said(ids: readonly string[]): Promise<unknown> {
  const { rows } = await app.database.query(
    `SELECT array_position($1::bigint[], c.id) AS place, c.tags, c.tag_values, c.held, c.claim_review_at, c.next_review_at,
       (SELECT jsonb_agg(to_jsonb(l) - 'id' - 'customer_id' - 'run_id' ORDER BY tag_id, source, source_id, stance)
        FROM claims l WHERE l.customer_id = c.id) AS claims,
       (SELECT jsonb_agg(to_jsonb(h) - 'seq' - 'customer_id' - 'run_id' - 'recorded_at' ORDER BY seq)
        FROM changes h WHERE h.customer_id = c.id) AS changes
     FROM customers c WHERE c.id = ANY ($1::bigint[]) ORDER BY 1`,
    [ids],
  );
  return rows;
}

async function inBulk(request: Omit<BulkTagRequest, 'whom'>, whom: BulkTagRequest['whom']): Promise<Run> {
  const { status, body } = await app.client.post<Run>('/api/v1/customers/tags/bulk', { ...request, whom });
  expect({ status, body }).toMatchObject({ status: 201 });
  return runEnd(app, body.id);
}

async function oneByOne({ stance, ...request }: Omit<BulkTagRequest, 'whom'>, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const path = `/api/v1/customers/${id}/tags`;
    const { status } = await (stance === 'assert' ? app.client.post(path, request) : app.client.delete(path, request));
    expect(status).toBe(200);
  }
}

describe('an edit of many customers', () => {
  it('leaves each of them with the tags, claims and history of the same edit on their own page', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCustomers(8, CUSTOMERS), arbitraryEdits, async (seeds: SeedClaim[][], edits) => {
        const many = await seedCustomers(app, library.tags, seeds);
        const each = await seedCustomers(app, library.tags, seeds);
        for (const { edit, pick } of edits) {
          const request = requestOf(edit, pick);
          const run = await inBulk(request, { ids: many });
          expect(run).toMatchObject({ status: 'done', done: CUSTOMERS, total: CUSTOMERS });
          await oneByOne(request, each);
          expect(await said(many)).toEqual(await said(each));
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 120_000);

  it('takes those whom a condition finds when it is asked for, though it changes the answer itself', async () => {
    const seeds: SeedClaim[][] = Array.from({ length: CUSTOMERS }, () => []);
    const ids = await seedCustomers(app, library.tags, seeds);
    await inBulk({ stance: 'assert', tag: 'points', value: 7 }, { ids });
    const condition = { fact: 'tag.points', operator: 'equal', value: 7 };
    const run = await inBulk({ stance: 'forbid', tag: 'points' }, { condition, total: CUSTOMERS });
    expect(run).toMatchObject({ kind: 'bulk', status: 'done', done: CUSTOMERS, changed: CUSTOMERS, stance: 'forbid' });
    const { rows } = await app.database.query(
      `SELECT DISTINCT run_id::text AS run, actor_kind, h.reason, h.kind FROM changes h JOIN tags t ON t.id = h.tag_id
       WHERE customer_id = ANY ($1::bigint[]) AND t.key = 'points' AND NOT held_after`,
      [ids],
    );
    expect(rows).toEqual([{ run: run.id, actor_kind: 'api', reason: null, kind: 'retracted' }]);
  });

  it('gives every change of history the run, those that rules make of it among them', async () => {
    const [id] = await seedCustomers(app, library.tags, [[]]);
    const run = await inBulk({ stance: 'assert', tag: tags[3].key, reason: '名单' }, { ids: [id] });
    const { rows } = await app.database.query<{ tag: number; actor: string; run: string; reason: string | null }>(
      'SELECT tag_id AS tag, actor_kind AS actor, run_id::text AS run, reason FROM changes WHERE customer_id = $1 ORDER BY seq',
      [id],
    );
    expect(rows).toEqual([
      { tag: Number(tags[3].id), actor: 'api', run: run.id, reason: '名单' },
      { tag: Number(tags[4].id), actor: 'flow', run: run.id, reason: null },
      { tag: Number(tags[1].id), actor: 'flow', run: run.id, reason: null },
    ]);
    expect(run.changed).toBe(3);
  });
});
