import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { Tag, TagGroup, UpdateTagGroupRequest } from '@tagloom/contracts';
import { keyFromName } from '@tagloom/tag-library';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionId } from '../../platform/http/id-params.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { GivingGate } from './giving-gate.js';
import { toGroup } from './group-answer.js';
import { requireOwnGroup, requirePlace } from './group-place.js';
import { definitionChanged, groupCycle, noSuch } from './tag-failures.js';
import { TagGroupsRepository, type GroupRow } from './tag-groups.repository.js';
import { freeKey, keyIn, ownNamespace } from './tag-keys.js';
import { requireSoundTexts } from './tag-texts.js';
import type { CreateTagGroupDto } from './tags.dto.js';
import { TagsRepository, type Queryable } from './tags.repository.js';
import { TagsService } from './tags.service.js';

type NewGroup = z.input<typeof CreateTagGroupDto.schema>;

/** The tree of groups below each category. */
@Injectable()
export class TagGroupsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly groups: TagGroupsRepository,
    private readonly tags: TagsRepository,
    private readonly library: TagsService,
    private readonly catalogs: CatalogService,
    private readonly views: CatalogViews,
    private readonly giving: GivingGate,
  ) {}

  async create(context: ActorContext, request: NewGroup): Promise<TagGroup> {
    return this.alone(context, (client, view) => this.createWithin(client, view, context, request));
  }

  /** In the caller's transaction, which holds the lock of the definitions; `view` is of what they were then. */
  async createWithin(
    client: Queryable,
    view: CatalogView,
    context: ActorContext,
    request: NewGroup,
  ): Promise<TagGroup> {
    const { locale, departmentId } = requireScope(context);
    const { name, category, exclusive = false } = request;
    requireSoundTexts({ name, category }, locale);
    const parentId = request.parentId ?? null;
    const parent =
      parentId === null
        ? null
        : requirePlace(view, await this.parent(parentId, client), category, 'parentId', parentId);
    const key = await this.keyOf(context, request, client);
    const place = { parentId: parent?.id ?? null, ownerDepartmentId: departmentId };
    return toGroup(await this.groups.insert({ key, name, category, exclusive, ...place }, client), true);
  }

  async update(context: ActorContext, id: number, request: UpdateTagGroupRequest): Promise<TagGroup> {
    const { locale } = requireScope(context);
    return this.alone(context, async (client, view) => {
      const former = requireOwnGroup(view, await this.groups.find(id, client), id);
      const { name = former.name, revision = former.revision, parentId } = request;
      if (revision !== former.revision) throw definitionChanged(former.revision, request, toGroup(former, true));
      if (request.name) requireSoundTexts({ name, category: former.category }, locale);
      const next = { ...former, name };
      if (parentId !== undefined) next.parentId = await this.placeOf(client, view, former, parentId);
      if (next.parentId !== former.parentId)
        await this.giving.requireForGroup(client, context, view, id, next.parentId);
      return toGroup(await this.groups.save(next, client), true);
    });
  }

  /**
   * Who wins a tie in an exclusive group; of customers who have it already, from the next change of their claims on. Tags that the
   * caller does not see keep their places among the others.
   */
  async order(context: ActorContext, id: number, tagIds: readonly string[]): Promise<Tag[]> {
    requireScope(context);
    await this.alone(context, async (client, view) => {
      requireOwnGroup(view, await this.groups.find(id, client), id);
      const all = await this.groups.tagIdsIn(id, client);
      const wanted = tagIds.map(definitionId);
      requireEachOnce(
        all.filter((tag) => isMember(view, tag)),
        wanted,
        tagIds,
      );
      const queue = [...wanted];
      await this.tags.saveOrder(
        all.map((tag) => (isMember(view, tag) ? (queue.shift() as number) : tag)),
        client,
      );
    });
    const { tags } = await this.library.taxonomy(context);
    return tags.filter(({ groupId }) => groupId === String(id)).sort((a, b) => a.position - b.position);
  }

  /** As the caller's transaction sees it; undefined when there is none. */
  async idOf(key: string, client: Queryable): Promise<string | undefined> {
    const id = await this.groups.idOf(key, client);
    return id === null ? undefined : String(id);
  }

  /** Where the group may go; throws what a change of it would. */
  async placeOf(
    client: PoolClient,
    view: CatalogView,
    group: GroupRow,
    parentId: string | null,
  ): Promise<number | null> {
    if (parentId === null) return null;
    const parent = requirePlace(view, await this.parent(parentId, client), group.category, 'parentId', parentId);
    const above = await this.groups.chain(parent.id, client);
    const self = above.findIndex(({ id }) => id === group.id);
    if (self >= 0) throw groupCycle([...above.slice(0, self + 1).reverse(), group].map(toStep));
    return parent.id;
  }

  private parent(id: string, client: Queryable): Promise<GroupRow | null> {
    return this.groups.find(definitionId(id), client);
  }

  private async keyOf(context: ActorContext, { key, name }: NewGroup, client: Queryable): Promise<string> {
    const namespace = ownNamespace(context);
    if (key !== undefined) return keyIn(namespace, key);
    const stem = keyIn(namespace, keyFromName(name['zh-CN']));
    const taken = await this.groups.keysLike(stem.slice(0, 50), client);
    return freeKey(stem, (candidate) => taken.has(candidate));
  }

  /** One change of the tree at a time: of two moves that together make a circle, the second sees the first. */
  private async alone<T>(
    context: ActorContext,
    work: (client: PoolClient, view: CatalogView) => Promise<T>,
  ): Promise<T> {
    const done = await inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      return work(client, this.views.within(context, await this.catalogs.read(client)));
    });
    // whoever made a change sees it at once
    await this.catalogs.refresh();
    return done;
  }
}

/** Does the caller see the tag in its group? Of others' personal tags nobody sees where they stand. */
const isMember = ({ view, whole }: CatalogView, id: number): boolean =>
  view.can(whole.tags.get(id)?.scope === 'personal' ? 'read' : 'exists', id);

const toStep = ({ id, name }: GroupRow) => ({ id: String(id), name });

/** @throws DomainError `validation_failed` for a tag of elsewhere, `conflict` when one is missing: somebody put it there meanwhile. */
function requireEachOnce(members: readonly number[], wanted: readonly number[], sent: readonly string[]): void {
  const stranger = wanted.findIndex((id) => !members.includes(id));
  if (stranger >= 0) throw noSuch(`tagIds.${stranger}`, 'tag in this group', sent[stranger]);
  if (new Set(wanted).size < wanted.length)
    throw new DomainError('validation_failed', 'tagIds: a tag is listed twice', { path: 'tagIds' });
  if (wanted.length < members.length)
    throw new DomainError('conflict', 'The group has tags that are not in the list', {
      path: 'tagIds',
      hint: 'Load the group again, then repeat the change.',
      params: { tags: members.map(String) },
    });
}
