import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { isForeignKeyViolation } from '../../platform/database/postgres-errors.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { flowsThatMention } from '../catalog/flow-mentions.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';

/** Deletes a tag that nothing mentions and nobody has. History goes on naming it: see `deleted_tags`. */
@Injectable()
export class TagRemoval {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async remove(id: number): Promise<void> {
    try {
      await inTransaction(this.pool, (client) => this.removeIn(client, id));
    } catch (error) {
      throw isForeignKeyViolation(error) ? inUse('An earlier version of a flow sets this tag.', {}) : error;
    }
  }

  private async removeIn(client: PoolClient, id: number): Promise<void> {
    await lockDefinitions(client);
    const { rows } = await client.query<{ key: string; claimed: boolean; suggested: boolean }>(
      `SELECT key, EXISTS (SELECT FROM claims WHERE tag_id = $1) AS claimed,
         EXISTS (SELECT FROM suggestions WHERE tag_id = $1 AND status = 'open') AS suggested FROM tags WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (rows.length === 0) throw new DomainError('tag_not_found', `There is no tag ${id}.`, { path: 'id' });
    const [{ key, claimed, suggested }] = rows;
    const flows = await flowsThatMention(client, { tag: key });
    if (flows.length > 0) throw inUse(`Flows use this tag: ${flows.join(', ')}.`, { flows });
    if (claimed) throw inUse('Customers have this tag.', {});
    if (suggested) throw inUse('Suggestions of this tag wait for an answer.', {});
    await client.query('DELETE FROM tags WHERE id = $1', [id]);
  }
}

function inUse(message: string, params: Record<string, unknown>): DomainError {
  return new DomainError('tag_in_use', message, {
    params,
    hint: 'Take it out of flows and off customers first, and answer its suggestions.',
  });
}
