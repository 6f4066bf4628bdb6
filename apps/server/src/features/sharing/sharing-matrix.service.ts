import { Injectable } from '@nestjs/common';
import { can, type ActorContext } from '@tagloom/access';
import type { SharingCell, SharingMatrix } from '@tagloom/contracts';
import { searchText } from '@tagloom/tag-library';
import { Clock } from '../../platform/clock/clock.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { ownsTag } from './share-target.js';

/** Departments × tags: who may do what, and why. */
@Injectable()
export class SharingMatrixService {
  constructor(
    private readonly views: CatalogViews,
    private readonly clock: Clock,
  ) {}

  /** Of a tag that the caller may lend, every department; of another, the caller's own alone. Personal tags are nobody's to lend. */
  async matrix(context: ActorContext): Promise<SharingMatrix> {
    const catalog = await this.views.fresh(context);
    const mayLend = can(context.role, { action: 'create', subject: 'Share' });
    const now = this.clock.now().getTime();
    const { departmentParents, departmentNames } = catalog.whole;
    const departments = [...departmentParents].map(([id, parentId]) => ({
      id,
      name: departmentNames.get(id) ?? '',
      parentId,
    }));
    const tags = [...catalog.from('exists').tags.values()].filter(({ scope }) => scope !== 'personal');
    return {
      departments,
      tags: tags.map((tag) => {
        const isOwn = ownsTag(catalog, tag);
        const shown = departments.filter(({ id }) => isOwn || id === context.departmentId);
        return {
          id: String(tag.id),
          name: tag.name,
          groupId: tag.groupId === null ? null : String(tag.groupId),
          scope: tag.scope,
          ownerDepartmentId: tag.ownerDepartmentId,
          editable: isOwn && mayLend,
          search: searchText(tag.name),
          cells: shown.map(({ id }) => toCell(catalog, tag, id, now)),
        };
      }),
    };
  }
}

function toCell({ whole }: CatalogView, tag: LoadedTag, departmentId: string, now: number): SharingCell {
  const { level, from, share } = whole.sharing.decide(tag, { departmentId, userId: null }, now);
  return {
    departmentId,
    level,
    from,
    shareId: share?.id ?? null,
    until: share?.until ? new Date(share.until).toISOString() : null,
  };
}
