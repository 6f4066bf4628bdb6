import { useQuery } from '@tanstack/react-query';
import type { TagDetail, TagVersion } from '@tagloom/contracts';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { includesLevel } from '@/platform/sharing';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { Mark } from '@/platform/ui/mark';
import page from '@/platform/ui/page.module.css';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from '../tag-page.module.css';
import { versionsQuery } from '../tag-page-queries';
import { useChangeText } from './use-change-text';
import own from './versions.module.css';

const FEW = 5;

/** Who changed the definition when, from what to what. */
export function VersionsCard({ tag }: { tag: TagDetail }) {
  const { t } = useTranslation('tagPage');
  const mayRead = includesLevel(tag.level, 'read');
  const versions = useQuery({ ...versionsQuery(tag.id), enabled: mayRead });
  const [all, setAll] = useState(false);
  const shown = all ? versions.data : versions.data?.slice(0, FEW);
  const more = (versions.data?.length ?? 0) - (shown?.length ?? 0);
  return (
    <section className={page.card} data-testid="tag-versions">
      <h2 className={page.heading}>{t('versions')}</h2>
      {!mayRead && <p className={page.note}>{t('versions_level')}</p>}
      {mayRead && versions.isPending && <Skeleton active paragraph={{ rows: 3 }} title={false} />}
      {versions.isError && <ErrorNotice error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.data?.length === 0 && <p className={page.note}>{t('versions_none')}</p>}
      <ol className={styles.rows}>
        {shown?.map((version) => (
          <VersionRow key={`${version.revision} ${version.at}`} version={version} />
        ))}
      </ol>
      {more > 0 && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('versions_more', { count: more })}
        </Button>
      )}
    </section>
  );
}

function VersionRow({ version }: { version: TagVersion }) {
  const { t } = useTranslation('tagPage');
  const format = useFormat();
  const actorName = useActorName();
  const changeText = useChangeText();
  const { revision, kind, at, by, note, changes } = version;
  return (
    <li data-revision={revision}>
      <span className={styles.rowHead}>
        <span>
          <Mark>{t('revision', { revision })}</Mark> <b className={page.name}>{t(`version_${kind}`)}</b>
        </span>
        <span className={page.note}>
          {actorName(by)} · {format.dateTime(at)}
        </span>
      </span>
      {note !== '' && <p className={own.note}>{t('quoted', { text: note })}</p>}
      {changes.length > 0 && (
        <dl className={own.changes}>
          {changes.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{t(`field_${field}`)}</dt>
              <dd>
                {kind === 'created' ? (
                  changeText(field, after)
                ) : (
                  <>
                    <del>{changeText(field, before)}</del> <span aria-label={t('became')}>→</span>{' '}
                    <ins>{changeText(field, after)}</ins>
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
