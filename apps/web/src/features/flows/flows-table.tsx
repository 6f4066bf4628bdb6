import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FlowSummary } from '@tagloom/contracts';
import { App, Button, Table, Tooltip, type TableProps } from 'antd';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { useBlockText } from '@/platform/shared/use-block-text';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';

export function FlowsTable({ flows }: { flows: FlowSummary[] }) {
  const { t } = useTranslation('flows');
  const format = useFormat();
  const actorName = useActorName();
  const mayDelete = useCan()('delete', 'Flow');
  const remove = useDelete();
  const blockText = useBlockText();
  const columns: TableProps<FlowSummary>['columns'] = [
    {
      title: t('name'),
      width: '16%',
      render: (_, flow) => (
        <Link className={page.name} to="/flows/$id" params={{ id: flow.id }}>
          {flow.name}
        </Link>
      ),
    },
    {
      title: t('place'),
      render: (_, { department }) => (
        <span className={page.nowrap}>{department ? department.name : t('place_enterprise')}</span>
      ),
    },
    {
      title: t('rule'),
      render: (_, { sentence }) => sentence[format.locale] || <span className={page.note}>{t('no_sentence')}</span>,
    },
    {
      title: t('status'),
      render: (_, { status, hasUnpublishedEdits, blocked }) => (
        <span className={page.nowrap}>
          {blocked ? (
            <Tooltip title={blockText(blocked)}>
              <span tabIndex={0} data-testid="flow-blocked">
                <Mark tone="warn">{t('status_blocked')}</Mark>
              </span>
            </Tooltip>
          ) : (
            <Mark tone={status === 'published' ? 'pass' : undefined}>{t(`status_${status}`)}</Mark>
          )}
          {status === 'published' && hasUnpublishedEdits && <div className={page.note}>{t('unpublished')}</div>}
        </span>
      ),
    },
    {
      title: t('version'),
      render: (_, { version }) => (
        <span className={page.nowrap}>{version === null ? '' : t('version_no', { version })}</span>
      ),
    },
    { title: t('customers'), align: 'right', render: (_, { customers }) => format.number(customers) },
    {
      title: t('updated'),
      align: 'right',
      render: (_, { updatedBy, updatedAt }) => (
        <span className={page.nowrap}>{t('by', { who: actorName(updatedBy), when: format.ago(updatedAt) })}</span>
      ),
    },
    {
      key: 'actions',
      width: 48,
      render: (_, flow) =>
        mayDelete &&
        flow.editable &&
        flow.version === null && (
          <Button
            type="text"
            icon={<Trash2 size={14} />}
            aria-label={t(wordsOf(flow).ok)}
            title={t(wordsOf(flow).ok)}
            onClick={() => remove(flow)}
          />
        ),
    },
  ];
  return <Table<FlowSummary> rowKey="id" columns={columns} dataSource={flows} pagination={false} scroll={{ x: 900 }} />;
}

/** A stopped rule has been at work; a draft never was. */
const wordsOf = ({ status }: FlowSummary) =>
  status === 'stopped'
    ? ({ ok: 'delete_stopped', title: 'delete_stopped_title', text: 'delete_stopped_text' } as const)
    : ({ ok: 'delete_draft', title: 'delete_title', text: 'delete_text' } as const);

function useDelete(): (flow: FlowSummary) => void {
  const { t } = useTranslation(['flows', 'common']);
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (flow: FlowSummary) => api.delete<void>(`/flows/${flow.id}`),
    onSuccess: (_, { name }) => {
      void client.invalidateQueries({ queryKey: ['flows'] });
      void message.success(t('deleted', { name }));
    },
    onError: (error) => void message.error(errorText(error)),
  });
  return (flow) =>
    void modal.confirm({
      title: t(wordsOf(flow).title, { name: flow.name }),
      content: t(wordsOf(flow).text),
      okText: t(wordsOf(flow).ok),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      onOk: () => remove.mutateAsync(flow).catch(() => undefined),
    });
}
