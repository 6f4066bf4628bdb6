import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Run } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { useRunTitle } from '@/platform/shared/use-run-title';

export function useCancelRun(): (run: Run) => void {
  const { t } = useTranslation('runs');
  const { number } = useFormat();
  const titleOf = useRunTitle();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: (run: Run) => api.post<Run>(`/runs/${run.id}/cancel`),
    onSuccess: () => void message.success(t('cancelled')),
    onError: (error) => void modal.error({ title: t('failed_cancel'), content: errorText(error) }),
    onSettled: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
  return (run) =>
    void modal.confirm({
      title: t('cancel_title', { title: titleOf(run) }),
      content: t('cancel_text', { count: run.done, done: number(run.done) }),
      okText: t('cancel'),
      okButtonProps: { danger: true },
      cancelText: t('keep'),
      onOk: () => cancel.mutateAsync(run).catch(() => undefined),
    });
}
