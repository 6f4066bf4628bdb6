import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Approval } from '@tagloom/contracts';
import { asked, decide, outcome, setFourEyes } from '../../testing/approving.js';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';
import type { TestClient } from '../../testing/test-client.js';

let desk: SharingDesk;
let [ann, ben, cat]: TestClient[] = [];

beforeAll(async () => {
  desk = await openDesk();
  ann = desk.market;
  ben = await desk.person('designer', 'market');
  cat = await desk.person('designer', 'market');
}, 60_000);
afterAll(() => desk?.close());
beforeEach(() => setFourEyes(desk.server.client, { delete: true, share: true }));

const ROUNDS = 5;
const each = async (round: () => Promise<void>) => {
  for (let n = 0; n < ROUNDS; n += 1) await round();
};
const find = async (id: string) => (await ann.get<Approval>(`/api/v1/approvals/${id}`)).body;
const deletions = async (tagId: string) =>
  (
    await desk.server.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM tag_operations WHERE from_tags @> jsonb_build_array(jsonb_build_object('id', $1::int))`,
      [tagId],
    )
  ).rows[0].n;

describe('at the same moment', () => {
  it('of two who decide, one is heard', () =>
    each(async () => {
      const { id: tagId } = await desk.tag(ann);
      const { id } = await asked(ann, { act: 'deleteTag', tagId });
      const answers = await Promise.all([decide(ben, id), decide(cat, id, 'reject')]);
      expect(answers.map(outcome).sort()).toEqual([
        [200, undefined],
        [409, 'approval_decided'],
      ]);
      const isApproved = answers[0].status === 200;
      expect((await find(id)).status).toBe(isApproved ? 'done' : 'rejected');
      expect(await deletions(tagId)).toBe(isApproved ? 1 : 0);
    }));

  it('of agreeing and withdrawing, one happens', () =>
    each(async () => {
      const { id: tagId } = await desk.tag(ann);
      const { id } = await asked(ann, { act: 'deleteTag', tagId });
      const [agreed, withdrawn] = await Promise.all([decide(ben, id), ann.delete(`/api/v1/approvals/${id}`)]);
      const { status } = await find(id);
      if (agreed.status === 409) expect([status, await deletions(tagId)]).toEqual(['withdrawn', 0]);
      // taken back between the word and the deed, which then finds no word
      else if (withdrawn.status === 200) expect([status, await deletions(tagId)]).toEqual(['withdrawn', 0]);
      else expect([status, await deletions(tagId)]).toEqual(['done', 1]);
    }));

  it('two of the same asker ask for the same: there is one', () =>
    each(async () => {
      const { id: tagId } = await desk.tag(ann);
      const asks = await Promise.all([1, 2, 3].map(() => asked(ann, { act: 'deleteTag', tagId })));
      expect(new Set(asks.map(({ id }) => id)).size).toBe(1);
    }));

  it('one word is used for one act, however often it is tried', () =>
    each(async () => {
      const { id: tagId } = await desk.tag(ann);
      const share = { tagId, departmentId: desk.departments.sales, level: 'read' as const, purpose: '试' };
      const { id } = await asked(ann, { act: 'share', share });
      await desk.server.database.query(
        `UPDATE approvals SET status = 'approved', decided_by_id = 'person:0', decided_by = '某人' WHERE id = $1`,
        [id],
      );
      const other = { ...share, purpose: '别的' };
      const tries = await Promise.all([
        ann.post('/api/v1/shares', share),
        ann.post('/api/v1/shares', other),
        ann.post('/api/v1/shares', { ...share, level: 'edit' }),
        ben.post('/api/v1/shares', share),
      ]);
      expect(tries.map(({ status }) => status).filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
      const { rows } = await desk.server.database.query<{ level: string }>(
        'SELECT level FROM shares WHERE tag_id = $1',
        [tagId],
      );
      expect(rows.every(({ level }) => level === 'read')).toBe(true);
      expect((await find(id)).status).toBe('done');
    }));

  it('a tag is edited and its deletion agreed to: it goes as it was looked at, or stays', () =>
    each(async () => {
      const { id: tagId } = await desk.tag(ann);
      const { id } = await asked(ann, { act: 'deleteTag', tagId });
      const [agreed, edited] = await Promise.all([
        decide(ben, id),
        cat.patch(`/api/v1/tags/${tagId}`, { meaning: '改' }),
      ]);
      const gone = await deletions(tagId);
      const approval = await find(id);
      if (gone === 1) expect([approval.status, edited.status]).toEqual(['done', 404]);
      else if (agreed.status === 409) expect([outcome(agreed)[1], approval.status]).toEqual(['approval_stale', 'open']);
      // edited between the word and the deed
      else expect(approval).toMatchObject({ status: 'approved', error: { code: 'approval_required' } });
    }));
});
