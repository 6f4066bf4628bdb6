import { Injectable } from '@nestjs/common';
import type { DefinitionSettings } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

type Queryable = Pick<ClientBase, 'query'>;

/** What a definition says of who answers for it. */
export interface StoredDefinition {
  id: number;
  scope: 'enterprise' | 'department' | 'personal';
  purpose: string;
  stewardId: string | null;
  reviewAt: string | null;
}

/** The one row that says whether tags must be fully described before flows set them. */
@Injectable()
export class DefinitionSettingsRepository {
  async read(client: Queryable): Promise<DefinitionSettings> {
    const { rows } = await client.query<DefinitionSettings>('SELECT required FROM definition_settings');
    return rows[0];
  }

  async write(client: Queryable, { required }: DefinitionSettings): Promise<void> {
    await client.query('UPDATE definition_settings SET required = $1', [required]);
  }

  /** For a caller that has seen to it that these tags may be spoken of. */
  async definitions(client: Queryable, ids: readonly number[]): Promise<StoredDefinition[]> {
    const { rows } = await client.query<StoredDefinition>(
      `SELECT id, scope, purpose, steward_id::text AS "stewardId", review_at::text AS "reviewAt"
       FROM tags WHERE id = ANY ($1::int[]) ORDER BY id`,
      [ids],
    );
    return rows;
  }
}
