import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { takeAll } from './claim-moves.js';
import { ClaimMover } from './claim-mover.js';
import { DefinitionChange } from './definition-change.js';

interface Stray {
  operation_id: string;
  tag_id: number;
  kind: ActorContext['actor']['kind'];
  id: string;
  name: string;
}

/**
 * Claims that an evaluation under way gave to a tag while it was being deleted or merged: they follow it into the operation, so
 * that undoing brings them back too. A claim on a tag that is gone counts for nothing until then.
 */
@Injectable()
export class StrayClaims {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly change: DefinitionChange,
    private readonly mover: ClaimMover,
    private readonly clock: Clock,
  ) {}

  async collect(): Promise<void> {
    const { rows } = await this.pool.query<Stray>(
      `SELECT o.id::text AS operation_id, (t ->> 'id')::int AS tag_id, o.by_kind AS kind, o.by_id AS id, o.by_name AS name
       FROM tag_operations o, jsonb_array_elements(o.from_tags) t
       WHERE o.undone_at IS NULL AND o.purged_at IS NULL AND o.until > $1 AND o.kind <> 'split'
         AND EXISTS (SELECT FROM claims c JOIN customers cu ON cu.id = c.customer_id WHERE c.tag_id = (t ->> 'id')::int)
         AND NOT EXISTS (SELECT FROM tags WHERE id = (t ->> 'id')::int)`,
      [this.clock.now()],
    );
    for (const stray of rows) await this.follow(stray);
  }

  private async follow({ operation_id: operationId, tag_id: tagId, ...actor }: Stray): Promise<void> {
    const context: ActorContext = { actor, role: 'admin', departmentId: null, locale: 'zh-CN' };
    await this.change.run(async (client, runtime) => {
      const { rows } = await client.query('SELECT FROM tag_operations WHERE id = $1 AND undone_at IS NULL FOR UPDATE', [
        operationId,
      ]);
      if (rows.length === 0) return;
      const order = { context, operationId, reason: '标签已删除' };
      await this.mover.move(client, runtime, order, [tagId], (claims) => takeAll(claims, new Set([tagId])));
    });
  }
}
