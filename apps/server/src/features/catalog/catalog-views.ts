import { Injectable } from '@nestjs/common';
import { chainOf, tagViewOf, type ActorContext, type TagView, type Viewer } from '@tagloom/access';
import type { ShareLevel } from '@tagloom/contracts';
import { viewerOf } from '../../platform/access/viewer-of.js';
import { Clock } from '../../platform/clock/clock.js';
import { CatalogService } from './catalog.service.js';
import type { LoadedCatalog, LoadedTagGroup } from './loaded-catalog.js';
import { restrictCatalog } from './restrict-catalog.js';

/** What one caller has of the tags: the levels, and the catalogs that they leave. */
export interface CatalogView {
  /** Everything: for looking up what the caller's levels were checked against, never for an answer. */
  readonly whole: LoadedCatalog;
  readonly view: TagView;
  /** The moment, in milliseconds since 1970, at which it was made; until a share ends nothing of it changes. */
  readonly at: number;
  /** Acts for the whole organisation. Never read off {@link departments}: a department that is gone has none either. */
  readonly isOrganisation: boolean;
  /** The department that the caller acts in and those above it. */
  readonly departments: readonly string[];
  /** May lend it: it belongs to the caller's department or to one above it. */
  ownsGroup(group: LoadedTagGroup): boolean;
  /** Is `departmentId` the department `above`, or below it? */
  isWithin(departmentId: string, above: string): boolean;
  /** With the tags of at least this level; the same object as long as nothing changes. */
  from(level: ShareLevel): LoadedCatalog;
}

interface Kept {
  version: string;
  /** The next moment at which a share ends by itself. */
  until: number;
  value: CatalogView;
}

const KEPT = 500;

/** Catalogs as the callers have them. Every answer to a person or a key goes through here; `CatalogService` is the system's. */
@Injectable()
export class CatalogViews {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly catalogs: CatalogService,
    private readonly clock: Clock,
  ) {}

  async of(context: ActorContext): Promise<CatalogView> {
    const viewer = viewerOf(context);
    return this.ofViewer(viewer, await this.catalogs.current());
  }

  /** As of now, for a caller that may have changed a definition a moment ago. */
  async fresh(context: ActorContext): Promise<CatalogView> {
    return this.ofViewer(viewerOf(context), await this.catalogs.refresh());
  }

  /** Of definitions that the caller's transaction has read. */
  within(context: ActorContext, loaded: LoadedCatalog): CatalogView {
    return this.ofViewerWithin(viewerOf(context), loaded);
  }

  ofViewerWithin(viewer: Viewer, loaded: LoadedCatalog): CatalogView {
    return makeView(loaded, viewer, this.clock.now().getTime());
  }

  /** The catalog with the tags of at least `level`. */
  async seenBy(context: ActorContext, level: ShareLevel): Promise<LoadedCatalog> {
    return (await this.of(context)).from(level);
  }

  private ofViewer(viewer: Viewer, loaded: LoadedCatalog): CatalogView {
    const now = this.clock.now().getTime();
    const key = `${viewer.departmentId ?? '*'}:${viewer.userId ?? '-'}`;
    const known = this.kept.get(key);
    if (known?.version === loaded.version && now < known.until) return known.value;
    const value = makeView(loaded, viewer, now);
    this.kept.delete(key);
    this.kept.set(key, { version: loaded.version, until: loaded.sharing.nextEnd(now) ?? Infinity, value });
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT) this.kept.delete(oldest);
    return value;
  }
}

function makeView(loaded: LoadedCatalog, viewer: Viewer, now: number): CatalogView {
  const view = tagViewOf(loaded.sharing, viewer, now);
  const byLevel = new Map<ShareLevel, LoadedCatalog>();
  const departments = chainOf(loaded.departmentParents, viewer.departmentId);
  const ownsGroup = ({ ownerDepartmentId }: LoadedTagGroup) =>
    viewer.departmentId === null || (ownerDepartmentId !== null && departments.includes(ownerDepartmentId));
  return {
    whole: loaded,
    view,
    at: now,
    isOrganisation: viewer.departmentId === null,
    departments,
    ownsGroup,
    isWithin: (departmentId, above) => chainOf(loaded.departmentParents, departmentId).includes(above),
    from(level) {
      // groups are not in the view: a department may have every tag and yet not every group
      if (view.isComplete && viewer.departmentId === null) return loaded;
      const known = byLevel.get(level);
      if (known) return known;
      const restricted = restrictCatalog(loaded, view, level, ownsGroup);
      byLevel.set(level, restricted);
      return restricted;
    },
  };
}
