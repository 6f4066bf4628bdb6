import type { Condition } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';

/** What is known while rules are read. */
export interface RuleContext {
  index: CatalogIndex;
  /** Named conditions as they were given. */
  named: ReadonlyMap<string, unknown>;
  /** Those read already, and those being read (a loop when met again). */
  read: Map<string, Condition>;
  open: Set<string>;
}

type Json = Record<string, unknown>;
export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
