import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Tag, TagDetail } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { tagQuery, useTagsChanged } from '../tags-queries';
import { toCreate, toUpdate, type TagFormValues } from './tag-form-values';

interface Saving {
  /** The version that the form began with; absent for a new tag. */
  base: TagDetail | undefined;
  onSaved: (tag: Tag) => void;
  /** Somebody else was faster: what it is now, with what is still in the form. */
  onConflict: (now: TagDetail, values: TagFormValues) => void;
}

/** Saves what the form holds. When somebody else has saved meanwhile, nothing is lost: both versions are shown. */
export function useSaveTag({ base, onSaved, onConflict }: Saving) {
  const { t } = useTranslation('tags');
  const { localized } = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  const tagsChanged = useTagsChanged();
  return useMutation({
    mutationFn: (values: TagFormValues) =>
      base ? api.patch<Tag>(`/tags/${base.id}`, toUpdate(base, values)) : api.post<Tag>('/tags', toCreate(values)),
    onSuccess: async (saved) => {
      void message.success(base ? t('saved') : t('created', { name: localized(saved.name) }));
      void tagsChanged();
      onSaved(saved);
    },
    onError: async (error, values) => {
      if (!base || !(error instanceof ApiError) || error.code !== 'revision_conflict') return;
      const now = await client.fetchQuery({ ...tagQuery(base.id), staleTime: 0 }).catch(() => undefined);
      if (now) onConflict(now, values);
    },
  });
}
