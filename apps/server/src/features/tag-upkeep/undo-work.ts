import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { PoolClient } from 'pg';
import type { CatalogView } from '../catalog/catalog-views.js';
import { mayChangeFlow } from '../catalog/flow-owners.js';
import type { Runtime } from '../evaluation/runtime.js';
import { ClaimMover } from './claim-mover.js';
import { FlowShapesRepository, type FlowShape } from './flow-shapes.repository.js';
import { withTags } from './gone-tags.js';
import { KeptRowsRepository, type KeptRow, type Row } from './kept-rows.repository.js';
import { LibraryHistory } from './library-history.js';
import { RenamedBack } from './renamed-back.js';
import { RewrittenRowsRepository } from './rewritten-rows.repository.js';
import type { OperationRow } from './tag-operations.repository.js';
import { impossible } from './undo-impossible.js';
import { usesOfTag } from './uses-of-tag.js';

/** The steps of an undo, inside the caller's transaction. */
@Injectable()
export class UndoWork {
  constructor(
    private readonly rows: KeptRowsRepository,
    private readonly rewritten: RewrittenRowsRepository,
    private readonly flows: FlowShapesRepository,
    private readonly mover: ClaimMover,
    private readonly history: LibraryHistory,
    private readonly renamed: RenamedBack,
  ) {}

  async undo(client: PoolClient, runtime: Runtime, context: ActorContext, row: OperationRow): Promise<void> {
    const kept = await this.rows.of(client, row.id);
    await this.putBack(client, kept);
    const order = { context, operationId: row.id, reason: undoReason(context) };
    // the flows that come back name values that were split off
    const isEarly = ({ table }: KeptRow) => row.kind === 'split' && table === 'tags';
    await this.revert(client, kept.filter(isEarly));
    if (row.kind === 'merge' || row.kind === 'split') await this.renamed.undo(client, order, row, kept);
    else await this.mover.moveBack(client, withTags(runtime, row.from_tags, groupsOf(kept)), order);
    await this.revert(client, kept.filter((change) => !isEarly(change)).toReversed());
    if (row.kind === 'split') await this.removeMade(client, row);
    const ids = row.from_tags.map(({ id }) => id);
    await this.history.note(client, context, row.kind === 'split' ? 'changed' : 'restored', ids, order.reason);
    if (row.kind === 'merge' || row.kind === 'split') await this.renamed.end(client);
  }

  /** Flows that the operation published anew are published anew once more: they must be the caller's to change. */
  async refuseForeign(client: PoolClient, view: CatalogView, { id }: OperationRow): Promise<void> {
    if (view.isOrganisation) return;
    const ids = new Set(
      (await this.rows.of(client, id)).flatMap(({ table, before }) =>
        table === 'flow_versions' && before ? [Number(before.flow_id)] : [],
      ),
    );
    const isForeign = ({ id: flow, departmentId, draft, published }: FlowShape) =>
      ids.has(flow) && !mayChangeFlow({ departmentId, drawings: published ? [draft, published] : [draft] }, view);
    if (ids.size > 0 && (await this.flows.all(client)).some(isForeign))
      throw impossible('flows_of_others', 'Flows that others look after would have to be published anew');
  }

  private async revert(client: PoolClient, changes: readonly KeptRow[]): Promise<void> {
    for (const change of changes) if (change.before && change.after) await this.rewritten.revert(client, change);
  }

  /** Groups first, then tags, then what refers to them. */
  private async putBack(client: PoolClient, kept: readonly KeptRow[]): Promise<void> {
    const byTable = new Map<string, Row[]>([
      ['tag_groups', []],
      ['tags', []],
    ]);
    for (const { table, before, after } of kept)
      if (before && !after) byTable.set(table, [...(byTable.get(table) ?? []), before]);
    for (const [table, rows] of byTable) await this.rows.putBack(client, table, rows);
  }

  /** The tags that a split made, as long as nobody has begun to use them. */
  private async removeMade(client: PoolClient, { into_tags }: OperationRow): Promise<void> {
    const shapes = await this.flows.all(client);
    for (const { id, key } of into_tags) {
      const isUsed = usesOfTag(key, shapes, []).length > 0 || (await this.rewritten.isClaimed(client, id));
      if (isUsed) throw impossible('new_tag_used', `The tag ${key} is in use by now`, { key });
    }
    await this.rewritten.removeTags(
      client,
      into_tags.map(({ id }) => id),
    );
  }
}

/** As far as deciding needs them. */
const groupsOf = (kept: readonly KeptRow[]) =>
  kept.flatMap(({ table, before, after }) =>
    table === 'tag_groups' && before && !after ? [{ id: Number(before.id), exclusive: before.exclusive === true }] : [],
  );

const undoReason = ({ locale }: ActorContext): string => (locale === 'en' ? 'Undone' : '撤销操作，恢复原状');
