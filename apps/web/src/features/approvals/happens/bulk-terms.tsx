import { describe } from '@tagloom/rule-engine';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { useValueText } from '@/platform/ui/use-value-text';
import styles from '../approvals.module.css';
import { Facts } from '../facts';
import type { ActTerms } from './act-terms';
import { TagLinks } from './links';

/** Which tag, on whom, for how long. */
export function BulkTerms({ approval, request }: ActTerms<'bulkTag'>) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const valueText = useValueText();
  const catalog = useCatalog();
  const { stance, value, whom, reason, expiresAt } = request.bulk;
  const count = 'ids' in whom ? whom.ids.length : whom.total;
  const counted = t('ids' in whom ? 'bulk_named' : 'bulk_found', { count, number: format.number(count) });
  const condition = 'ids' in whom ? undefined : whom.condition;
  return (
    <div className={styles.happens}>
      <Facts
        facts={[
          [t('bulk_tag'), <TagLinks key="tag" approval={approval} />],
          ...(value === undefined || value === true ? [] : [[t('bulk_value'), valueText(value)] as const]),
          [t('bulk_whom'), counted],
          ...('ids' in whom
            ? []
            : [
                [
                  t('bulk_condition'),
                  condition ? describe(condition, format.locale, catalog) : t('bulk_everyone'),
                ] as const,
              ]),
          ...(reason ? [[t('bulk_reason'), reason] as const] : []),
          ...(expiresAt ? [[t('bulk_until'), format.dateTime(expiresAt)] as const] : []),
        ]}
      />
      <p>{t(stance === 'assert' ? 'bulk_happens_assert' : 'bulk_happens_forbid')}</p>
    </div>
  );
}
