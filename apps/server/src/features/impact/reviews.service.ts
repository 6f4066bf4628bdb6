import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, can, requireScope } from '@tagloom/access';
import {
  type AskReviewRequest,
  type DecideReviewRequest,
  type FlowReview,
  type InboxMessage,
  ROLES,
} from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { flowNotFound, revisionConflict } from '../flows/flow-failures.js';
import { InboxWriter } from '../inbox/inbox-writer.js';
import { actorKey } from '../../platform/access/actor-key.js';
import { isOwn, mayDecide, toReview } from './review-view.js';
import { ReviewsRepository, type Person, type ReviewedFlow } from './reviews.repository.js';

const REVIEWERS = ROLES.filter((role) => can(role, { action: 'publish', subject: 'Flow' }));

/** Asks a second person about a draft, and takes their word. */
@Injectable()
export class ReviewsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: ReviewsRepository,
    private readonly inbox: InboxWriter,
    private readonly catalog: CatalogService,
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
    private readonly clock: Clock,
  ) {}

  async list(context: ActorContext, flowId: string): Promise<FlowReview[]> {
    requireScope(context);
    const flow = await this.repository.flow(this.pool, flowId);
    if (!flow) throw flowNotFound(flowId);
    return (await this.repository.list(this.pool, flowId)).map((row) => toReview(row, flow, context));
  }

  /** One that is open for this revision is not asked for again. */
  async ask(context: ActorContext, flowId: string, { revision, note }: AskReviewRequest): Promise<FlowReview> {
    const { actor } = requireScope(context);
    return inTransaction(this.pool, async (client) => {
      const flow = await this.lock(client, flowId);
      if (flow.revision !== revision) throw revisionConflict(flow.revision);
      const open = (await this.repository.list(client, flowId)).find(
        (row) => row.revision === revision && row.status === 'open',
      );
      if (open) return toReview(open, flow, context);
      const by = { id: actorKey(actor), name: actor.name };
      const row = await this.repository.insert(client, flow, note ?? null, by);
      const people = await this.whoMayKnow(client, flow);
      const others = people.filter(({ id, name }) => !isOwn(flow, row, { kind: 'person', id, name }));
      await this.tell(
        client,
        flow,
        'review_asked',
        others.map(({ id }) => id),
        actor.name,
        note ?? '',
      );
      return toReview(row, flow, context);
    });
  }

  /** By a person who neither asked nor edited last; a draft that was edited meanwhile has to be asked about anew. */
  async decide(
    context: ActorContext,
    flowId: string,
    reviewId: string,
    { decision, note }: DecideReviewRequest,
  ): Promise<FlowReview> {
    const { actor } = requireScope(context);
    return inTransaction(this.pool, async (client) => {
      const flow = await this.lock(client, flowId);
      const row = await this.repository.find(client, flowId, reviewId);
      if (!row) {
        throw new DomainError('review_not_found', `There is no review ${reviewId} of flow ${flowId}`, {
          path: 'reviewId',
          params: { id: reviewId },
        });
      }
      if (row.revision !== flow.revision) throw revisionConflict(flow.revision);
      if (row.status !== 'open') {
        throw new DomainError('review_decided', 'Somebody has decided this review already', {
          path: 'reviewId',
          params: { status: row.status },
        });
      }
      if (actor.kind !== 'person') {
        throw new DomainError('person_required', 'Only a person can decide a review, an API key cannot', {
          hint: 'Sign in and decide it there',
        });
      }
      if (!mayDecide(row, flow, context)) {
        throw new DomainError('own_review', 'Whoever asked for the review or edited the draft last cannot decide it', {
          path: 'reviewId',
          hint: 'Ask a colleague who may publish',
        });
      }
      const status = decision === 'approve' ? 'approved' : 'rejected';
      const by = { id: actorKey(actor), name: actor.name };
      const decided = await this.repository.decide(client, reviewId, status, note ?? null, by);
      const [kind, asker] = row.asked_by_id.split(':');
      if (kind === 'person') await this.tell(client, flow, `review_${status}`, [asker], actor.name, note ?? '');
      return toReview(decided, flow, context);
    });
  }

  /** Those who may publish, and who may know of the flow in a department in which they may. */
  private async whoMayKnow(client: PoolClient, { id }: ReviewedFlow): Promise<Person[]> {
    const loaded = await this.catalog.read(client);
    const known: Person[] = [];
    for (const person of await this.repository.people(client, REVIEWERS)) {
      for (const departmentId of person.departmentIds) {
        const view = this.views.ofViewerWithin({ departmentId, userId: person.id }, loaded);
        if (!(await this.visible.amongWithin(client, view, [id])).has(id)) continue;
        known.push(person);
        break;
      }
    }
    return known;
  }

  private async lock(client: PoolClient, flowId: string): Promise<ReviewedFlow> {
    const flow = await this.repository.flow(client, flowId, 'FOR UPDATE');
    if (!flow) throw flowNotFound(flowId);
    return flow;
  }

  private tell(
    client: PoolClient,
    flow: ReviewedFlow,
    kind: InboxMessage['kind'],
    to: readonly string[],
    title: string,
    text: string,
  ): Promise<void> {
    const at = this.clock.now().getTime();
    const about = { deliveryId: null, customerId: null, url: null, flowId: flow.id, flowName: flow.name };
    const messages = to.map((id) => ({ ...about, to: { kind: 'user' as const, id }, kind, title, text, at }));
    return this.inbox.leave(client, messages);
  }
}
