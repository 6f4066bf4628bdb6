import type { Impact, ImpactDepartment, ImpactFlow, ImpactTag } from '@tagloom/contracts';
import { Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import styles from './impact.module.css';
import { ImpactSamples } from './impact-samples';

const COUNTS = ['gained', 'lost', 'revalued'] as const;

/** The result of a preview in detail: tags, departments, actions, other rules, and some customers with their reasons. */
export function ImpactDetails({ impact }: { impact: Impact }) {
  const { t } = useTranslation('impact');
  const isNothing = impact.affected === 0;
  return (
    <>
      {isNothing && <EmptyState title={t('nothing')} hint={t('nothing_hint')} />}
      {impact.tags.length > 0 && <Tags tags={impact.tags} />}
      {!isNothing && <Departments departments={impact.departments} />}
      {impact.effects.length > 0 && <Effects effects={impact.effects} />}
      {impact.flows.length > 0 && <Flows flows={impact.flows} />}
      {impact.samples.length > 0 && <ImpactSamples samples={impact.samples} />}
    </>
  );
}

/** The result of a preview in four numbers. */
export function ImpactFigures({ impact }: { impact: Impact }) {
  const { t } = useTranslation('impact');
  const { number, percent } = useFormat();
  return (
    <dl className={styles.numbers}>
      {([...COUNTS, 'unchanged'] as const).map((key) => (
        <div key={key} className={styles.figure} data-testid={`impact-${key}`}>
          <dt>{t(key)}</dt>
          <dd>{number(impact[key])}</dd>
          <small>{t('of_total', { share: percent(impact.total === 0 ? 0 : impact[key] / impact.total) })}</small>
        </div>
      ))}
    </dl>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={page.card}>
      <div className={page.head}>
        <h2 className={page.heading}>{title}</h2>
      </div>
      {children}
    </section>
  );
}

function useCountColumns<T extends Record<(typeof COUNTS)[number], number>>(): NonNullable<TableProps<T>['columns']> {
  const { t } = useTranslation('impact');
  const { number } = useFormat();
  return COUNTS.map((key) => ({ title: t(key), align: 'right', render: (_, line) => number(line[key]) }));
}

function Tags({ tags }: { tags: ImpactTag[] }) {
  const { t } = useTranslation('impact');
  const { number } = useFormat();
  const columns: TableProps<ImpactTag>['columns'] = [
    { title: t('tag'), render: (_, tag) => <TagChip tag={tag} value={tag.value} /> },
    ...useCountColumns<ImpactTag>(),
    { title: t('by_others'), align: 'right', render: (_, { byOthers }) => number(byOthers) },
  ];
  return (
    <Section title={t('tags')}>
      <Table<ImpactTag>
        rowKey={({ tagId, value }) => `${tagId}/${JSON.stringify(value)}`}
        columns={columns}
        dataSource={tags}
        pagination={tags.length > 20 && { pageSize: 20 }}
        scroll={{ x: 600 }}
      />
    </Section>
  );
}

function Departments({ departments }: { departments: ImpactDepartment[] }) {
  const { t } = useTranslation('impact');
  const { number } = useFormat();
  const columns: TableProps<ImpactDepartment>['columns'] = [
    { title: t('department'), render: (_, { name }) => name ?? t('no_department') },
    { title: t('total'), align: 'right', render: (_, { total }) => number(total) },
    { title: t('changed'), align: 'right', render: (_, { changed }) => number(changed) },
    ...useCountColumns<ImpactDepartment>(),
  ];
  return (
    <Section title={t('departments')}>
      <Table<ImpactDepartment>
        rowKey={({ departmentId }) => departmentId ?? ''}
        columns={columns}
        dataSource={departments}
        pagination={false}
        scroll={{ x: 600 }}
        data-testid="impact-departments"
      />
    </Section>
  );
}

function Effects({ effects }: { effects: Impact['effects'] }) {
  const { t } = useTranslation('impact');
  const { number } = useFormat();
  const columns: TableProps<Impact['effects'][number]>['columns'] = [
    { title: t('effect'), render: (_, { kind }) => t(`kind_${kind}`) },
    { title: t('times'), align: 'right', render: (_, { count }) => number(count) },
    { title: t('by_others'), align: 'right', render: (_, { byOthers }) => number(byOthers) },
  ];
  return (
    <Section title={t('effects')}>
      <Table rowKey="kind" columns={columns} dataSource={effects} pagination={false} />
    </Section>
  );
}

function Flows({ flows }: { flows: ImpactFlow[] }) {
  const { t } = useTranslation('impact');
  const { number } = useFormat();
  const columns: TableProps<ImpactFlow>['columns'] = [
    { title: t('flow'), render: (_, { name }) => name },
    ...useCountColumns<ImpactFlow>(),
    { title: t('effects'), align: 'right', render: (_, { effects }) => number(effects) },
  ];
  return (
    <Section title={t('flows')}>
      <Table<ImpactFlow> rowKey="flowId" columns={columns} dataSource={flows} pagination={false} scroll={{ x: 600 }} />
    </Section>
  );
}
