import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { seesAll } from '../catalog/visible-flows.js';
import { PopulationPreview } from '../evaluation/population-preview.js';
import { PublishGate, type PublishCandidate } from '../flows/publish-gate.js';
import { actorKey } from '../../platform/access/actor-key.js';
import { GuardRepository } from './guard.repository.js';
import { PreviewsRepository } from './previews.repository.js';
import { ReviewsRepository } from './reviews.repository.js';

interface Reach {
  changed: number;
  total: number;
  isExact: boolean;
}

const shareOf = ({ changed, total }: Reach): number => (total === 0 ? 0 : (100 * changed) / total);

/** Publishing that would change a large share of all customers at once needs a second person's approval of that very revision. */
@Injectable()
export class BlastRadiusGate extends PublishGate {
  constructor(
    private readonly clock: Clock,
    private readonly guard: GuardRepository,
    private readonly previews: PreviewsRepository,
    private readonly population: PopulationPreview,
    private readonly reviews: ReviewsRepository,
    private readonly views: CatalogViews,
  ) {
    super();
  }

  async check(client: PoolClient, context: ActorContext, candidate: PublishCandidate): Promise<void> {
    const { flowId, request } = candidate;
    if (request.apply === 'new_events') return;
    const { share: limit, minCustomers } = await this.guard.read(client);
    if (limit >= 100) return;
    const { actor } = requireScope(context);
    if (await this.reviews.isApproved(client, flowId, request.revision, actorKey(actor))) return;
    const reach = await this.reach(client, candidate);
    if (shareOf(reach) <= limit || reach.changed < minCustomers) return;
    // an exact number counts what other flows would do, which is not everybody's to know
    const isWhole = seesAll(this.views.within(context, candidate.loaded));
    const told = reach.isExact && !isWhole ? await this.bound(client, candidate) : reach;
    const { changed, total, isExact } = told;
    throw new DomainError('review_required', `Publishing would change ${changed} of ${total} customers`, {
      path: 'revision',
      hint: isExact
        ? 'Have a colleague who may publish approve this revision'
        : 'Run an impact preview for the exact number, or have a colleague who may publish approve this revision',
      params: { changed, total, share: Math.round(shareOf(told) * 10) / 10, limit, isExact },
    });
  }

  /** The number of a preview that is current, else what one pass in the database can rule out; everyone where it can tell nothing. */
  private async reach(client: PoolClient, candidate: PublishCandidate): Promise<Reach> {
    const preview = await this.previews.latest(client, String(candidate.flowId));
    if (preview?.isCurrent) {
      const { affected, total } = preview.impact;
      return { changed: affected, total, isExact: true };
    }
    return this.bound(client, candidate);
  }

  private async bound(client: PoolClient, { flowId, flow, loaded }: PublishCandidate): Promise<Reach> {
    const { total, candidates } = await this.population.bound(client, loaded, { flowId, flow }, this.clock.now());
    return { changed: candidates ?? total, total, isExact: false };
  }
}
