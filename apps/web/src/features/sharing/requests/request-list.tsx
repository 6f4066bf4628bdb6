import { useQuery } from '@tanstack/react-query';
import type { ShareRequest } from '@tagloom/contracts';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/platform/auth';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { requestsQuery } from '../sharing-queries';
import { AnswerDialog } from './answer-dialog';
import { RequestCard } from './request-card';
import styles from './requests.module.css';

/** What waits for the caller's answer, or what the caller's department asked for. */
export function RequestList({ which }: { which: 'waiting' | 'mine' }) {
  const { t } = useTranslation('sharing');
  const { department } = useMe();
  const requests = useQuery(requestsQuery);
  const [answering, setAnswering] = useState<{ request: ShareRequest; grant: boolean }>();
  if (requests.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!requests.data) return <ErrorNotice error={requests.error} onRetry={() => void requests.refetch()} />;
  const shown = requests.data.filter((request) =>
    which === 'waiting' ? request.mine : request.departmentId === department?.id,
  );
  return (
    <div className={page.sheet} data-testid={`requests-${which}`}>
      {shown.length === 0 && <EmptyState title={t(`${which}_empty`)} hint={t(`${which}_empty_hint`)} />}
      <ul className={styles.list}>
        {shown.map((request) => (
          <RequestCard
            key={request.id}
            request={request}
            own={which === 'mine'}
            onAnswer={(grant) => setAnswering({ request, grant })}
          />
        ))}
      </ul>
      {answering && <AnswerDialog {...answering} onClose={() => setAnswering(undefined)} />}
    </div>
  );
}
