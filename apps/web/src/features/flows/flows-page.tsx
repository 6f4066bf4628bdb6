import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { LayoutTemplate, Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { PageHeader } from '@/platform/frame';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { flowsQuery } from '@/platform/shared/flows-query';
import { FlowsTable } from './flows-table';
import { ImportDialog } from './import-dialog';
import { useNewFlow } from '@/platform/shared/use-new-flow';

export function FlowsPage() {
  const { t } = useTranslation('flows');
  const can = useCan();
  const flows = useQuery(flowsQuery);
  const create = useNewFlow();
  const navigate = useNavigate();
  const [importing, setImporting] = useState(false);
  const actions = can('create', 'Flow') && (
    <>
      <Button icon={<Upload size={14} />} data-testid="import-flow" onClick={() => setImporting(true)}>
        {t('import')}
      </Button>
      <Button
        icon={<LayoutTemplate size={14} />}
        data-testid="from-template"
        onClick={() => void navigate({ to: '/templates' })}
      >
        {t('from_template')}
      </Button>
      <Button
        type="primary"
        icon={<Plus size={14} />}
        data-testid="new-flow"
        loading={create.isPending}
        onClick={() => create.mutate()}
      >
        {t('new')}
      </Button>
    </>
  );
  return (
    <div className={page.page}>
      <PageHeader title={t('title')} extra={actions} />
      {create.isError && <ErrorNotice error={create.error} title={t('create_failed')} />}
      {flows.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {flows.isError && <ErrorNotice error={flows.error} onRetry={() => void flows.refetch()} />}
      {flows.data && (
        <div className={page.sheet}>
          {flows.data.length === 0 ? (
            <EmptyState title={t('empty')} hint={t('empty_hint')} />
          ) : (
            <FlowsTable flows={flows.data} />
          )}
        </div>
      )}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </div>
  );
}
