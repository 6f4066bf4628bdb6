import type { FlowDetail } from '@tagloom/contracts';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useGraphStore } from '../store/use-graph';
import styles from './saving.module.css';

/** Somebody else saved first: take theirs, or keep one's own as a flow of its own. Nothing is lost either way. */
export function ConflictNotice({ onReload }: { onReload(): void }) {
  const { t } = useTranslation('flowEditor');
  const store = useGraphStore();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const copy = useMutation({
    mutationFn: () => {
      const { flow } = store.getState();
      const name = t('save.copyName', { name: flow.name.slice(0, 70) });
      return api.post<FlowDetail>('/flows', { flow: { ...flow, name } });
    },
    onSuccess: ({ id }) => navigate({ to: '/flows/$id', params: { id } }),
    onError: (error) => void message.error(errorText(error)),
  });
  return (
    <div className={styles.notice} role="alert">
      <TriangleAlert size={16} aria-hidden />
      <span>{t('save.conflictText')}</span>
      <Button onClick={onReload}>{t('save.reload')}</Button>
      <Button type="primary" loading={copy.isPending} onClick={() => copy.mutate()}>
        {t('save.keepCopy')}
      </Button>
    </div>
  );
}
