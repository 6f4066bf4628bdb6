import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { CustomerDetail, EffectiveTagView, WhyResponse } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { ChangesService } from '../changes/changes.service.js';
import { DeletedTags } from '../changes/deleted-tags.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import { Reveals } from '../field-access/reveals.service.js';
import { customerColumns, profileOf, toListItem } from './customer-columns.js';
import { type ClaimRow, CustomersRepository } from './customers.repository.js';
import { effectiveTagViews, tagPart } from './effective-tag-view.js';

/** As many changes of one tag of one customer as a person reads. */
const WHY_CHANGES = 100;

export const customerNotFound = (id: string) =>
  new DomainError('customer_not_found', `There is no customer ${id}`, { path: 'id', params: { id } });

/** One customer: who it is, which tags hold, and why. */
@Injectable()
export class CustomersService {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly changes: ChangesService,
    private readonly deleted: DeletedTags,
    private readonly views: CatalogViews,
    private readonly flows: VisibleFlows,
    private readonly fields: FieldAccess,
    private readonly reveals: Reveals,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async findOrFail(context: ActorContext, id: string): Promise<CustomerDetail> {
    const scope = requireScope(context);
    const now = this.clock.now();
    const catalog = await this.views.of(context);
    const fields = await this.fields.of(context);
    const moment = { now, timeZone: this.settings.timeZone };
    const shape = { loaded: catalog.from('read'), tags: catalog, fields, moment };
    const row = await this.repository.find(id, customerColumns(shape));
    if (!row) throw customerNotFound(id);
    const [revealed, identities, claims, owner] = await Promise.all([
      this.reveals.of(context, id),
      this.repository.identities(id),
      this.repository.claims(context, id),
      this.repository.owner(id),
    ]);
    return {
      ...toListItem(row, shape, revealed),
      createdAt: row.created_at,
      identities: identities.map(({ channel, connection, external_id: externalId }) =>
        fields.identity({ channel, connection, externalId }, profileOf(row), revealed),
      ),
      owner,
      mayTake: isOfTeam(scope, owner),
      tags: await this.tagViews(context, catalog, claims, row.tags, now),
    };
  }

  /** Whoever is of the team that looks after the customer takes over; of two at once, the first one does. */
  async take(context: ActorContext, id: string): Promise<CustomerDetail> {
    const { actor, departmentId, role } = requireScope(context);
    const isTaken =
      actor.kind === 'person' && (await this.repository.take(id, { userId: actor.id, departmentId, role }));
    const customer = await this.findOrFail(context, id);
    if (isTaken) return customer;
    throw new DomainError('conflict', `Customer ${id} is not with a team of yours`, {
      path: 'id',
      params: { owner: customer.owner?.name ?? null },
      hint: 'Read the customer again: somebody else may have taken over.',
    });
  }

  /** The state of one tag with its claims, and everything that became of it; also for a tag that is gone. */
  async why(context: ActorContext, id: string, tagKeyOrId: string): Promise<WhyResponse> {
    requireScope(context);
    const catalog = await this.views.of(context);
    const tag = await this.deleted.findAnyOrFail(catalog, tagKeyOrId, 'tag');
    const held = await this.repository.tags(id);
    if (!held) throw customerNotFound(id);
    const [claims, changes] = await Promise.all([
      this.repository.claims(context, id),
      this.changes.ofTag(context, id, tag.id, WHY_CHANGES),
    ]);
    const views = await this.tagViews(context, catalog, claims, held, this.clock.now());
    const view = views.find(({ tagId }) => tagId === String(tag.id));
    return {
      tag: view ?? { ...tagPart(tag), state: 'absent', beatenBy: null, value: null, claims: [] },
      changes,
    };
  }

  /** Claims of flows that the reader may not know of say no more than that a flow claims it. */
  private async tagViews(
    context: ActorContext,
    catalog: CatalogView,
    claims: readonly ClaimRow[],
    held: readonly number[],
    now: Date,
  ): Promise<EffectiveTagView[]> {
    const flowOf = ({ source, source_id }: ClaimRow) => (source === 'flow' ? Number(source_id) : null);
    const visible = await this.flows.among(
      context,
      claims.flatMap((row) => flowOf(row) ?? []),
    );
    const shown = claims.map((row) => {
      const flow = flowOf(row);
      return flow === null || visible.has(flow) ? row : withoutFlow(row);
    });
    return effectiveTagViews(shown, catalog, held, now);
  }
}

const withoutFlow = (row: ClaimRow): ClaimRow => ({
  ...row,
  source_id: '',
  source_name: '',
  flow_version: null,
  reason: null,
});

function isOfTeam({ actor, departmentId, role }: ActorContext, owner: CustomerDetail['owner']): boolean {
  if (actor.kind !== 'person' || owner === null || owner.kind === 'user') return false;
  return owner.id === (owner.kind === 'role' ? role : departmentId);
}
