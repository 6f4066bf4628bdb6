import { Inject, Injectable } from '@nestjs/common';
import {
  RFM_PARTS,
  type RfmCellCount,
  type RfmCuts,
  type RfmModelDefinition,
  type RfmPreview,
} from '@tagloom/contracts';
import { RFM_CELLS } from '@tagloom/rule-engine';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { flowsThatMention, type NamedFlow } from '../catalog/flow-mentions.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { rfmColumns } from '../catalog/rfm-facts.js';
import { RfmRepository, type HighCount, type RfmModelRow } from './rfm.repository.js';
import { rfmValuesSql, type RfmValues } from './rfm-sql.js';

/** What a model computes, whatever it is called. */
type RfmModelRule = Pick<RfmModelDefinition, 'recency' | 'frequency' | 'monetary' | 'cuts'>;

const UNKNOWN: RfmCuts = { recency: null, frequency: null, monetary: null };

/** Computes cut points over all customers, and stores those of models. */
@Injectable()
export class RfmCutPoints {
  constructor(
    private readonly repository: RfmRepository,
    private readonly catalog: CatalogService,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** All models anew, in the caller's transaction: the first step of a nightly run. */
  async recomputeAll(client: PoolClient): Promise<void> {
    await lockDefinitions(client);
    const loaded = await this.catalog.read(client);
    for (const model of await this.repository.list(client)) await this.recompute(client, model, model, loaded);
  }

  /**
   * The cut points of `model`, stored; `before` is what they were and over which metrics. When a flow reads the model, the customers
   * whose answers differ are due for a review at once.
   */
  async recompute(
    client: PoolClient,
    before: Pick<RfmModelRow, 'definition' | 'current'>,
    model: Pick<RfmModelRow, 'id' | 'definition'>,
    loaded: LoadedCatalog,
  ): Promise<void> {
    const values = this.values(model.definition, loaded);
    if (!values) return;
    const at = this.clock.now();
    const cuts = await this.repository.cuts(client, values, model.definition.cuts);
    await this.repository.setCuts(client, model.id, cuts, at);
    const old = { values: this.values(before.definition, loaded) ?? values, cuts: before.current };
    if (JSON.stringify(old) === JSON.stringify({ values, cuts })) return;
    if ((await readersOf(client, model.definition.key)).length === 0) return;
    await this.repository.reviewMoved(client, old, { values, cuts }, at);
  }

  /** What the definition would give now. */
  async preview(definition: RfmModelRule, loaded: LoadedCatalog): Promise<RfmPreview> {
    const values = this.values(definition, loaded);
    const current = values ? await this.repository.cuts(null, values, definition.cuts) : UNKNOWN;
    return { current, cells: await this.cells(definition, current, loaded) };
  }

  /** Customers by cell with the cut points given, empty cells included. */
  async cells(definition: RfmModelRule, cuts: RfmCuts, loaded: LoadedCatalog): Promise<RfmCellCount[]> {
    const values = this.values(definition, loaded);
    const counts = values ? await this.repository.counts(values, cuts) : [];
    const sum = (matches: (count: HighCount) => boolean) =>
      counts.filter(matches).reduce((total, { customers }) => total + customers, 0);
    return [
      ...RFM_CELLS.map(({ value, recency, frequency, monetary }) => ({
        cell: value,
        customers: sum(
          (count) => count.recency === recency && count.frequency === frequency && count.monetary === monetary,
        ),
      })),
      {
        cell: null,
        customers: sum(({ recency, frequency, monetary }) => [recency, frequency, monetary].includes(null)),
      },
    ];
  }

  private values(definition: RfmModelRule, loaded: LoadedCatalog): RfmValues | null {
    const { timeZone } = this.settings;
    const columns = rfmColumns({ definition, current: UNKNOWN }, loaded.metricByKey, timeZone);
    return columns && rfmValuesSql(columns, { now: this.clock.now(), timeZone });
  }
}

/** The flows that read one of the model's facts. */
export async function readersOf(client: PoolClient, key: string): Promise<NamedFlow[]> {
  const readers = new Map<number, NamedFlow>();
  for (const part of RFM_PARTS)
    for (const flow of await flowsThatMention(client, { fact: `rfm.${key}_${part}` })) readers.set(flow.id, flow);
  return [...readers.values()];
}
