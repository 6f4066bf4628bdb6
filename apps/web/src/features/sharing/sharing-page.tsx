import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/platform/frame';
import page from '@/platform/ui/page.module.css';
import { SharingLog } from './log/sharing-log';
import { MatrixView } from './matrix/matrix-view';
import { RequestList } from './requests/request-list';
import { requestsQuery } from './sharing-queries';
import { SHARING_TABS, type SharingTab } from './sharing-tabs';

interface SharingPageProps {
  tab: SharingTab;
  onTab: (tab: SharingTab) => void;
}

/** Who may do what with which tag; what departments ask for; all that was agreed. */
export function SharingPage({ tab, onTab }: SharingPageProps) {
  const { t } = useTranslation('sharing');
  const waiting = useQuery(requestsQuery).data?.filter(({ mine }) => mine).length ?? 0;
  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        extra={
          <Segmented<SharingTab>
            aria-label={t('title')}
            value={tab}
            onChange={onTab}
            options={SHARING_TABS.map((value) => ({
              value,
              label: value === 'waiting' && waiting > 0 ? `${t('tab_waiting')} ${waiting}` : t(`tab_${value}`),
            }))}
          />
        }
      />
      {tab === 'matrix' && <MatrixView />}
      {tab === 'waiting' && <RequestList which="waiting" />}
      {tab === 'mine' && <RequestList which="mine" />}
      {tab === 'log' && <SharingLog />}
    </div>
  );
}
