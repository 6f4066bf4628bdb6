import { useMutation } from '@tanstack/react-query';
import type { BinItem } from '@tagloom/contracts';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from '../tag-page.module.css';
import { useTagsChanged } from '../tag-page-queries';

/** What was deleted, who did it and why, and how long it can still be had back. */
export function BinRow({ item }: { item: BinItem }) {
  const { t } = useTranslation('tagPage');
  const format = useFormat();
  const can = useCan();
  const actorName = useActorName();
  const errorText = useErrorText();
  const { message, notification } = App.useApp();
  const tagsChanged = useTagsChanged();
  const { kind, id, tags, customers, reason, deletedBy, deletedAt, purgeAt } = item;
  const name = format.localized(item.name);
  const restore = useMutation({
    mutationFn: () => api.post<void>(`/${kind === 'tag' ? 'tags' : 'tag-groups'}/${id}/restore`),
    onSuccess: () => void message.success(t('restored', { name })),
    onError: (error) => notification.error({ title: t('restore_failed', { name }), description: errorText(error) }),
    onSettled: tagsChanged,
  });
  const what = [
    kind === 'group' ? t('with_tags', { count: tags.length, number: format.number(tags.length) }) : undefined,
    customers === null ? undefined : t('back_on', { count: customers, number: format.number(customers) }),
    t('deleted_by', { by: actorName(deletedBy), at: format.dateTime(deletedAt) }),
    t('purged_at', { at: format.day(purgeAt) }),
  ].filter((text) => text !== undefined);
  return (
    <li className={styles.rowHead} data-testid={`bin-${kind}-${id}`}>
      <span>
        <b className={page.name}>{name}</b> <Mark>{t(`bin_${kind}`)}</Mark>
        <br />
        <span className={page.note}>{what.join(' · ')}</span>
        {reason && (
          <>
            <br />
            <span className={page.note}>{t('quoted', { text: reason })}</span>
          </>
        )}
      </span>
      {can('delete', kind === 'tag' ? 'Tag' : 'TagGroup') && (
        <Button loading={restore.isPending} onClick={() => restore.mutate()} data-testid={`restore-${kind}-${id}`}>
          {t('restore')}
        </Button>
      )}
    </li>
  );
}
