import { useMutation, useQuery } from '@tanstack/react-query';
import type { TagOperation } from '@tagloom/contracts';
import { App, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from '../tag-page.module.css';
import { operationsQuery, useTagsChanged } from '../tag-page-queries';

/** Merges and the like, each undone as a whole. What was deleted is above, with its own way back. */
export function Operations() {
  const { t } = useTranslation('tagPage');
  const operations = useQuery(operationsQuery);
  const shown = operations.data?.items.filter(({ kind }) => kind === 'merge' || kind === 'split');
  return (
    <section className={page.card} data-testid="tag-operations">
      <h2 className={page.heading}>{t('operations')}</h2>
      {operations.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {operations.isError && <ErrorNotice error={operations.error} onRetry={() => void operations.refetch()} />}
      {shown?.length === 0 && <p className={page.note}>{t('operations_none')}</p>}
      <ul className={styles.rows}>
        {shown?.map((operation) => (
          <OperationRow key={operation.id} operation={operation} />
        ))}
      </ul>
    </section>
  );
}

function OperationRow({ operation }: { operation: TagOperation }) {
  const { t } = useTranslation(['tagPage', 'common']);
  const format = useFormat();
  const can = useCan();
  const actorName = useActorName();
  const errorText = useErrorText();
  const { message, modal } = App.useApp();
  const tagsChanged = useTagsChanged();
  const names = (list: TagOperation['from']) => list.map(({ name }) => format.localized(name)).join(t('comma'));
  const { id, kind, from, into, counts, by, at, until, undoneAt, undoneBy, reason } = operation;
  const what = t(kind === 'split' ? 'operation_split' : 'operation_merge', { from: names(from), into: names(into) });
  const undo = useMutation({
    mutationFn: () => api.post<TagOperation>(`/tag-operations/${id}/undo`),
    onSuccess: () => void message.success(t('undone')),
    onError: (error) => void modal.error({ title: t('undo_failed'), content: errorText(error) }),
    onSettled: tagsChanged,
  });
  const ask = () =>
    void modal.confirm({
      title: t('undo_title', { what }),
      content: t('undo_text', { customers: format.number(counts.customers), flows: format.number(counts.flows) }),
      okText: t('undo_confirm', { count: counts.customers, number: format.number(counts.customers) }),
      cancelText: t('common:cancel'),
      onOk: () => undo.mutateAsync().catch(() => undefined),
    });
  return (
    <li className={styles.rowHead} data-testid={`operation-${id}`}>
      <span>
        {what}
        <br />
        <span className={page.note}>
          {[
            `${actorName(by)} ${format.dateTime(at)}`,
            t('operation_counts', { customers: format.number(counts.customers), flows: format.number(counts.flows) }),
            ...(undoneAt ? [] : [t('undo_until', { at: format.day(until) })]),
            ...(reason ? [t('quoted', { text: reason })] : []),
          ].join(' · ')}
        </span>
      </span>
      {undoneAt ? (
        <Mark>{t('undone_by', { by: actorName(undoneBy ?? ''), at: format.dateTime(undoneAt) })}</Mark>
      ) : (
        can('delete', 'Tag') &&
        until > new Date().toISOString() && (
          <Button loading={undo.isPending} onClick={ask} data-testid={`undo-${id}`}>
            {t('undo')}
          </Button>
        )
      )}
    </li>
  );
}
