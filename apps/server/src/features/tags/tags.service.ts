import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Tag, TagGroup, Taxonomy, UpdateTagRequest } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { definitionId } from '../../platform/http/id-params.js';
import { keyFromName, searchText } from './pinyin-of.js';
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
  ) {}

  async taxonomy(_context: ActorContext): Promise<Taxonomy> {
    const [groups, tags] = await Promise.all([this.tags.listGroups(), this.tags.listTags()]);
    return { groups: groups.map(toGroup), tags: await this.toTags(tags) };
  }

  async search(_context: ActorContext, text: string): Promise<Tag[]> {
    return this.toTags(await this.tags.search(text));
  }

  /** In the caller's transaction when `client` is given. */
  async create(_context: ActorContext, request: CreateTagDto, client?: Queryable): Promise<Tag> {
    const { name, meaning, kind, values, category } = request;
    requireFittingValues(kind, values);
    const groupId = request.groupId === undefined ? null : definitionId(request.groupId);
    if (groupId !== null) await this.requireGroup(groupId, category, client);
    const key = request.key ?? (await this.freeKey(keyFromName(name['zh-CN']), client));
    const position = await this.tags.nextPosition(groupId, client);
    const tag = { key, name, meaning, kind, values, category, groupId, position };
    const id = await this.tags.insert({ ...tag, search: searchText(name) }, client);
    return toTag({ ...tag, id }, 0);
  }

  async update(_context: ActorContext, id: number, request: UpdateTagRequest): Promise<Tag> {
    const tag = await this.findOrFail(id);
    const { name, meaning, values } = request;
    if (values) await this.requireReplaceable(tag, values);
    await this.tags.update(id, {
      ...(name && { name, search: searchText(name) }),
      ...(meaning !== undefined && { meaning }),
      ...(values && { values }),
    });
    const [updated] = await this.toTags([await this.findOrFail(id)]);
    return updated;
  }

  remove(_context: ActorContext, id: number): Promise<void> {
    return this.removal.remove(id);
  }

  /** In the caller's transaction when `client` is given. */
  async createGroup(_context: ActorContext, group: CreateTagGroupDto, client?: Queryable): Promise<TagGroup> {
    return toGroup({ ...group, id: await this.tags.insertGroup(group, client) });
  }

  /** As the caller's transaction sees it; undefined when there is none. */
  async groupIdOf(_context: ActorContext, key: string, client: Queryable): Promise<string | undefined> {
    const id = await this.tags.groupIdOf(key, client);
    return id === null ? undefined : String(id);
  }

  private async findOrFail(id: number): Promise<TagEntity> {
    const tag = await this.tags.find(id);
    if (!tag) throw new DomainError('tag_not_found', `There is no tag ${id}.`, { path: 'id' });
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

  private async toTags(tags: TagEntity[]): Promise<Tag[]> {
    const customers = await this.tags.customersByTag();
    return tags.map((tag) => toTag(tag, customers.get(tag.id) ?? 0));
  }
}

function toTag(
  { id, key, name, meaning, kind, values, category, groupId, position }: Omit<TagEntity, 'search' | 'createdAt'>,
  customers: number,
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
    customers,
  };
}

function toGroup({ id, key, name, category, exclusive }: TagGroupEntity): TagGroup {
  return { id: String(id), key, name, category, exclusive };
}
