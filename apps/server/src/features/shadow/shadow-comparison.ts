import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { ComparisonRepository, type Compared } from './comparison.repository.js';
import { effectsView, peopleView, tagView } from './shadow-view.js';
import { ShadowsRepository, type ShadowResult, type ShadowRow } from './shadows.repository.js';

export const comparedOf = (row: ShadowRow, at: Date): Compared => ({
  id: row.id,
  flowId: row.flow_id,
  tagIds: row.tag_ids,
  at,
});

/** What a shadow amounts to: as of now while it runs, and as of its end afterwards. */
@Injectable()
export class ShadowComparison {
  constructor(
    private readonly comparison: ComparisonRepository,
    private readonly shadows: ShadowsRepository,
    private readonly clock: Clock,
  ) {}

  async resultOf(client: Pick<ClientBase, 'query'>, row: ShadowRow, loaded: LoadedCatalog): Promise<ShadowResult> {
    if (row.result) return row.result;
    const compared = comparedOf(row, this.clock.now());
    const evaluated = await this.comparison.evaluated(client, row.id);
    const tags = await this.comparison.tags(client, compared);
    const people = await this.comparison.people(client, compared);
    const effects = await this.comparison.effects(client, row.id);
    const slots = await this.shadows.slotsOf(client, row);
    return {
      evaluated,
      tags: tags.map((count) => tagView(loaded, count)),
      people: people.map((count) => peopleView(loaded, count)),
      effects: effectsView(row, slots, effects, loaded),
    };
  }

  /** Keeps the comparison as it is now and forgets what it was made of; the caller has locked the shadow. */
  async finish(
    client: ClientBase,
    row: ShadowRow,
    loaded: LoadedCatalog,
    outcome: 'ended' | 'stopped' | 'failed',
  ): Promise<void> {
    const at = this.clock.now();
    const result = await this.resultOf(client, row, loaded);
    await this.comparison.keep(client, comparedOf(row, at));
    await this.shadows.finish(client, row.id, { outcome, at, result });
  }
}
