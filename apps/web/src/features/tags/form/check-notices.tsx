import type { TagCheck } from '@tagloom/contracts';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from './form.module.css';
import { usePathText } from './use-path-text';

/** What would be refused, and tags that seem to be the same. Above the fields, and told to screen readers as it changes. */
export function CheckNotices({ check }: { check: TagCheck | undefined }) {
  const { t } = useTranslation('tags');
  const { locale, localized } = useFormat();
  const pathText = usePathText();
  const { leaks = [], problems = [], duplicates = [] } = check ?? {};
  return (
    <div className={styles.notices} aria-live="polite">
      {leaks.length > 0 && (
        <Alert
          type="error"
          showIcon
          data-testid="tag-leaks"
          title={t('leaks_title')}
          description={
            <ul className={styles.lines}>
              {leaks.map(({ path, kind, excerpt, message }) => (
                <li key={`${path} ${kind} ${excerpt}`}>
                  {t('at_path', { path: pathText(path), text: message[locale] ?? excerpt })}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {problems.length > 0 && (
        <Alert
          type="error"
          showIcon
          data-testid="tag-problems"
          title={t('problems_title')}
          description={
            <ul className={styles.lines}>
              {problems.map(({ path, code, message }) => (
                <li key={`${path} ${code}`}>{t('at_path', { path: pathText(path), text: message[locale] ?? code })}</li>
              ))}
            </ul>
          }
        />
      )}
      {duplicates.length > 0 && (
        <Alert
          type="warning"
          showIcon
          data-testid="tag-duplicates"
          title={t('duplicates_title')}
          description={
            <ul className={styles.lines}>
              {duplicates.map(({ id, name, reason, message }) => (
                <li key={id}>
                  {message[locale] ?? t(`duplicate_${reason}`)} {/* in a tab of its own: what is typed here stays */}
                  <a href={`/tags/${id}`} target="_blank" rel="noreferrer">
                    {t('open_tag', { name: localized(name) })}
                  </a>
                </li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  );
}
