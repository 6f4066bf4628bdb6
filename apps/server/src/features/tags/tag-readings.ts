import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { LocalTagName, Tag, TagDetail } from '@tagloom/contracts';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import type { TagRow } from './definition-changes.js';
import { LocalNamesRepository, type LocalNameRow } from './local-names.repository.js';
import { isForeignPersonal, toTag, withoutContent } from './tag-answer.js';
import { tagNotFound } from './tag-failures.js';
import { isOwner } from './tag-ownership.js';
import { TagsRepository } from './tags.repository.js';

/** Tags as a reader has them: its level, its department's name for them, the numbers that it may know. */
@Injectable()
export class TagReadings {
  constructor(
    private readonly tags: TagsRepository,
    private readonly names: LocalNamesRepository,
    private readonly views: CatalogViews,
  ) {}

  /** Without those that are hidden. */
  async of(context: ActorContext, rows: readonly TagRow[]): Promise<Tag[]> {
    const catalog = await this.views.fresh(context);
    const seen = rows.filter(({ id }) => catalog.view.can('exists', id));
    const [customers, names] = await Promise.all([this.tags.customersByTag(), this.ownNames(context, catalog)]);
    return seen.map((row) =>
      toTag(row, {
        level: catalog.view.levelOf(row.id),
        canRead: catalog.view.can('read', row.id),
        canSeeMasked: catalog.view.can('masked', row.id),
        customers: customers.get(row.id) ?? 0,
        localName: nearest(names.get(row.id) ?? [], catalog.departments),
      }),
    );
  }

  /** Hidden and absent are the same answer. */
  async one(context: ActorContext, id: number): Promise<TagDetail> {
    const catalog = await this.views.fresh(context);
    const full = catalog.view.can('exists', id) ? await this.tags.find(id) : null;
    if (!full) throw tagNotFound(id);
    const [tag] = await this.of(context, [full]);
    if (!tag) throw tagNotFound(id);
    const isForeign = isForeignPersonal(full, catalog.view.can('read', id));
    const row = isForeign ? withoutContent(full) : full;
    const { departments, isOrganisation, whole } = catalog;
    const names = isForeign
      ? []
      : await this.names.of(context, { tagId: id, departments: isOrganisation ? 'all' : departments });
    return {
      ...tag,
      examples: row.examples,
      validityDays: row.validityDays,
      ownerDepartmentName:
        row.ownerDepartmentId === null ? null : (whole.departmentNames.get(row.ownerDepartmentId) ?? null),
      ownerUserName: row.ownerUserId === null ? null : await this.tags.userName(row.ownerUserId),
      stewardName: row.stewardId === null ? null : await this.tags.userName(row.stewardId),
      groupPath: pathOf(catalog, row.groupId),
      localNames: names.map(withoutTag),
      createdAt: row.createdAt.toISOString(),
      isOwner: isOwner(catalog, context, full),
    };
  }

  /** The names of the reader's department and of those above it. Headquarters uses the official ones. */
  private async ownNames(
    context: ActorContext,
    { departments, isOrganisation }: CatalogView,
  ): Promise<Map<number, LocalNameRow[]>> {
    const byTag = new Map<number, LocalNameRow[]>();
    if (isOrganisation) return byTag;
    for (const name of await this.names.of(context, { departments }))
      byTag.set(name.tagId, [...(byTag.get(name.tagId) ?? []), name]);
    return byTag;
  }
}

const withoutTag = ({ tagId: _tagId, ...name }: LocalNameRow): LocalTagName => name;

/** `departments` begin with the reader's own. */
function nearest(names: readonly LocalNameRow[], departments: readonly string[]): LocalTagName | null {
  const [name] = [...names].sort((a, b) => departments.indexOf(a.departmentId) - departments.indexOf(b.departmentId));
  return name ? withoutTag(name) : null;
}

/** The outermost first. */
function pathOf({ from }: CatalogView, groupId: number | null): TagDetail['groupPath'] {
  const { groups } = from('exists');
  const path: TagDetail['groupPath'] = [];
  for (let at = groupId; at !== null && path.length < groups.size;) {
    const group = groups.get(at);
    if (!group) break;
    path.unshift({ id: String(group.id), name: group.name });
    at = group.parentId;
  }
  return path;
}
