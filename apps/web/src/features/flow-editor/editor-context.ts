import type { AnalysedProblem, Catalog, CountResponse } from '@tagloom/contracts';
import { createContext, useContext } from 'react';
import type { Outcome } from './simulation/outcome';

/** What cards show beside the flow itself. */
export interface EditorView {
  catalog: Catalog;
  problems: readonly AnalysedProblem[];
  counts: CountResponse | undefined;
  /** The counts are of an earlier state of the flow. */
  countsStale: boolean;
  outcome: Outcome | undefined;
  /** The nodes that the simulation has come to so far. */
  lit: ReadonlySet<string>;
}

export const EditorContext = createContext<EditorView | undefined>(undefined);

export function useEditor(): EditorView {
  const view = useContext(EditorContext);
  if (!view) throw new Error('useEditor outside of the flow editor');
  return view;
}
