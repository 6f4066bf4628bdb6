import type { Catalog } from '@tagloom/contracts';
import { buildCatalog } from '../catalog/build-catalog.js';
import type { Story } from './story.js';

const UNKNOWN = { recency: null, frequency: null, monetary: null };

/** What the rules of a story may mention, as if nothing else were here: for sentences, and to try them. */
export function storyCatalog({ needs }: Story): Catalog {
  const { tags = [], tagGroups = [], metrics = [], rfm = [], eventTypes = [] } = needs;
  const groups = tagGroups.map((group, id) => ({ ...group, id, parentId: null, ownerDepartmentId: null }));
  const { catalog } = buildCatalog(
    {
      version: '0',
      groups,
      tags: tags.map(({ group, meaning = '', values = [], ...tag }, id) => ({
        ...tag,
        id,
        meaning,
        values,
        position: id,
        scope: 'enterprise',
        ownerDepartmentId: null,
        ownerUserId: null,
        validityDays: null,
        groupId: groups.find(({ key }) => key === group)?.id ?? null,
      })),
      metrics: metrics.map((definition, id) => ({ id, definition, status: 'ready' })),
      rfmModels: rfm.map((definition, id) => ({ id, definition, current: UNKNOWN })),
      eventTypes: eventTypes.map((type, id) => ({ ...type, id, learned: false })),
      users: [],
      departments: [],
      shares: [],
      endpoints: [],
    },
    'UTC',
  );
  return catalog;
}
