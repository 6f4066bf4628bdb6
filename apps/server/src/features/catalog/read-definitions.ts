import type { MetricDefinition } from '@tagloom/contracts';
import type { LiveShare } from '@tagloom/access';
import type { ClientBase, Pool } from 'pg';
import type { LoadedEventType, LoadedMetric, LoadedRfmModel, LoadedTag, LoadedTagGroup } from './loaded-catalog.js';

export interface Definitions {
  version: string;
  tags: LoadedTag[];
  groups: LoadedTagGroup[];
  metrics: { id: number; definition: MetricDefinition; status: LoadedMetric['status'] }[];
  rfmModels: LoadedRfmModel[];
  eventTypes: LoadedEventType[];
  users: NamedId[];
  departments: (NamedId & { parentId: string | null })[];
  shares: LiveShare[];
  endpoints: NamedId[];
}

/** What an action may name. */
export interface NamedId {
  id: string;
  name: string;
}

/** Everything of one version in one statement, so that no definition can change in between. */
export async function readDefinitions(pool: Pool | ClientBase): Promise<Definitions> {
  const { rows } = await pool.query<Definitions>(`
    SELECT version::text,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'key', key, 'name', name, 'meaning', meaning, 'kind', kind,
         'values', "values", 'category', category, 'groupId', group_id, 'position', position,
         'scope', scope, 'ownerDepartmentId', owner_department_id::text, 'ownerUserId', owner_user_id::text,
         'validityDays', validity_days) ORDER BY id), '[]') FROM tags) AS tags,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'key', key, 'name', name, 'category', category,
         'exclusive', exclusive, 'parentId', parent_id, 'ownerDepartmentId', owner_department_id::text) ORDER BY id), '[]') FROM tag_groups) AS groups,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'definition', definition, 'status', status)
         ORDER BY id), '[]') FROM metrics) AS metrics,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'label', label, 'properties', properties,
         'learned', learned) ORDER BY id), '[]') FROM event_types) AS "eventTypes",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'definition', definition, 'current', jsonb_build_object(
         'recency', recency_cut, 'frequency', frequency_cut, 'monetary', monetary_cut)) ORDER BY id), '[]') FROM rfm_models) AS "rfmModels",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id::text, 'name', name) ORDER BY id), '[]') FROM users) AS users,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id::text, 'name', name, 'parentId', parent_id::text)
         ORDER BY id), '[]') FROM departments) AS departments,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id::text, 'tagId', tag_id, 'groupId', group_id,
         'departmentId', department_id::text, 'level', level, 'until', extract(epoch FROM until) * 1000) ORDER BY id), '[]')
         FROM shares WHERE ended_at IS NULL) AS shares,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id::text, 'name', name) ORDER BY id), '[]')
         FROM webhook_endpoints WHERE enabled) AS endpoints
    FROM catalog_state`);
  return rows[0];
}
