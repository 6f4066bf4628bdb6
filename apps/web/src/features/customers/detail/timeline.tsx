import { useInfiniteQuery } from '@tanstack/react-query';
import type { TimelineEntry, TimelineResponse } from '@tagloom/contracts';
import { Button, Skeleton } from 'antd';
import { Tag as TagIcon, Zap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { TagChip } from '@/platform/ui/tag-chip';
import { useValueText } from '@/platform/ui/use-value-text';
import { useActorText, useEffectText } from '@/platform/ui/change-text';
import styles from './timeline.module.css';

/** Events and changes of tags, newest first. */
export function Timeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const pages = useInfiniteQuery({
    queryKey: ['customers', customerId, 'timeline'],
    queryFn: ({ pageParam }) =>
      api.get<TimelineResponse>(
        `/customers/${customerId}/timeline${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ''}`,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : 2_000),
  });
  if (pages.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (pages.isError) return <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  const entries = pages.data.pages.flatMap((page) => page.entries);
  return (
    <div data-testid="timeline">
      {entries.length === 0 && <EmptyState title={t('timeline_empty')} />}
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <Entry key={entry.kind === 'event' ? `e${entry.event.id}` : `c${entry.change.id}`} entry={entry} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('load_more')}
        </Button>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const format = useFormat();
  return (
    <li className={styles.entry} data-kind={entry.kind}>
      <span className={styles.icon}>
        {entry.kind === 'event' ? <Zap size={14} aria-hidden /> : <TagIcon size={14} aria-hidden />}
      </span>
      <div className={styles.body}>
        {entry.kind === 'event' ? <EventEntry entry={entry} /> : <ChangeEntry entry={entry} />}
        <time className={styles.note} dateTime={entry.at}>
          {format.dateTime(entry.at)}
        </time>
      </div>
    </li>
  );
}

function EventEntry({ entry: { event } }: { entry: Extract<TimelineEntry, { kind: 'event' }> }) {
  const catalog = useCatalog();
  const { localized } = useFormat();
  const valueText = useValueText();
  const type = catalog.eventTypes.find(({ name }) => name === event.type);
  const properties = Object.entries(event.properties).filter(([, value]) => value !== null);
  return (
    <>
      <span className={styles.what}>{type ? localized(type.label) : event.type}</span>
      <dl className={styles.properties}>
        {properties.map(([name, value]) => {
          const fact = catalog.facts.find((known) => known.name === `event.${name}`);
          return (
            <div key={name}>
              <dt>{fact ? localized(fact.label) : name}</dt>
              <dd title={valueText(value, fact)}>{valueText(value, fact)}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

function ChangeEntry({ entry: { change } }: { entry: Extract<TimelineEntry, { kind: 'change' }> }) {
  const effectText = useEffectText();
  const actorText = useActorText();
  return (
    <>
      <span className={styles.what}>
        {effectText(change)} <TagChip tag={change.tag} />
      </span>
      <span className={styles.note}>{actorText(change)}</span>
      {change.reason && <span className={styles.note}>{change.reason}</span>}
    </>
  );
}
