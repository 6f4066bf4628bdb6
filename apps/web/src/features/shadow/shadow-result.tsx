import type { Shadow, ShadowEffect, ShadowPeople, ShadowTag } from '@tagloom/contracts';
import { Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import { SaidTag } from './said-tag';
import styles from './shadow.module.css';

const sum = <T,>(lines: readonly T[], read: (line: T) => number) =>
  lines.reduce((total, line) => total + read(line), 0);

/** What the shadow would have done, beside what is live and what people say. */
export function ShadowResult({ shadow }: { shadow: Shadow }) {
  const { t } = useTranslation('shadow');
  const { number, percent } = useFormat();
  const { tags, people, effects, liveVersion } = shadow;
  const both = sum(tags, (tag) => tag.both);
  const besideLive = both + sum(tags, ({ onlyShadow, onlyLive }) => onlyShadow + onlyLive);
  const agree = sum(people, (tag) => tag.agree);
  const besidePeople = agree + sum(people, ({ onlyPeople, contradicts }) => onlyPeople + contradicts);
  const figures: [string, string][] = [
    ['evaluated', number(shadow.evaluated)],
    ['would_add', number(sum(tags, ({ wouldAdd }) => wouldAdd))],
    ['would_remove', number(sum(tags, ({ wouldRemove }) => wouldRemove))],
    ...(liveVersion !== null && besideLive > 0 ? [['agreement', percent(both / besideLive)] as [string, string]] : []),
    ...(besidePeople > 0 ? [['agreement_people', percent(agree / besidePeople)] as [string, string]] : []),
  ];
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(([key, value]) => (
          <div key={key} className={styles.figure} data-testid={`shadow-${key}`}>
            <dt>{t(key as 'evaluated')}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Tags tags={tags} liveVersion={liveVersion} />
      <People people={people} />
      {effects.length > 0 && <Effects effects={effects} />}
    </>
  );
}

function Section({ title, note, children }: { title: string; note?: string; children?: ReactNode }) {
  return (
    <section className={page.card}>
      <div className={page.head}>
        <h2 className={page.heading}>{title}</h2>
        {note !== undefined && <span className={page.note}>{note}</span>}
      </div>
      {children}
    </section>
  );
}

function Tags({ tags, liveVersion }: { tags: ShadowTag[]; liveVersion: number | null }) {
  const { t } = useTranslation('shadow');
  const { number } = useFormat();
  const count = (title: string, read: (tag: ShadowTag) => number) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, tag: ShadowTag) => number(read(tag)),
  });
  const columns: TableProps<ShadowTag>['columns'] = [
    { title: t('tag'), render: (_, tag) => <SaidTag tag={tag} said={tag} /> },
    count(t('would_add'), ({ wouldAdd }) => wouldAdd),
    count(t('would_remove'), ({ wouldRemove }) => wouldRemove),
    ...(liveVersion === null
      ? []
      : [
          count(t('both'), ({ both }) => both),
          count(t('only_shadow'), ({ onlyShadow }) => onlyShadow),
          count(t('only_live'), ({ onlyLive }) => onlyLive),
        ]),
  ];
  return (
    <Section title={t('tags')} note={liveVersion === null ? t('no_live') : t('beside_live', { version: liveVersion })}>
      <Table<ShadowTag>
        rowKey={({ tagId, stance, value }) => `${tagId}/${stance}/${JSON.stringify(value)}`}
        columns={columns}
        dataSource={tags}
        pagination={tags.length > 20 && { pageSize: 20 }}
        scroll={{ x: 640 }}
        data-testid="shadow-tags"
      />
    </Section>
  );
}

function People({ people }: { people: ShadowPeople[] }) {
  const { t } = useTranslation('shadow');
  const { number } = useFormat();
  if (people.length === 0) return <Section title={t('people')} note={t('people_none')} />;
  const columns: TableProps<ShadowPeople>['columns'] = [
    { title: t('tag'), render: (_, tag) => <SaidTag tag={tag} said={{ stance: 'assert', value: null }} /> },
    { title: t('agree'), align: 'right', render: (_, { agree }) => number(agree) },
    { title: t('only_people'), align: 'right', render: (_, { onlyPeople }) => number(onlyPeople) },
    { title: t('contradicts'), align: 'right', render: (_, { contradicts }) => number(contradicts) },
  ];
  return (
    <Section title={t('people')}>
      <Table<ShadowPeople>
        rowKey="tagId"
        columns={columns}
        dataSource={people}
        pagination={people.length > 20 && { pageSize: 20 }}
        scroll={{ x: 520 }}
        data-testid="shadow-people"
      />
    </Section>
  );
}

function Effects({ effects }: { effects: ShadowEffect[] }) {
  const { t } = useTranslation('shadow');
  const { number } = useFormat();
  const columns: TableProps<ShadowEffect>['columns'] = [
    { title: t('effect'), render: (_, { kind }) => t(`kind_${kind}`) },
    { title: t('times'), align: 'right', render: (_, { times }) => t('times_value', { count: times }) },
    { title: t('customers'), align: 'right', render: (_, { customers }) => number(customers) },
  ];
  return (
    <Section title={t('effects')}>
      <Table<ShadowEffect>
        rowKey="nodeId"
        columns={columns}
        dataSource={effects}
        pagination={false}
        scroll={{ x: 420 }}
      />
    </Section>
  );
}
