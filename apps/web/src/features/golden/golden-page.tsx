import { useQuery } from '@tanstack/react-query';
import type { Flow, GoldenTable } from '@tagloom/contracts';
import { Alert, App, Button, Skeleton, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { GoldenGrid } from './golden-grid';
import { flowQuery, goldenQuery, templateHref } from './golden-query';
import { ReadDialog } from './read-dialog';
import { RefusedFile } from './refused-file';
import { useGoldenDesk } from './use-golden-desk';
import { useTableReader } from './use-table-reader';

interface GoldenPageProps {
  flowId: string;
  /** The head of the flow's pages. */
  tabs: ReactNode;
}

/** The golden customers of a flow: what it must do about them, and what its draft does. */
export function GoldenPage({ flowId, tabs }: GoldenPageProps) {
  const table = useQuery(goldenQuery(flowId));
  const flow = useQuery(flowQuery(flowId));
  const [loads, setLoads] = useState(0);
  const reload = async () => {
    await table.refetch();
    setLoads(loads + 1);
  };
  const failed = table.isError ? table : flow.isError ? flow : undefined;
  return (
    <>
      {tabs}
      <div className={page.page}>
        {failed && <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />}
        {!failed && (!table.data || !flow.data) && <Skeleton active paragraph={{ rows: 8 }} />}
        {table.data && flow.data && (
          <Desk key={loads} flowId={flowId} table={table.data} flow={flow.data.draft} onReload={() => void reload()} />
        )}
      </div>
    </>
  );
}

interface DeskProps {
  flowId: string;
  table: GoldenTable;
  flow: Flow;
  onReload(): void;
}

function Desk({ flowId, table, flow, onReload }: DeskProps) {
  const { t } = useTranslation('golden');
  const { localized } = useFormat();
  const { message } = App.useApp();
  const catalog = useCatalog();
  const canEdit = useCan()('update', 'Flow');
  const desk = useGoldenDesk(flowId, table, flow, catalog);
  const reader = useTableReader(flowId, desk.facts);
  const failure = desk.save.error ?? desk.run.error;
  const isStale = failure instanceof ApiError && failure.code === 'revision_conflict';
  const passed = [...desk.outcomes.values()].filter(({ status }) => status === 'passed').length;
  const take = (how: 'replace' | 'append') => {
    if (reader.reading) desk.take(reader.reading, how);
    reader.close();
  };
  return (
    <>
      <div className={page.head}>
        <p className={page.note}>
          {t('lead')} {canEdit && t('paste_hint')}
        </p>
        {desk.outcomes.size > 0 && (
          <b className={page.nowrap} data-testid="golden-summary">
            {t('summary', { passed, total: desk.outcomes.size })}
          </b>
        )}
      </div>
      {desk.problems.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('not_evaluable')}
          description={desk.problems.map(({ message: text }) => localized(text)).join(' ')}
        />
      )}
      {!desk.isSound && <Alert type="warning" showIcon title={t('problem_cells')} />}
      {isStale && (
        <Alert
          type="warning"
          showIcon
          title={t('conflict')}
          action={<Button onClick={onReload}>{t('reload')}</Button>}
        />
      )}
      {failure && !isStale && <ErrorNotice error={failure} title={t('save_failed')} />}
      {reader.error && <RefusedFile error={reader.error} />}
      <div className={page.tools}>
        {canEdit && (
          <>
            <Button onClick={desk.add} data-testid="golden-add">
              {t('add')}
            </Button>
            <Upload
              accept=".csv,.tsv,.txt,.xlsx"
              showUploadList={false}
              beforeUpload={(file) => {
                reader.readFile(file);
                return false;
              }}
            >
              <Button loading={reader.isReading} data-testid="golden-upload">
                {t('upload')}
              </Button>
            </Upload>
          </>
        )}
        <Button href={templateHref(flowId, 'xlsx')}>{t('template_xlsx')}</Button>
        <Button href={templateHref(flowId, 'csv')}>{t('template_csv')}</Button>
        <Button
          disabled={!desk.isSound}
          loading={desk.run.isPending}
          onClick={() => desk.run.mutate()}
          data-testid="golden-run"
        >
          {t('run')}
        </Button>
        {canEdit && (
          <Button
            type="primary"
            disabled={!desk.isSound || !desk.isDirty}
            loading={desk.save.isPending}
            onClick={() => desk.save.mutate(undefined, { onSuccess: () => void message.success(t('saved')) })}
            data-testid="golden-save"
          >
            {t('save')}
          </Button>
        )}
      </div>
      <div className={page.sheet} onPaste={canEdit ? reader.onPaste : undefined}>
        <GoldenGrid desk={desk} catalog={catalog} canEdit={canEdit} />
      </div>
      {reader.reading && <ReadDialog reading={reader.reading} onTake={take} onClose={reader.close} />}
    </>
  );
}
