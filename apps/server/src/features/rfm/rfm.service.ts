import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type {
  RfmModel,
  RfmModelDefinition,
  RfmPreview,
  RfmPreviewRequest,
  UpdateRfmModelRequest,
} from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { inTheWay } from '../catalog/flow-mentions.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { checkModel } from './check-model.js';
import { readersOf, RfmCutPoints } from './rfm-cut-points.js';
import { RfmRepository, type RfmModelRow } from './rfm.repository.js';

/** Models of recency, frequency and monetary value that staff define. */
@Injectable()
export class RfmService {
  constructor(
    private readonly repository: RfmRepository,
    private readonly cutPoints: RfmCutPoints,
    private readonly catalog: CatalogService,
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async list(_context: ActorContext): Promise<RfmModel[]> {
    const loaded = await this.catalog.current();
    const models: RfmModel[] = [];
    for (const model of await this.repository.list()) models.push(await this.view(model, loaded));
    return models;
  }

  /** The cut points are there at once; rules can read the facts from now on. */
  async create(_context: ActorContext, definition: RfmModelDefinition): Promise<RfmModel> {
    const id = await this.change(async (client, loaded) => {
      checkModel(definition, loaded);
      const created = await this.repository.insert(client, definition);
      const before = { definition, current: { recency: null, frequency: null, monetary: null } };
      await this.cutPoints.recompute(client, before, { id: created, definition }, loaded);
      return created;
    }, definition.key);
    return this.viewOf(id);
  }

  /**
   * In the caller's transaction, which holds the lock on definitions. The model says nothing until its metrics are computed
   * and {@link recompute} has found the cut points. Returns its id.
   */
  async createWithin(
    client: PoolClient,
    _context: ActorContext,
    definition: RfmModelDefinition,
    createdTogether: ReadonlySet<string>,
  ): Promise<number> {
    checkModel(definition, await this.catalog.read(client), createdTogether);
    return this.refusingTakenKey(definition.key, () => this.repository.insert(client, definition));
  }

  async update(_context: ActorContext, id: number, changes: UpdateRfmModelRequest): Promise<RfmModel> {
    await this.change(async (client, loaded) => {
      const before = await this.findOrFail(id, client);
      const definition = { ...before.definition, ...changes };
      checkModel(definition, loaded);
      await this.repository.setDefinition(client, id, definition);
      await this.cutPoints.recompute(client, before, { id, definition }, loaded);
    });
    return this.viewOf(id);
  }

  async recompute(_context: ActorContext, id: number): Promise<RfmModel> {
    await this.change(async (client, loaded) => {
      const model = await this.findOrFail(id, client);
      await this.cutPoints.recompute(client, model, model, loaded);
    });
    return this.viewOf(id);
  }

  async preview(_context: ActorContext, id: number): Promise<RfmPreview> {
    const { definition } = await this.findOrFail(id);
    return this.cutPoints.preview(definition, await this.catalog.current());
  }

  /** Of a model that is not saved. */
  async previewDefinition(_context: ActorContext, { definition }: RfmPreviewRequest): Promise<RfmPreview> {
    const loaded = await this.catalog.refresh();
    checkModel(definition, loaded);
    return this.cutPoints.preview(definition, loaded);
  }

  async remove(context: ActorContext, id: number): Promise<void> {
    const view = await this.views.of(context);
    await this.change(async (client) => {
      const { definition } = await this.findOrFail(id, client);
      const flows = await readersOf(client, definition.key);
      if (flows.length > 0) {
        const ids = flows.map((flow) => flow.id);
        const { names, told } = inTheWay(flows, await this.visible.amongWithin(client, view, ids));
        throw new DomainError('rfm_model_in_use', `Flows read this model: ${told}.`, {
          params: { flows: names },
          hint: 'Take it out of these flows first.',
        });
      }
      await this.repository.delete(client, id);
    });
  }

  /** Alone with the definitions, so that no metric of the model goes meanwhile. */
  private async change<T>(work: (client: PoolClient, loaded: LoadedCatalog) => Promise<T>, key = ''): Promise<T> {
    return this.refusingTakenKey(key, () =>
      inTransaction(this.pool, async (client) => {
        await lockDefinitions(client);
        return work(client, await this.catalog.read(client));
      }),
    );
  }

  private async refusingTakenKey<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('key_taken', `There is already an RFM model with the key ${key}.`, {
        path: 'key',
        hint: 'Choose another key.',
      });
    }
  }

  private async viewOf(id: number): Promise<RfmModel> {
    return this.view(await this.findOrFail(id), await this.catalog.refresh());
  }

  private async view({ id, definition, current, computedAt }: RfmModelRow, loaded: LoadedCatalog): Promise<RfmModel> {
    const cells = await this.cutPoints.cells(definition, current, loaded);
    return { ...definition, id: String(id), current, computedAt: computedAt?.toISOString() ?? null, cells };
  }

  private async findOrFail(id: number, client?: PoolClient): Promise<RfmModelRow> {
    const model = await this.repository.find(id, client);
    if (!model) throw new DomainError('rfm_model_not_found', `There is no RFM model ${id}.`, { path: 'id' });
    return model;
  }
}
