import type { Run } from '@tagloom/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { RunProgress } from '@/platform/ui/run-progress';
import styles from './publishing.module.css';

/** Ms between two looks at the run. */
const EVERY = 500;
const isOver = ({ status }: Run) => status === 'done' || status === 'cancelled' || status === 'failed';

/** Follows a run to its end; until then it can be cancelled. */
export function RunFollower({ run: started }: { run: Run }) {
  const { t } = useTranslation('flowEditor');
  const { number } = useFormat();
  const client = useQueryClient();
  const queryKey = ['flowEditor', 'run', started.id];
  const { data: run } = useQuery({
    queryKey,
    queryFn: () => api.get<Run>(`/runs/${started.id}`),
    initialData: started,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : EVERY),
  });
  const cancel = useMutation({
    mutationFn: () => api.post<Run>(`/runs/${started.id}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  return (
    <div className={styles.run}>
      <RunProgress run={run} />
      <p role="status">
        {run.status === 'done' &&
          run.changed !== null &&
          t('publish.changed', { count: run.changed, changed: number(run.changed) })}
      </p>
      {!isOver(run) && (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('publish.stop')}
        </Button>
      )}
    </div>
  );
}
