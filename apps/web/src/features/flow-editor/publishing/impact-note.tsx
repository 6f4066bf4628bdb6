import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { flowPreviewQuery } from '@/platform/shared/flow-preview-query';
import styles from './publishing.module.css';

/** What the latest impact preview said, and the way to a new one. */
export function ImpactNote({ flowId }: { flowId: string }) {
  const { t } = useTranslation('flowEditor');
  const { number } = useFormat();
  const { data } = useQuery({ ...flowPreviewQuery(flowId), retry: false });
  const impact = data?.impact;
  return (
    <p className={styles.note} data-testid="publish-impact">
      {impact &&
        t(data.isCurrent ? 'publish.impact' : 'publish.impactOutdated', {
          gained: number(impact.gained),
          lost: number(impact.lost),
          unchanged: number(impact.unchanged),
        })}{' '}
      <a href={`/flows/${flowId}/impact`}>{t(impact ? 'publish.impactOpen' : 'publish.impactStart')}</a>
    </p>
  );
}
