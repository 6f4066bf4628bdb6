import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { GraphState, GraphStore } from './graph-store';

export const GraphContext = createContext<GraphStore | undefined>(undefined);

export function useGraphStore(): GraphStore {
  const store = useContext(GraphContext);
  if (!store) throw new Error('useGraphStore outside of the flow editor');
  return store;
}

export function useGraph<T>(selector: (state: GraphState) => T): T {
  return useStore(useGraphStore(), selector);
}
