import type { MergePreview } from '@tagloom/contracts';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { rewrittenLines } from '../rewritten-lines';
import styles from '../tag-page.module.css';

interface MergeResultProps {
  preview: MergePreview;
  name: string;
  into: string;
}

/** What the merge would do, as sentences with their numbers; or why it would be refused. */
export function MergeResult({ preview, name, into }: MergeResultProps) {
  const { t } = useTranslation('tagPage');
  const format = useFormat();
  const { customers, both, flows, goldenCases, shares, suggestions, addedValues, obstacles } = preview;
  const counted = (
    key: 'merge_customers' | 'merge_both' | 'merge_golden' | 'merge_shares' | 'merge_suggestions',
    count: number,
  ) => t(key, { count, number: format.number(count), name, into });
  const lines = [
    counted('merge_customers', customers),
    ...(both > 0 ? [counted('merge_both', both)] : []),
    ...rewrittenLines(
      flows,
      { running: 'merge_running', drawn: 'merge_flows', shadow: 'merge_shadow' },
      (key, count, names) => t(key, { count, names, into }),
      t('comma'),
    ),
    ...(goldenCases > 0 ? [counted('merge_golden', goldenCases)] : []),
    ...(shares > 0 ? [counted('merge_shares', shares)] : []),
    ...(suggestions > 0 ? [counted('merge_suggestions', suggestions)] : []),
    ...(addedValues.length > 0 ? [t('merge_values', { into, values: addedValues.join(' · ') })] : []),
  ];
  return (
    <div data-testid="merge-preview" aria-live="polite">
      {obstacles.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('merge_refused')}
          description={
            <ul className={styles.list}>
              {obstacles.map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
          }
        />
      )}
      <ul className={styles.rows}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
