import type { SplitPreview } from '@tagloom/contracts';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { rewrittenLines } from '../rewritten-lines';
import styles from '../tag-page.module.css';

/** Who would have which new tag, and what stays; or why it would be refused. */
export function SplitResult({ preview, name }: { preview: SplitPreview; name: string }) {
  const { t } = useTranslation(['tagPage', 'errors']);
  const format = useFormat();
  return (
    <div data-testid="split-preview" aria-live="polite">
      {preview.obstacles.map(({ code, flow, message }) => (
        <Alert
          key={message}
          type="error"
          showIcon
          title={t('split_refused')}
          description={
            <>
              {flow !== undefined && <p className={styles.refusal}>{message}</p>}
              {code === 'tag_in_use' ? t('split_in_use') : flow === undefined && t(`errors:${code}`)}
            </>
          }
        />
      ))}
      <ul className={styles.rows}>
        {preview.parts.map((part) => (
          <li key={part.values.join(' ')}>
            {t('split_customers', {
              count: part.customers,
              number: format.number(part.customers),
              values: part.values.join(t('comma')),
              name: format.localized(part.name),
            })}
          </li>
        ))}
        {rewrittenLines(
          preview.flows ?? [],
          { running: 'split_running', drawn: 'split_flows', shadow: 'merge_shadow' },
          (key, count, names) => t(key, { count, names }),
          t('comma'),
        ).map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>{t('split_rest', { name, values: preview.rest.join(t('comma')) })}</li>
      </ul>
    </div>
  );
}
