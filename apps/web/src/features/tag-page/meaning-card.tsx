import type { TagDetail } from '@tagloom/contracts';
import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import page from '@/platform/ui/page.module.css';
import { TagChip } from '@/platform/ui/tag-chip';
import styles from './tag-page.module.css';

/** What the tag says about a customer, with examples, and what it can say. */
export function MeaningCard({ tag }: { tag: TagDetail }) {
  const { t } = useTranslation(['tagPage', 'ui']);
  const format = useFormat();
  const { meaning, purpose, kind, values, validityDays, examples } = tag;
  return (
    <section className={page.card} data-testid="tag-meaning">
      <h2 className={page.heading}>{t('meaning')}</h2>
      {meaning === '' ? <p className={page.note}>{t('meaning_empty')}</p> : <p className={styles.text}>{meaning}</p>}
      {purpose !== '' && (
        <>
          <h3 className={styles.label}>{t('purpose')}</h3>
          <p className={styles.text}>{purpose}</p>
        </>
      )}
      {(examples.positive.length > 0 || examples.negative.length > 0) && (
        <div className={styles.examples}>
          <Examples title={t('positive')} lines={examples.positive} isTrue />
          <Examples title={t('negative')} lines={examples.negative} isTrue={false} />
        </div>
      )}
      <h3 className={styles.label}>{t(values.length > 0 ? 'values' : 'field_kind')}</h3>
      <p className={styles.kind}>
        {t(`kind_${kind}`)}
        <span className={page.note}>
          {' · '}
          {validityDays === null
            ? t('validity_none')
            : t('validity', {
                days: t('ui:days_counted', { count: validityDays, number: format.number(validityDays) }),
              })}
        </span>
      </p>
      {values.length > 0 && (
        <ul className={styles.values}>
          {values.map((value) => (
            <li key={value}>
              <TagChip tag={{ name: { 'zh-CN': value }, category: tag.category }} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Examples({ title, lines, isTrue }: { title: string; lines: readonly string[]; isTrue: boolean }) {
  const { t } = useTranslation('common');
  const Icon = isTrue ? Check : X;
  return (
    <div>
      <h3 className={styles.label}>{title}</h3>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line}>
            <Icon size={14} className={isTrue ? styles.yes : styles.no} aria-hidden />
            {line}
          </li>
        ))}
        {lines.length === 0 && <li className={page.note}>{t('none')}</li>}
      </ul>
    </div>
  );
}
