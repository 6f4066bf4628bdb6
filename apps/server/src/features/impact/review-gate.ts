import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { PoolClient } from 'pg';
import { actorKey } from '../../platform/access/actor-key.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { FourEyes } from '../approvals/four-eyes.js';
import { People } from '../auth/people.js';
import { PublishGate, type PublishCandidate } from '../flows/publish-gate.js';
import { ReviewsRepository } from './reviews.repository.js';

/** Where every version takes two people: somebody else has approved this very revision, however many customers it is for. */
@Injectable()
export class ReviewGate extends PublishGate {
  constructor(
    private readonly fourEyes: FourEyes,
    private readonly reviews: ReviewsRepository,
    private readonly people: People,
  ) {
    super();
  }

  async check(client: PoolClient, context: ActorContext, { flowId, request }: PublishCandidate): Promise<void> {
    if (!(await this.fourEyes.settings(client)).publish) return;
    const { actor } = requireScope(context);
    const publisher = { id: actorKey(actor), name: actor.name };
    if (await this.isApproved(client, flowId, request.revision, publisher)) return;
    throw new DomainError('review_required', 'Every version takes two people', {
      path: 'revision',
      hint: 'Have a colleague who may publish approve this revision',
      params: { fourEyes: true },
    });
  }

  /** By somebody who neither publishes it nor edited it last. What a key does is done by whoever made the key. */
  private async isApproved(
    client: PoolClient,
    flowId: number,
    revision: number,
    publisher: { id: string; name: string },
  ): Promise<boolean> {
    const approver = await this.reviews.approverOf(client, flowId, revision);
    if (!approver || (await this.people.areSame(client, approver, publisher))) return false;
    const flow = await this.reviews.flow(client, String(flowId));
    if (!flow?.updated_by_id) return true;
    return !(await this.people.areSame(client, approver, { id: flow.updated_by_id, name: flow.updated_by }));
  }
}
