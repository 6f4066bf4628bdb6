import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Run } from '@tagloom/contracts';
import { App, Button } from 'antd';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { isActive } from '@/platform/shared/runs-query';
import { useRunTitle } from '@/platform/shared/use-run-title';
import { RunProgress } from '@/platform/ui/run-progress';
import styles from './bulk.module.css';

/** Follows the run where it was started; the list shows the tags as they come. */
export function BulkProgress({ run: started, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'common']);
  const titleOf = useRunTitle();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const client = useQueryClient();
  const queryKey = ['customers', 'bulk', started.id];
  const { data: run } = useQuery({
    queryKey,
    queryFn: () => api.get<Run>(`/runs/${started.id}`),
    initialData: started,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isActive(state.data) ? 500 : false),
  });
  const isOver = !isActive(run);
  useEffect(() => {
    if (isOver) void client.invalidateQueries({ queryKey: ['customers', 'search'] });
  }, [client, isOver]);
  const cancel = useMutation({
    mutationFn: () => api.post<Run>(`/runs/${started.id}/cancel`),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <section className={styles.progress} aria-label={titleOf(run)} data-testid="bulk-progress">
      <div className={styles.doing}>
        <strong>{titleOf(run)}</strong>
        <RunProgress run={run} />
        {/* said once: the numbers beside it change twice a second */}
        <span className="tl-visually-hidden" role="status">
          {isOver ? t(`bulk_over_${run.status === 'done' ? 'done' : 'early'}`) : t('bulk_under_way')}
        </span>
      </div>
      <Link to="/runs">{t('bulk_runs')}</Link>
      {isOver ? (
        <Button type="text" icon={<X size={14} aria-hidden />} aria-label={t('common:close')} onClick={onClose} />
      ) : (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('bulk_cancel')}
        </Button>
      )}
    </section>
  );
}
