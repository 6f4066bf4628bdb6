import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { CustomerDetail, WhyResponse } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { ChangesService } from '../changes/changes.service.js';
import { DeletedTags } from '../changes/deleted-tags.js';
import { customerColumns, toListItem } from './customer-columns.js';
import { CustomersRepository } from './customers.repository.js';
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
    private readonly catalog: CatalogService,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async findOrFail(context: ActorContext, id: string): Promise<CustomerDetail> {
    const scope = requireScope(context);
    const now = this.clock.now();
    const loaded = await this.catalog.current();
    const shape = { loaded, moment: { now, timeZone: this.settings.timeZone } };
    const row = await this.repository.find(id, customerColumns(shape));
    if (!row) throw customerNotFound(id);
    const [identities, claims, owner] = await Promise.all([
      this.repository.identities(id),
      this.repository.claims(id),
      this.repository.owner(id),
    ]);
    return {
      ...toListItem(row, shape),
      createdAt: row.created_at,
      identities: identities.map(({ channel, connection, external_id: externalId }) => ({
        channel,
        connection,
        externalId,
      })),
      owner,
      mayTake: isOfTeam(scope, owner),
      tags: effectiveTagViews(claims, loaded, now),
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
    const loaded = await this.catalog.current();
    const tag = await this.deleted.findAnyOrFail(loaded, tagKeyOrId, 'tag');
    if (!(await this.repository.exists(id))) throw customerNotFound(id);
    const [claims, changes] = await Promise.all([
      this.repository.claims(id),
      this.changes.ofTag(context, id, tag.id, WHY_CHANGES),
    ]);
    const view = effectiveTagViews(claims, loaded, this.clock.now()).find(({ tagId }) => tagId === String(tag.id));
    return {
      tag: view ?? { ...tagPart(tag), state: 'absent', beatenBy: null, value: null, claims: [] },
      changes,
    };
  }
}

function isOfTeam({ actor, departmentId, role }: ActorContext, owner: CustomerDetail['owner']): boolean {
  if (actor.kind !== 'person' || owner === null || owner.kind === 'user') return false;
  return owner.id === (owner.kind === 'role' ? role : departmentId);
}
