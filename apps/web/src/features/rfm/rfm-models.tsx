import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RfmModel } from '@tagloom/contracts';
import { App, Button, Skeleton } from 'antd';
import { Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { RfmChart } from './rfm-chart';
import { RfmDrawer } from './rfm-drawer';
import styles from './rfm.module.css';
import { useCutText } from './use-cut-text';

/** Every model with where its customers stand. */
export function RfmModels({ creating, onCreated }: { creating: boolean; onCreated: () => void }) {
  const { t } = useTranslation('rfm');
  const models = useQuery({ queryKey: ['rfm', 'list'], queryFn: () => api.get<RfmModel[]>('/rfm-models') });
  const [edited, setEdited] = useState<RfmModel>();
  return (
    <>
      {models.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {models.isError && <ErrorNotice error={models.error} onRetry={() => void models.refetch()} />}
      {models.data?.length === 0 && (
        <div className={page.sheet}>
          <EmptyState title={t('empty')} hint={t('empty_hint')} />
        </div>
      )}
      {models.data?.map((model) => (
        <ModelCard key={model.id} model={model} onEdit={() => setEdited(model)} />
      ))}
      {creating && <RfmDrawer model={undefined} onClose={onCreated} />}
      {edited && <RfmDrawer model={edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}

function ModelCard({ model, onEdit }: { model: RfmModel; onEdit: () => void }) {
  const { t } = useTranslation(['rfm', 'common']);
  const format = useFormat();
  const can = useCan();
  const cutText = useCutText();
  const { facts } = useCatalog();
  const { recompute, remove } = useModelActions(model);
  const given = facts.filter(({ name, source }) => source === 'rfm' && name.startsWith(`rfm.${model.key}_`));
  return (
    <section className={`${page.card} ${styles.model}`} data-testid="rfm-model">
      <div className={page.head}>
        <h2 className={page.heading}>
          {format.localized(model.name)} <Mark>{t(`method_${model.cuts.method}`)}</Mark>
        </h2>
        <span className={page.tools}>
          {model.computedAt && (
            <span className={styles.note}>{t('computed', { when: format.ago(model.computedAt) })}</span>
          )}
          {can('update', 'Metric') && (
            <>
              <Button type="text" icon={<RefreshCw size={14} />} onClick={recompute}>
                {t('recompute')}
              </Button>
              <Button type="text" icon={<Pencil size={14} />} onClick={onEdit}>
                {t('common:edit')}
              </Button>
            </>
          )}
          {can('delete', 'Metric') && (
            <Button
              type="text"
              icon={<Trash2 size={14} />}
              aria-label={t('common:delete')}
              title={t('common:delete')}
              onClick={remove}
            />
          )}
        </span>
      </div>
      <RfmChart cells={model.cells} current={model.current} cutText={cutText(model, model.current)} />
      <p className={styles.facts}>
        <span className={styles.note}>{t('facts')}</span>
        {given.map(({ name, label }) => (
          <Mark key={name}>{format.localized(label)}</Mark>
        ))}
      </p>
    </section>
  );
}

function useModelActions({ id, name }: RfmModel) {
  const { t } = useTranslation(['rfm', 'common']);
  const { localized } = useFormat();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const work = useMutation({
    mutationFn: (call: () => Promise<unknown>) => call(),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['rfm'] }),
        client.invalidateQueries({ queryKey: ['catalog'] }),
      ]),
  });
  return {
    recompute: () => work.mutate(() => api.post<RfmModel>(`/rfm-models/${id}/recompute`)),
    remove: () =>
      void modal.confirm({
        title: t('delete_title', { name: localized(name) }),
        content: t('delete_text'),
        okText: t('common:delete'),
        okButtonProps: { danger: true },
        cancelText: t('common:cancel'),
        onOk: () => work.mutateAsync(() => api.delete<void>(`/rfm-models/${id}`)).catch(() => undefined),
      }),
  };
}
