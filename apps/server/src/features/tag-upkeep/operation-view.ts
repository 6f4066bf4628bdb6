import type { TagOperation } from '@tagloom/contracts';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import type { OperationRow } from './tag-operations.repository.js';

const named = ({ id, key, name }: LoadedTag) => ({ id: String(id), key, name });
const NOTHING: TagOperation['counts'] = {
  customers: 0,
  claims: 0,
  flows: 0,
  shares: 0,
  suggestions: 0,
  goldenCases: 0,
};

export const toOperation = (row: OperationRow): TagOperation => ({
  id: row.id,
  kind: row.kind,
  from: row.from_tags.map(named),
  into: row.into_tags.map(named),
  reason: row.reason,
  counts: { ...NOTHING, ...row.counts },
  by: row.by_name,
  at: row.at.toISOString(),
  until: row.until.toISOString(),
  undoneAt: row.undone_at?.toISOString() ?? null,
  undoneBy: row.undone_by,
});
