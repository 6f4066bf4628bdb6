import type { ActionTrace, ShadowDifferent } from '@tagloom/contracts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { DifferenceRow } from './comparison.repository.js';
import { tagRef } from './shadow-view.js';

/** One customer with all that differs, and the reasons. Pure. */
export function differentView(
  customerId: string,
  rows: readonly DifferenceRow[],
  loaded: LoadedCatalog,
  known: { live: ReadonlyMap<string, ActionTrace>; reasons: ReadonlyMap<DifferenceRow, ActionTrace> },
): ShadowDifferent {
  const own = rows.filter((row) => row.customerId === customerId);
  return {
    customerId,
    name: own[0]?.name ?? null,
    differences: own.map((row) => {
      const now = known.reasons.get(row);
      return {
        ...tagRef(loaded, row.tagId),
        kind: row.kind,
        shadow: row.shadow,
        other: row.other,
        by: row.by,
        evidence: row.evidence ?? now ?? null,
        isNow: now !== undefined,
        liveEvidence: row.kind === 'only_live' ? (known.live.get(`${customerId}/${row.tagId}`) ?? null) : null,
      };
    }),
  };
}
