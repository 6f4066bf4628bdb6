import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { ShareLevel, Tag, TagGroup, Taxonomy, UpdateTagRequest } from '@tagloom/contracts';
import { keyFromName, searchText, suppress } from '@tagloom/tag-library';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionId } from '../../platform/http/id-params.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { levelTooLow } from '../catalog/level-too-low.js';
import type { TagGroupEntity } from './tag-group.entity.js';
import { TagRemoval } from './tag-removal.js';
import { requireFittingValues } from './tag-values.js';
import type { TagEntity } from './tag.entity.js';
import type { CreateTagDto, CreateTagGroupDto } from './tags.dto.js';
import { TagsRepository, type Queryable } from './tags.repository.js';

/** The taxonomy: what can be said about a customer. */
@Injectable()
export class TagsService {
  constructor(
    private readonly tags: TagsRepository,
    private readonly removal: TagRemoval,
    private readonly views: CatalogViews,
  ) {}

  /** As the caller has it: what is hidden from it is not there. */
  async taxonomy(context: ActorContext): Promise<Taxonomy> {
    const [groups, tags] = await Promise.all([this.tags.listGroups(), this.tags.listTags()]);
    const visible = (await this.views.fresh(context)).from('exists').groups;
    return {
      groups: groups.filter(({ id }) => visible.has(id)).map(toGroup),
      tags: await this.toTags(context, tags),
    };
  }

  async search(context: ActorContext, text: string): Promise<Tag[]> {
    const { view } = await this.views.fresh(context);
    return this.toTags(context, await this.tags.search(text, view.idsFrom('exists')));
  }

  /** In the caller's transaction when `client` is given. */
  async create(context: ActorContext, request: CreateTagDto, client?: Queryable): Promise<Tag> {
    const { name, meaning, kind, values, category } = request;
    requireFittingValues(kind, values);
    const groupId = request.groupId === undefined ? null : definitionId(request.groupId);
    if (groupId !== null) await this.requireGroup(groupId, category, client);
    const key = request.key ?? (await this.freeKey(keyFromName(name['zh-CN']), client));
    const position = await this.tags.nextPosition(groupId, client);
    const tag = { key, name, meaning, kind, values, category, groupId, position, ...ownershipOf(context, request) };
    const id = await this.tags.insert({ ...tag, search: searchText(name) }, client);
    return toTag({ ...tag, id }, 'edit', 0);
  }

  async update(context: ActorContext, id: number, request: UpdateTagRequest): Promise<Tag> {
    await this.requireEditable(context, id);
    const tag = await this.findOrFail(id);
    const { name, meaning, values } = request;
    if (values) await this.requireReplaceable(tag, values);
    await this.tags.update(id, {
      ...(name && { name, search: searchText(name) }),
      ...(meaning !== undefined && { meaning }),
      ...(values && { values }),
    });
    const [updated] = await this.toTags(context, [await this.findOrFail(id)]);
    return updated;
  }

  async remove(context: ActorContext, id: number): Promise<void> {
    await this.requireEditable(context, id);
    return this.removal.remove(id);
  }

  /** In the caller's transaction when `client` is given. */
  async createGroup(context: ActorContext, group: CreateTagGroupDto, client?: Queryable): Promise<TagGroup> {
    const ownerDepartmentId = context.departmentId;
    return toGroup({ ...group, id: await this.tags.insertGroup({ ...group, ownerDepartmentId }, client) });
  }

  /** As the caller's transaction sees it; undefined when there is none. */
  async groupIdOf(_context: ActorContext, key: string, client: Queryable): Promise<string | undefined> {
    const id = await this.tags.groupIdOf(key, client);
    return id === null ? undefined : String(id);
  }

  private async requireEditable(context: ActorContext, id: number): Promise<void> {
    const catalog = await this.views.fresh(context);
    const tag = catalog.from('exists').tags.get(id);
    if (!tag) throw tagNotFound(id);
    if (!catalog.view.can('edit', id)) throw levelTooLow(catalog.view, id, tag.key, 'edit', 'id');
  }

  private async findOrFail(id: number): Promise<TagEntity> {
    const tag = await this.tags.find(id);
    if (!tag) throw tagNotFound(id);
    return tag;
  }

  private async requireGroup(groupId: number, category: string, client?: Queryable): Promise<void> {
    const group = await this.tags.findGroup(groupId, client);
    if (!group) throw new DomainError('validation_failed', `groupId: there is no such tag group`, { path: 'groupId' });
    if (group.category !== category)
      throw new DomainError('validation_failed', `category: the group is in the category ${group.category}`, {
        path: 'category',
        hint: 'A tag is in the category of its group.',
      });
  }

  private async requireReplaceable(tag: TagEntity, values: readonly string[]): Promise<void> {
    requireFittingValues(tag.kind, values);
    const gone = tag.values.filter((value) => !values.includes(value));
    const claimed = await this.tags.claimedValue(tag.id, gone);
    if (claimed !== undefined)
      throw new DomainError('tag_in_use', `Customers have the value ${claimed}.`, {
        path: 'values',
        params: { value: claimed },
        hint: 'Keep the value.',
      });
  }

  private async freeKey(stem: string, client?: Queryable): Promise<string> {
    const taken = await this.tags.keysLike(stem, client);
    let key = stem;
    for (let number = 2; taken.has(key); number++) key = `${stem}_${number}`;
    return key;
  }

  private async toTags(context: ActorContext, tags: TagEntity[]): Promise<Tag[]> {
    const [{ view }, customers] = await Promise.all([this.views.fresh(context), this.tags.customersByTag()]);
    return tags
      .filter(({ id }) => view.can('exists', id))
      .map((tag) => {
        const count = customers.get(tag.id) ?? 0;
        const isPersonal = tag.scope === 'personal' && view.can('exists', tag.id);
        if (view.can('read', tag.id) || isPersonal) return toTag(tag, view.levelOf(tag.id), count);
        return toTag(tag, view.levelOf(tag.id), view.can('masked', tag.id) ? suppress(count, SMALL_GROUP) : null);
      });
  }
}

/** Fewer customers than these are not told to whoever may not read the tag. */
const SMALL_GROUP = 10;

const tagNotFound = (id: number) => new DomainError('tag_not_found', `There is no tag ${id}.`, { path: 'id' });

/** Whoever makes a tag owns it, in the department that they act in. */
function ownershipOf({ actor, departmentId }: ActorContext, { scope }: Pick<CreateTagDto, 'scope'>) {
  const own = scope ?? (departmentId === null ? 'enterprise' : 'department');
  if (own === 'personal' && actor.kind !== 'person')
    throw new DomainError('person_required', 'A personal tag belongs to a person, and an API key is none', {
      path: 'scope',
    });
  return { scope: own, ownerDepartmentId: departmentId, ownerUserId: own === 'personal' ? actor.id : null };
}

function toTag(
  {
    id,
    key,
    name,
    meaning,
    kind,
    values,
    category,
    groupId,
    position,
    scope,
    ownerDepartmentId,
  }: Omit<TagEntity, 'search' | 'createdAt'>,
  level: ShareLevel,
  customers: number | null,
): Tag {
  return {
    id: String(id),
    key,
    name,
    meaning,
    kind,
    values,
    category,
    groupId: groupId === null ? null : String(groupId),
    position,
    scope,
    ownerDepartmentId,
    level,
    customers,
  };
}

function toGroup({ id, key, name, category, exclusive }: Omit<TagGroupEntity, 'ownerDepartmentId'>): TagGroup {
  return { id: String(id), key, name, category, exclusive };
}
