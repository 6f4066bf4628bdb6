import { Injectable } from '@nestjs/common';
import type { Flow } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import type { GoldenShape } from './flow-shapes.repository.js';
import type { KeptRow, Row } from './kept-rows.repository.js';
import type { RewritableCase } from './rewrite-tag.js';

/** Rows that an operation rewrote, and what undoing does about them: each only where it still is as the operation left it. */
@Injectable()
export class RewrittenRowsRepository {
  /** It stays the draft of whoever wrote it, with what was asked of it: reviews and a schedule are of the drawing, not of a name. */
  async draft(client: PoolClient, id: number, draft: Flow): Promise<void> {
    await this.redraw(client, id, JSON.stringify(draft), null);
  }

  /** Only where the draft is `expected`, if that is given. */
  private async redraw(client: PoolClient, id: unknown, draft: unknown, expected: unknown): Promise<void> {
    await client.query(
      `WITH drawn AS (
         UPDATE flows SET draft = $2, revision = revision + 1 WHERE id = $1 AND ($3::jsonb IS NULL OR draft = $3::jsonb)
         RETURNING id, revision),
       reviewed AS (
         UPDATE flow_reviews r SET revision = d.revision FROM drawn d WHERE r.flow_id = d.id AND r.revision = d.revision - 1)
       UPDATE flow_schedules s SET revision = d.revision FROM drawn d WHERE s.flow_id = d.id AND s.revision = d.revision - 1`,
      [id, draft, expected],
    );
  }

  async goldenCase(client: PoolClient, { id, flowId }: GoldenShape, to: RewritableCase): Promise<void> {
    await client.query('UPDATE golden_cases SET facts = $2, expected = $3, has = $4 WHERE id = $1', [
      id,
      JSON.stringify(to.facts),
      JSON.stringify(to.expected),
      to.has && JSON.stringify(to.has),
    ]);
    await client.query('UPDATE flows SET golden_revision = golden_revision + 1 WHERE id = $1', [flowId]);
  }

  /**
   * Open suggestions of one tag become suggestions of another; where the flow suggests that already, or the customer has declined
   * it, they go. Returns what was and what is.
   */
  async suggestions(client: PoolClient, from: number, to: number): Promise<KeptRow[]> {
    const { rows: moved } = await client.query<{ before: Row; after: Row }>(
      `WITH was AS (
         SELECT s.* FROM suggestions s WHERE s.tag_id = $1 AND s.status = 'open' AND NOT EXISTS (
           SELECT FROM suggestions o WHERE o.customer_id = s.customer_id AND o.tag_id = $2 AND o.flow_id = s.flow_id
             AND (o.status = 'declined' OR (o.status = 'open' AND o.value = s.value))) FOR UPDATE),
       now AS (UPDATE suggestions s SET tag_id = $2 FROM was WHERE s.customer_id = was.customer_id AND s.id = was.id RETURNING s.*)
       SELECT to_jsonb(was) AS before, to_jsonb(now) AS after FROM was JOIN now USING (customer_id, id)`,
      [from, to],
    );
    return moved.map(({ before, after }) => ({ table: 'suggestions', before, after }));
  }

  async values(client: PoolClient, tagId: number, values: readonly string[]): Promise<void> {
    await client.query('UPDATE tags SET "values" = $2, revision = revision + 1 WHERE id = $1', [tagId, values]);
  }

  /** Whose it is, and how careful to be with it, is as with the tag that it comes from. */
  async inherit(client: PoolClient, tagId: number, from: number): Promise<void> {
    await client.query(
      `UPDATE tags SET scope = f.scope, owner_department_id = f.owner_department_id, owner_user_id = f.owner_user_id,
         sensitivity = f.sensitivity, steward_id = f.steward_id FROM tags f WHERE tags.id = $1 AND f.id = $2`,
      [tagId, from],
    );
  }

