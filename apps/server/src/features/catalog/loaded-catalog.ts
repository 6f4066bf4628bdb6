import type { Sharing } from '@tagloom/access';
import type {
  Catalog,
  FactDefinition,
  LocalizedText,
  MetricDefinition,
  RfmCuts,
  RfmModelDefinition,
  TagCategory,
  TagKind,
  TagScopeKind,
} from '@tagloom/contracts';

export interface LoadedTag {
  id: number;
  key: string;
  name: LocalizedText;
  meaning: string;
  kind: TagKind;
  values: string[];
  category: TagCategory;
  groupId: number | null;
  position: number;
  scope: TagScopeKind;
  /** Null is headquarters. */
  ownerDepartmentId: string | null;
  /** Of a personal tag. */
  ownerUserId: string | null;
  /** Days for which a person's word holds when none are said; null is until it is taken back. */
  validityDays: number | null;
}

export interface LoadedTagGroup {
  id: number;
  key: string;
  name: LocalizedText;
  category: TagCategory;
  exclusive: boolean;
  parentId: number | null;
  ownerDepartmentId: string | null;
}

export interface LoadedMetric {
  id: number;
  definition: MetricDefinition;
  status: 'computing' | 'ready';
  /** The customers' column, `m_<id>`. */
  column: string;
}

export interface LoadedRfmModel {
  id: number;
  definition: RfmModelDefinition;
  /** Cut points as last computed. */
  current: RfmCuts;
}

export interface LoadedEventType {
  id: number;
  name: string;
  label: LocalizedText;
  properties: LoadedEventProperty[];
  learned: boolean;
}

export interface LoadedEventProperty {
  name: string;
  type: FactDefinition['type'];
  label?: LocalizedText;
  unit?: LocalizedText;
}

/** Every definition of one version, immutable once loaded. Maps by id are keyed by the numeric id. */
export interface LoadedCatalog {
  /** `catalog_state.version`, a bigint as text. */
  version: string;
  /** What rules may mention, with `column` filled for SQL. Only ready metrics are facts. */
  catalog: Catalog;
  /** Who has which level of which tag. */
  sharing: Sharing;
  /** Department → the one above it. */
  departmentParents: ReadonlyMap<string, string | null>;
  departmentNames: ReadonlyMap<string, string>;
  tags: ReadonlyMap<number, LoadedTag>;
  tagByKey: ReadonlyMap<string, LoadedTag>;
  groups: ReadonlyMap<number, LoadedTagGroup>;
  /** All metrics, computing ones included. */
  metrics: ReadonlyMap<number, LoadedMetric>;
  metricByKey: ReadonlyMap<string, LoadedMetric>;
  /** All models, those with a computing metric included. */
  rfmModels: ReadonlyMap<number, LoadedRfmModel>;
  eventTypes: ReadonlyMap<number, LoadedEventType>;
  eventTypeByName: ReadonlyMap<string, LoadedEventType>;
}
