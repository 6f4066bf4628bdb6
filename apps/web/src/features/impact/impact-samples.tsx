import { Link } from '@tanstack/react-router';
import type { ImpactChange, ImpactSample } from '@tagloom/contracts';
import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import { TraceTable } from '@/platform/ui/trace-table';
import styles from './impact.module.css';

/** Some of the customers who would change; each opens to its reasons. */
export function ImpactSamples({ samples }: { samples: ImpactSample[] }) {
  const { t } = useTranslation('impact');
  const columns: TableProps<ImpactSample>['columns'] = [
    {
      title: t('total'),
      render: (_, { customerId, name }) => (
        <Link to="/customers/$id" params={{ id: customerId }}>
          {name ?? t('unnamed', { id: customerId })}
        </Link>
      ),
    },
    {
      title: t('changed'),
      render: (_, { changes, effects }) => (
        <div className={styles.changes}>
          {changes.map((change) => (
            <Change key={change.tagId} change={change} />
          ))}
          {effects.map(({ kind, flowName }, index) => (
            <Mark key={index}>{`${t(`kind_${kind}`)} · ${flowName}`}</Mark>
          ))}
        </div>
      ),
    },
  ];
  return (
    <section className={page.card}>
      <div className={page.head}>
        <h2 className={page.heading}>{t('samples')}</h2>
        <span className={page.note}>{t('samples_hint')}</span>
      </div>
      <Table<ImpactSample>
        rowKey="customerId"
        columns={columns}
        dataSource={samples}
        pagination={false}
        scroll={{ x: 600 }}
        data-testid="impact-samples"
        expandable={{
          rowExpandable: ({ changes }) => changes.length > 0,
          expandedRowRender: ({ changes }) => (
            <div className={styles.evidence}>
              {changes.map((change) => (
                <Reason key={change.tagId} change={change} />
              ))}
            </div>
          ),
        }}
      />
    </section>
  );
}

function Change({ change }: { change: ImpactChange }) {
  const { t } = useTranslation('impact');
  const isLost = change.change === 'lost';
  return (
    <span className={styles.changes}>
      <Mark tone={isLost ? undefined : 'pass'}>{t(`change_${change.change}`)}</Mark>
      <TagChip tag={change} value={isLost ? change.before : change.after} muted={isLost} />
    </span>
  );
}

function Reason({ change }: { change: ImpactChange }) {
  const { t } = useTranslation('impact');
  const catalog = useCatalog();
  return (
    <div>
      <div className={styles.changes}>
        <Change change={change} />
        <span className={page.note}>
          {change.flowName === null ? t('because_time') : t('because_flow', { name: change.flowName })}
        </span>
      </div>
      {change.evidence ? (
        <TraceTable trace={change.evidence.trace} catalog={catalog} />
      ) : (
        <p className={page.note}>{t('no_evidence')}</p>
      )}
    </div>
  );
}
