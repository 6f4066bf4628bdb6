import { Injectable } from '@nestjs/common';
import { FlowError } from '@tagloom/rule-engine';
import type { PoolClient } from 'pg';
import { CatalogService } from '../catalog/catalog.service.js';
import type { Runtime } from '../evaluation/runtime.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { ClaimMover, type Kept, type MoveOrder } from './claim-mover.js';
import type { KeptRow } from './kept-rows.repository.js';
import { LiveFlows } from './live-flows.js';
import { quietAbout } from './quiet-runtime.js';
import { RepublishedRepository } from './republished.repository.js';
import { SlotChangesRepository } from './slot-changes.repository.js';
import type { OperationRow } from './tag-operations.repository.js';
import { impossible } from './undo-impossible.js';

/** Flows, slots and claims go by their former names again; what somebody has published since goes on as it is. */
@Injectable()
export class RenamedBack {
  constructor(
    private readonly catalogs: CatalogService,
    private readonly runtimes: RuntimeService,
    private readonly live: LiveFlows,
    private readonly slots: SlotChangesRepository,
    private readonly mover: ClaimMover,
    private readonly republished: RepublishedRepository,
  ) {}

  async undo(client: PoolClient, order: MoveOrder, row: OperationRow, kept: readonly KeptRow[]): Promise<void> {
    const loaded = await this.catalogs.read(client);
    const { back, later } = await this.live.publishBack(client, order.context, { loaded, note: order.reason }, kept);
    await this.slots.changeBack(client, kept, (flowId) => !later.has(flowId));
    const keys = [...row.from_tags, ...row.into_tags].map(({ key }) => key);
    const runtime = quietAbout(await this.runtime(client), back, keys);
    await this.mover.moveBack(client, runtime, { ...order, isRenaming: true }, keptOf(kept, later));
  }

  end(client: PoolClient): Promise<void> {
    return this.republished.fence(client);
  }

  private async runtime(client: PoolClient): Promise<Runtime> {
    try {
      return await this.runtimes.within(client);
    } catch (error) {
      if (error instanceof FlowError) throw impossible('loop', 'Flows would wait for each other in a circle');
      throw error;
    }
  }
}

/** Slots of flows that were published since stay what they are. */
function keptOf(kept: readonly KeptRow[], later: ReadonlySet<number>): Kept {
  const staying = new Set(
    kept.flatMap(({ table, before }) =>
      table === 'claim_slots' && later.has(Number(before?.flow_id)) ? [Number(before?.id)] : [],
    ),
  );
  return { later, isSlotBack: (slotId) => !staying.has(slotId) };
}
