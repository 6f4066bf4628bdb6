import type { Condition } from '@tagloom/contracts';
import { useState } from 'react';

export interface Selection {
  /** By hand, on all pages that were turned. */
  ids: readonly string[];
  /** Everyone who matches the filter, whoever they are by then. */
  everyone: boolean;
  select: (ids: readonly string[]) => void;
  selectEveryone: () => void;
  clear: () => void;
}

interface Chosen {
  filter: string;
  ids: readonly string[];
  everyone: boolean;
}

/** Whom one has selected in the list. Another filter is another list: what was selected there is selected no more. */
export function useSelection(filter: Condition | undefined): Selection {
  const key = JSON.stringify(filter ?? null);
  const none: Chosen = { filter: key, ids: [], everyone: false };
  const [chosen, setChosen] = useState(none);
  const { ids, everyone } = chosen.filter === key ? chosen : none;
  return {
    ids,
    everyone,
    select: (next) => setChosen({ ...none, ids: next }),
    selectEveryone: () => setChosen({ ...none, everyone: true }),
    clear: () => setChosen(none),
  };
}
