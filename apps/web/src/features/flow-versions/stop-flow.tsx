import type { FlowDetail, Run, StopFlowResponse } from '@tagloom/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { isActive } from '@/platform/shared/runs-query';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { RunProgress } from '@/platform/ui/run-progress';

/** Ends a published rule, and follows the work of taking its tags back. */
export function StopFlow({ flow }: { flow: FlowDetail }) {
  const { t } = useTranslation(['flowVersions', 'common']);
  const { number } = useFormat();
  const mayStop = useCan()('publish', 'Flow');
  const [isAsking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const { notification } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () =>
      api.post<StopFlowResponse>(`/flows/${flow.id}/stop`, note.trim() === '' ? {} : { note: note.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['flows'] }),
    onError: (error) => notification.error({ title: t('stop_failed'), description: errorText(error) }),
    onSettled: () => setAsking(false),
  });
  return (
    <section className={page.card}>
      <div className={page.head}>
        {flow.status === 'published' ? (
          <div className={page.tools}>
            <Mark tone="pass">{t('current')}</Mark>
            <span>
              {t('running', { version: flow.version, count: flow.customers, customers: number(flow.customers) })}
            </span>
          </div>
        ) : (
          <div className={page.tools} data-testid="stopped">
            <Mark>{t('stopped')}</Mark>
            <span className={page.note}>{t('stopped_text')}</span>
          </div>
        )}
        {mayStop && flow.status === 'published' && (
          <Button danger onClick={() => setAsking(true)} data-testid="stop">
            {t('stop')}
          </Button>
        )}
      </div>
      {stop.data && <StopProgress run={stop.data.run} />}
      <Modal
        open={isAsking}
        title={t('stop_title', { name: flow.name })}
        okText={t('stop')}
        cancelText={t('common:cancel')}
        okButtonProps={{ danger: true, loading: stop.isPending }}
        onOk={() => stop.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('stop_text')}</p>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={note}
          placeholder={t('stop_note')}
          aria-label={t('stop_note')}
          onChange={({ target }) => setNote(target.value)}
        />
      </Modal>
    </section>
  );
}

function StopProgress({ run: started }: { run: Run }) {
  const { t } = useTranslation('flowVersions');
  const { data: run } = useQuery({
    queryKey: ['flowVersions', 'run', started.id],
    queryFn: () => api.get<Run>(`/runs/${started.id}`),
    initialData: started,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isActive(state.data) ? 500 : false),
  });
  return (
    <div role="status">
      <RunProgress run={run} />
      <p className={page.note}>{isActive(run) ? t('stopping') : t('stop_done', { count: run.changed ?? 0 })}</p>
    </div>
  );
}