  async isClaimed(client: PoolClient, tagId: number): Promise<boolean> {
    const { rows } = await client.query<{ claimed: boolean }>(
      `SELECT EXISTS (SELECT FROM claims WHERE tag_id = $1) OR EXISTS (SELECT FROM suggestions WHERE tag_id = $1 AND status = 'open') AS claimed`,
      [tagId],
    );
    return rows[0].claimed;
  }

  async removeTags(client: PoolClient, ids: readonly number[]): Promise<void> {
    await client.query('DELETE FROM tags WHERE id = ANY ($1::int[])', [ids]);
  }

  /** Values that somebody has been given, or that were added, since then stay. */
  private async revertValues(
    client: PoolClient,
    id: number,
    before: readonly string[],
    after: readonly string[],
  ): Promise<void> {
    const added = after.filter((value) => !before.includes(value));
    const { rows } = await client.query<{ values: string[]; given: string[] }>(
      `SELECT t."values", ARRAY(SELECT v FROM unnest($2::text[]) v
         WHERE EXISTS (SELECT FROM claims c WHERE c.tag_id = t.id AND c.value ? v)) AS given
       FROM tags t WHERE id = $1 FOR UPDATE`,
      [id, added],
    );
    if (rows.length === 0) return;
    const [{ values, given }] = rows;
    const later = values.filter(
      (value) => !before.includes(value) && (!added.includes(value) || given.includes(value)),
    );
    await this.values(client, id, [...before, ...later]);
  }

  /** A tag or a group whose group goes, to the one above. */
  async moveUp(client: PoolClient, { table, after }: KeptRow): Promise<void> {
    if (table === 'tags')
      await client.query('UPDATE tags SET group_id = $2 WHERE id = $1', [after?.id, after?.group_id]);
    else await client.query('UPDATE tag_groups SET parent_id = $2 WHERE id = $1', [after?.id, after?.parent_id]);
  }

  /** Back to `before`, where the row still says `after`: an edit that came later stays. */
  async revert(client: PoolClient, { table, before, after }: KeptRow): Promise<void> {
    if (!before || !after) return;
    const values = (row: Row, ...columns: string[]) => columns.map((column) => toColumn(row[column]));
    if (table === 'flows') await this.redraw(client, before.id, toColumn(before.draft), toColumn(after.draft));
    else if (table === 'golden_cases')
      await client.query(
        `WITH back AS (
           UPDATE golden_cases SET facts = $2, expected = $3, has = $4
           WHERE id = $1 AND facts = $5::jsonb AND expected = $6::jsonb AND has IS NOT DISTINCT FROM $7::jsonb RETURNING flow_id)
         UPDATE flows SET golden_revision = golden_revision + 1 WHERE id IN (SELECT flow_id FROM back)`,
        [before.id, ...values(before, 'facts', 'expected', 'has'), ...values(after, 'facts', 'expected', 'has')],
      );
    else if (table === 'suggestions')
      await client.query(
        `UPDATE suggestions SET tag_id = $3 WHERE customer_id = $1 AND id = $2 AND status = 'open' AND tag_id = $4`,
        [before.customer_id, before.id, before.tag_id, after.tag_id],
      );
    else if ('group_id' in after)
      await client.query('UPDATE tags SET group_id = $2 WHERE id = $1 AND group_id IS NOT DISTINCT FROM $3', [
        before.id,
        before.group_id,
        after.group_id,
      ]);
    else if (table === 'tag_groups')
      await client.query('UPDATE tag_groups SET parent_id = $2 WHERE id = $1 AND parent_id IS NOT DISTINCT FROM $3', [
        before.id,
        before.parent_id,
        after.parent_id,
      ]);
    else if (table === 'tags')
      await this.revertValues(client, Number(before.id), before.values as string[], after.values as string[]);
  }
}

const toColumn = (value: unknown): unknown => (value === null || value === undefined ? null : JSON.stringify(value));
