import type { Viewer } from '@tagloom/access';
import type { CatalogView } from '../catalog/catalog-views.js';
import { seesAll } from '../catalog/visible-flows.js';

/** Of which tags and flows a preview may tell whom it is for. */
export interface Sight {
  tag(id: number): boolean;
  flow(id: number): boolean;
}

export const EVERYTHING: Sight = { tag: () => true, flow: () => true };

/** Whoever has the same key may be told the same; null for those who may be told everything. */
export function sightKey({ departmentId, userId }: Viewer, catalog: CatalogView): string | null {
  if (seesAll(catalog)) return null;
  const personal = [...catalog.whole.tags.values()].some(
    ({ scope, ownerUserId }) => scope === 'personal' && ownerUserId === userId,
  );
  return [departmentId ?? '*', personal ? userId : '-', catalog.view.key].join(':');
}
