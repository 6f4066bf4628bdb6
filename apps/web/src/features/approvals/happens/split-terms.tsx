import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import styles from '../approvals.module.css';
import type { ActTerms } from './act-terms';
import { TagLink } from './links';

/** Which values become which tags. */
export function SplitTerms({ approval, request }: ActTerms<'splitTag'>) {
  const { t } = useTranslation('approvals');
  const { localized } = useFormat();
  return (
    <div className={styles.happens}>
      <TagLink approval={approval} id={request.tagId} />
      <ul className={styles.parts}>
        {request.parts.map(({ name, values }) => (
          <li key={name['zh-CN']}>
            {t('part_of', { name: localized(name) })}
            <br />
            <span className={styles.note}>{t('part_values', { values: values.join(t('comma')) })}</span>
          </li>
        ))}
      </ul>
      <p>{t('splitTag_happens')}</p>
    </div>
  );
}
