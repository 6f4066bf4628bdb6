import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Tag, TagDetail, UpdateTagRequest } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, ApiError } from '@/platform/api';
import { isApprovalRequired } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { tagQuery, useTagsChanged } from '../tags-queries';
import { givingOf, toCreate, toUpdate, withoutGiving, type Giving, type TagFormValues } from './tag-form-values';

interface Saving {
  /** The version that the form began with; absent for a new tag. */
  base: TagDetail | undefined;
  /** It is known that what gives the tag to others takes a second person. */
  isWaiting: boolean;
  onSaved: (tag: Tag) => void;
  /** What is left to ask a second person for; `saved` is the rest, where there was one. */
  onGiving: (giving: Giving, saved: Tag | undefined) => void;
  /** Somebody else was faster: what it is now, with what is still in the form. */
  onConflict: (now: TagDetail, values: TagFormValues) => void;
}
interface Saved {
  tag: Tag | undefined;
  giving?: Giving;
}

/**
 * Saves what the form holds. When somebody else has saved meanwhile, nothing is lost: both versions are shown. What takes a
 * second person is left for asking, and the rest is saved without it.
 */
export function useSaveTag({ base, isWaiting, onSaved, onGiving, onConflict }: Saving) {
  const { t } = useTranslation('tags');
  const { localized } = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  const tagsChanged = useTagsChanged();
  return useMutation({
    mutationFn: async (values: TagFormValues): Promise<Saved> =>
      base
        ? saveChange(base.id, toUpdate(base, values), isWaiting)
        : { tag: await api.post<Tag>('/tags', toCreate(values)) },
    onSuccess: ({ tag, giving }) => {
      if (tag) {
        void message.success(base ? t(giving ? 'saved_rest' : 'saved') : t('created', { name: localized(tag.name) }));
        void tagsChanged();
      }
      if (giving) onGiving(giving, tag);
      else if (tag) onSaved(tag);
    },
    onError: async (error, values) => {
      if (!base || !(error instanceof ApiError) || error.code !== 'revision_conflict') return;
      const now = await client.fetchQuery({ ...tagQuery(base.id), staleTime: 0 }).catch(() => undefined);
      if (now) onConflict(now, values);
    },
  });
}

async function saveChange(id: string, update: UpdateTagRequest, isWaiting: boolean): Promise<Saved> {
  const giving = givingOf(update);
  const patch = (change: UpdateTagRequest) => api.patch<Tag>(`/tags/${id}`, change);
  if (!isWaiting) {
    try {
      return { tag: await patch(update) };
    } catch (error) {
      if (!giving || !isApprovalRequired(error)) throw error;
    }
  }
  const rest = withoutGiving(update);
  return { tag: rest && (await patch(rest)), giving };
}
