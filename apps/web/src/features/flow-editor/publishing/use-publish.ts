import type { PublishRequest, PublishResponse } from '@tagloom/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '@/platform/api';
import type { DraftSaver } from '../saving/draft-saver';

/** For whom a version counts at once; `since` goes with the choice of that name. */
export interface Applied {
  apply: PublishRequest['apply'];
  since?: string;
}

export interface PublishChoice extends Applied {
  note: string;
}

/** Publishes the saved draft, once at a time: a version cannot be taken back, so a second press meanwhile does nothing. */
export function usePublish(flowId: string, saver: DraftSaver) {
  const client = useQueryClient();
  const underWay = useRef(false);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async ({ apply, since, note }: PublishChoice) => {
      await saver.flush();
      if (!saver.isSaved) throw saver.state.kind === 'failed' ? saver.state.error : new Error('unsaved');
      return api.post<PublishResponse>(`/flows/${flowId}/publish`, {
        apply,
        ...(apply === 'since' && { since }),
        revision: saver.revision,
        ...(note.trim() && { note: note.trim() }),
      });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['flowEditor', 'flow', flowId] });
      void client.invalidateQueries({ queryKey: ['flows'] });
    },
    onError: () => {
      underWay.current = false;
    },
  });
  const publish = (choice: PublishChoice) => {
    // The state of the mutation comes with the next drawing; a double click is faster than that.
    if (underWay.current) return;
    underWay.current = true;
    mutate(choice);
  };
  return { publish, published: data, error, isPending };
}
