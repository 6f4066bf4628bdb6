import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { DefinitionMarksRepository, type DefinitionMark } from './definition-marks.js';
import { ViewFingerprint } from './view-fingerprint.js';

/** Fingerprints of what a viewer's levels leave of the definitions. */
@Injectable()
export class ScopedFingerprint extends ViewFingerprint {
  private marksOfNow: Promise<DefinitionMark[]> | undefined;

  constructor(
    private readonly marks: DefinitionMarksRepository,
    private readonly views: CatalogViews,
    private readonly catalog: CatalogService,
  ) {
    super();
  }

  async of(context: ActorContext): Promise<string> {
    const rows = await this.current();
    const view = await this.views.of(context);
    return hash([view.view.key, ...rows.filter((row) => shows(view, row)).map(textOf)]);
  }

  async ofSharing(context: ActorContext): Promise<string> {
    const rows = await this.current();
    const view = await this.views.of(context);
    return hash(rows.filter((row) => isSharing(row) && concerns(view, row)).map(textOf));
  }

  async seesAny(context: ActorContext, tagIds: readonly number[]): Promise<boolean> {
    const { view } = await this.views.of(context);
    return view.isComplete || tagIds.some((id) => view.can('masked', id));
  }

  changed(): void {
    this.marksOfNow = undefined;
  }

  private current(): Promise<DefinitionMark[]> {
    return (this.marksOfNow ??= this.read().catch((error: unknown) => {
      this.marksOfNow = undefined;
      throw error;
    }));
  }

  /** Never newer than the catalog: what a fingerprint tells of can be read. */
  private async read(): Promise<DefinitionMark[]> {
    const { version, rows } = await this.marks.read();
    await this.catalog.load(version);
    return rows;
  }
}

const isSharing = ({ kind }: DefinitionMark): boolean => kind === 'share' || kind === 'request';
const textOf = ({ kind, id, mark }: DefinitionMark): string => `${kind}${id}:${mark}`;
const hash = (texts: readonly string[]): string => createHash('sha256').update(texts.join('\n')).digest('base64');

function shows({ whole, view, isOrganisation, departments, from }: CatalogView, row: DefinitionMark): boolean {
  const { kind, id, departmentId } = row;
  if (kind === 'everyone') return true;
  if (isSharing(row)) return false;
  const isOurs = isOrganisation || (departmentId !== null && departments.includes(departmentId));
  if (kind === 'flow') return isOurs;
  if (kind === 'local_name') return isOurs && view.can('exists', id);
  if (kind === 'group') return from('exists').groups.has(id);
  // Of others' personal tags nobody learns more than that they are there, and the levels say that.
  return view.can('exists', id) && (whole.tags.get(id)?.scope !== 'personal' || view.can('masked', id));
}

/** The shares and requests of one's own department and of those above it, and of what one may lend. */
function concerns(catalog: CatalogView, { tagId, groupId, departmentId }: DefinitionMark): boolean {
  const { whole, view, isOrganisation, departments } = catalog;
  if (isOrganisation || (departmentId !== null && departments.includes(departmentId))) return true;
  if (tagId !== null) return view.can('edit', tagId);
  const group = groupId === null ? undefined : whole.groups.get(groupId);
  return group !== undefined && catalog.ownsGroup(group);
}
