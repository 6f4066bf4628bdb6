import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { localDay, type Locale } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { Definition, TagRow } from './definition-changes.js';
import { requirePlace } from './group-place.js';
import { noSuch } from './tag-failures.js';
import { TagGroupsRepository } from './tag-groups.repository.js';
import { isOwner, onlyOwner, requireKnownOwner, requireWider } from './tag-ownership.js';
import { requireSoundTexts } from './tag-texts.js';
import { requireFittingValues } from './tag-values.js';
import { TagsRepository, type Queryable } from './tags.repository.js';

export interface DefinitionChange {
  view: CatalogView;
  context: ActorContext;
  former: TagRow;
  next: TagRow;
  note: string | undefined;
  client: Queryable;
}

const DAY_MS = 86_400_000;

/** What every definition must keep, however it is made or changed. Only what is new is judged: rules may have become stricter. */
@Injectable()
export class DefinitionRules {
  constructor(
    private readonly tags: TagsRepository,
    private readonly groups: TagGroupsRepository,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async requireNew(view: CatalogView, definition: Definition, locale: Locale, client: Queryable): Promise<void> {
    requireFittingValues(definition.kind, definition.values);
    requireSoundTexts({ ...definition, values: [...definition.values.entries()] }, locale);
    requireKnownOwner(view, definition.ownerDepartmentId);
    this.requireFutureReview(definition.reviewAt);
    await this.requireSteward(definition.stewardId, client);
    await this.requireGroup(view, definition, 'category', client);
  }

  async requireChange({ view, context, former, next, note, client }: DefinitionChange, locale: Locale): Promise<void> {
    requireFittingValues(next.kind, next.values);
    requireSoundTexts(
      {
        ...differing(former, next),
        values: [...next.values.entries()].filter(([, value]) => !former.values.includes(value)),
        category: next.category,
        note,
      },
      locale,
    );
    this.requireOwnership(view, context, former, next);
    if (next.reviewAt !== former.reviewAt) this.requireFutureReview(next.reviewAt);
    if (next.stewardId !== former.stewardId) await this.requireSteward(next.stewardId, client);
    if (next.groupId !== former.groupId) await this.requireMove(view, former, next, client);
    await this.requireUnclaimed(former, next, client);
  }

  private requireOwnership(view: CatalogView, context: ActorContext, former: TagRow, next: TagRow): void {
    if (next.scope !== former.scope) {
      if (!isOwner(view, context, former)) throw onlyOwner('scope');
      requireWider(former.scope, next.scope);
    }
    if (next.ownerDepartmentId !== former.ownerDepartmentId) {
      if (!isOwner(view, context, former)) throw onlyOwner('ownerDepartmentId');
      requireKnownOwner(view, next.ownerDepartmentId);
    }
  }

  private requireFutureReview(reviewAt: string | null): void {
    const today = localDay(this.clock.now().getTime(), this.settings.timeZone);
    if (reviewAt === null || Date.parse(reviewAt) / DAY_MS >= today) return;
    throw new DomainError('review_in_past', 'reviewAt: this day has passed already', {
      path: 'reviewAt',
      hint: 'Choose today or a later day, or none.',
    });
  }

  private async requireSteward(id: string | null, client: Queryable): Promise<void> {
    if (id !== null && !(await this.tags.userExists(id, client))) throw noSuch('stewardId', 'user', id);
  }

  private async requireGroup(
    view: CatalogView,
    { groupId, category }: Pick<Definition, 'groupId' | 'category'>,
    categoryPath: string,
    client: Queryable,
  ): Promise<boolean> {
    if (groupId === null) return false;
    const group = await this.groups.find(groupId, client);
    return requirePlace(view, group, category, 'groupId', String(groupId), categoryPath).exclusive;
  }

  /** Who holds which tag of an exclusive group was decided among those that were in it. */
  private async requireMove(view: CatalogView, former: TagRow, next: TagRow, client: Queryable): Promise<void> {
    const entersExclusive = await this.requireGroup(view, next, 'groupId', client);
    const left = former.groupId === null ? null : await this.groups.find(former.groupId, client);
    if ((entersExclusive || left?.exclusive) && (await this.tags.isClaimed(former.id, client)))
      throw inUse('groupId', 'Customers have the tag, and the group is exclusive.', {}, 'Leave the tag where it is.');
  }

  private async requireUnclaimed(former: TagRow, next: TagRow, client: Queryable): Promise<void> {
    const gone = former.values.filter((value) => !next.values.includes(value));
    const value = gone.length === 0 ? undefined : await this.tags.claimedValue(former.id, gone, client);
    if (value !== undefined) throw inUse('values', `Customers have the value ${value}.`, { value }, 'Keep the value.');
  }
}

const inUse = (path: string, message: string, params: Record<string, unknown>, hint: string) =>
  new DomainError('tag_in_use', message, { path, params, hint });

/** Of the texts, those that are written anew. */
function differing(former: TagRow, next: TagRow): Partial<Pick<TagRow, 'name' | 'meaning' | 'purpose' | 'examples'>> {
  const isNew = (field: 'name' | 'examples') => JSON.stringify(former[field]) !== JSON.stringify(next[field]);
  return {
    ...(isNew('name') && { name: next.name }),
    ...(isNew('examples') && { examples: next.examples }),
    ...(former.meaning !== next.meaning && { meaning: next.meaning }),
    ...(former.purpose !== next.purpose && { purpose: next.purpose }),
  };
}
