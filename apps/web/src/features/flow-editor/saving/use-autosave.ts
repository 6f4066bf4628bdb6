import type { FlowDetail, SaveDraftResponse } from '@tagloom/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api, ApiError } from '@/platform/api';
import type { GraphStore } from '../store/graph-store';
import { DraftSaver, type SaveState } from './draft-saver';

const judge = (error: unknown) => {
  if (!(error instanceof ApiError)) return 'transient';
  if (error.code === 'revision_conflict') return 'conflict';
  return error.status === 0 || error.status >= 500 || error.status === 429 ? 'transient' : 'refused';
};

/** Saves the store's flow as it changes, and keeps the page from being left while something is unsaved. */
export function useAutosave(store: GraphStore, detail: FlowDetail): { saver: DraftSaver; state: SaveState } {
  const client = useQueryClient();
  const [saver] = useState(
    () =>
      new DraftSaver({
        revision: detail.revision,
        savedAt: detail.updatedAt,
        judge,
        save: (flow, revision) =>
          api.put<SaveDraftResponse>(`/flows/${detail.id}/draft`, {
            flow: { ...flow, name: flow.name.trim() },
            revision,
          }),
      }),
  );
  useEffect(() => {
    const unsubscribe = store.subscribe(({ flow }, before) => {
      if (flow !== before.flow) saver.change(flow);
    });
    const guard = (event: BeforeUnloadEvent) => {
      if (!saver.isSaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', guard);
    return () => {
      unsubscribe();
      window.removeEventListener('beforeunload', guard);
      void saver.flush().then(() => client.invalidateQueries({ queryKey: ['flows'] }));
      saver.stop();
    };
  }, [store, saver, client]);
  return { saver, state: useSyncExternalStore(saver.subscribe, saver.current) };
}
