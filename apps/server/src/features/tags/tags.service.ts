import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { Tag, Taxonomy, UpdateTagRequest } from '@tagloom/contracts';
import { keyFromName } from '@tagloom/tag-library';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { definitionId } from '../../platform/http/id-params.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { changesBetween, changesOfNew, NO_EXAMPLES, type Definition } from './definition-changes.js';
import { DefinitionRules } from './definition-rules.js';
import { GivingGate } from './giving-gate.js';
import { toGroup } from './group-answer.js';
import { toTag } from './tag-answer.js';
import { nextOf, requireEditable } from './tag-change.js';
import { definitionChanged, tagNotFound } from './tag-failures.js';
import { TagGroupsRepository } from './tag-groups.repository.js';
import { freeKey, keyIn, namespaceOf, type KeyOwner } from './tag-keys.js';
import { ownershipOf } from './tag-ownership.js';
import { TagReadings } from './tag-readings.js';
import { TagVersions } from './tag-versions.js';
import type { CreateTagDto } from './tags.dto.js';
import { TagsRepository, type Queryable } from './tags.repository.js';

type NewTag = z.input<typeof CreateTagDto.schema>;

/** The taxonomy: what can be said about a customer. */
@Injectable()
export class TagsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly tags: TagsRepository,
    private readonly groups: TagGroupsRepository,
    private readonly rules: DefinitionRules,
    private readonly versions: TagVersions,
    private readonly readings: TagReadings,
    private readonly catalogs: CatalogService,
    private readonly views: CatalogViews,
    private readonly giving: GivingGate,
  ) {}

  /** As the caller has it: what is hidden from it is not there. */
  async taxonomy(context: ActorContext): Promise<Taxonomy> {
    const [groups, tags] = await Promise.all([this.groups.list(), this.tags.listTags()]);
    const { from, ownsGroup } = await this.views.fresh(context);
    const visible = from('exists').groups;
    return {
      groups: groups.filter(({ id }) => visible.has(id)).map((group) => toGroup(group, ownsGroup(group))),
      tags: await this.readings.of(context, tags),
    };
  }

  async search(context: ActorContext, text: string): Promise<Tag[]> {
    const { view, whole } = await this.views.fresh(context);
    // somebody's own tag is not found by a name that one is not told
    const ids = view.idsFrom('exists').filter((id) => whole.tags.get(id)?.scope !== 'personal' || view.can('read', id));
    return this.readings.of(context, await this.tags.search(text, ids));
  }

  async create(context: ActorContext, request: NewTag): Promise<Tag> {
    return this.alone(context, (client, view) => this.createWithin(client, view, context, request));
  }

  /** In the caller's transaction, which holds the lock of the definitions; `view` is of what they were then. */
  async createWithin(client: Queryable, view: CatalogView, context: ActorContext, request: NewTag): Promise<Tag> {
    const { locale } = requireScope(context);
    const owner = ownershipOf(context, request);
    const definition: Definition = {
      name: request.name,
      meaning: request.meaning ?? '',
      kind: request.kind ?? 'flag',
      values: request.values ?? [],
      category: request.category,
      groupId: request.groupId === undefined ? null : definitionId(request.groupId),
      purpose: request.purpose ?? '',
      examples: { ...NO_EXAMPLES, ...request.examples },
      sensitivity: request.sensitivity ?? 'internal',
      validityDays: request.validityDays ?? null,
      reviewAt: request.reviewAt ?? null,
      stewardId: request.stewardId ?? null,
      ...owner,
    };
    await this.rules.requireNew(view, definition, locale, client);
    const key = await this.keyOf(context, request, owner, client);
    const position = await this.tags.nextPosition(definition.groupId, client);
    const row = await this.tags.insert({ ...definition, key, position }, client);
    const changes = changesOfNew(row, view.whole);
    await this.versions.record(client, context, { tagId: row.id, revision: row.revision, kind: 'created', changes });
    return toTag(row, { level: 'edit', canRead: true, canSeeMasked: true, customers: 0, localName: null });
  }

  async update(context: ActorContext, id: number, request: UpdateTagRequest): Promise<Tag> {
    const { locale } = requireScope(context);
    const { row, isStale } = await this.alone(context, async (client, view) => {
      requireEditable(view, id);
      const former = await this.tags.lock(id, client);
      if (!former) throw tagNotFound(id);
      const { revision = former.revision, note, ...written } = request;
      if (revision !== former.revision) return { row: former, isStale: true };
      const next = nextOf(former, written, context);
      await this.rules.requireChange({ view, context, former, next, note, client }, locale);
      await this.giving.requireForTag(client, context, view, former, next);
      if (next.groupId !== former.groupId) next.position = await this.tags.nextPosition(next.groupId, client);
      const changes = changesBetween(former, next, view.whole);
      if (changes.length === 0) return { row: former, isStale: false };
      const row = await this.tags.save(next, client);
      await this.versions.record(client, context, {
        tagId: id,
        revision: row.revision,
        kind: 'changed',
        note,
        changes,
      });
      return { row, isStale: false };
    });
    // not before the lock is given back: whoever waits for it may hold every other connection
    const [tag] = await this.readings.of(context, [row]);
    if (isStale) throw definitionChanged(row.revision, request, { ...tag, examples: row.examples });
    return tag;
  }

  private async keyOf(
    context: ActorContext,
    { key, name }: NewTag,
    owner: KeyOwner,
    client: Queryable,
  ): Promise<string> {
    const namespace = namespaceOf(context, owner);
    if (key !== undefined) return keyIn(namespace, key);
    const stem = keyIn(namespace, keyFromName(name['zh-CN']));
    const taken = await this.tags.keysLike(stem.slice(0, 50), client);
    return freeKey(stem, (candidate) => taken.has(candidate));
  }

  /** One change of a definition at a time, on what the definitions are by then. */
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
