import { TAG_CATEGORIES, type CustomerDetail, type EffectiveTagView } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { EmptyState } from '@/platform/ui/empty-state';
import { TagChip } from '@/platform/ui/tag-chip';
import { useClaimText } from '@/platform/ui/claim-text';
import styles from './customer-tags.module.css';

interface CustomerTagsProps {
  customer: CustomerDetail;
  selected: string | undefined;
  onSelect: (key: string) => void;
}

/** The tags that hold, by category, each with who says so; below, those that are claimed and do not hold. */
export function CustomerTags({ customer, selected, onSelect }: CustomerTagsProps) {
  const { t } = useTranslation(['customers', 'common']);
  const held = customer.tags.filter(({ state }) => state === 'held');
  const others = customer.tags.filter(({ state }) => state !== 'held');
  return (
    <div data-testid="customer-tags">
      {held.length === 0 && <EmptyState title={t('no_tags')} hint={t('no_tags_hint')} />}
      {TAG_CATEGORIES.map((category) => {
        const tags = held.filter((tag) => tag.category === category);
        return (
          tags.length > 0 && (
            <section key={category} className={styles.group}>
              <h3 className={styles.category}>{t(`common:category_${category}`)}</h3>
              {tags.map((tag) => (
                <Row key={tag.key} tag={tag} selected={tag.key === selected} onSelect={onSelect} />
              ))}
            </section>
          )
        );
      })}
      {others.length > 0 && (
        <section className={styles.group}>
          <h3 className={styles.category}>{t('tags_not_held')}</h3>
          {others.map((tag) => (
            <Row key={tag.key} tag={tag} selected={tag.key === selected} onSelect={onSelect} />
          ))}
        </section>
      )}
    </div>
  );
}

interface RowProps {
  tag: EffectiveTagView;
  selected: boolean;
  onSelect: (key: string) => void;
}

function Row({ tag, selected, onSelect }: RowProps) {
  const line = useTagLine();
  return (
    <button
      type="button"
      className={styles.tag}
      aria-pressed={selected}
      data-testid={tag.state === 'held' ? `customer-tag-${tag.key}` : `customer-tag-${tag.key}-${tag.state}`}
      onClick={() => onSelect(tag.key)}
    >
      <TagChip tag={tag} value={tag.value} masked={tag.masked} muted={tag.state !== 'held'} />
      <span className={styles.source}>{line(tag)}</span>
    </button>
  );
}

function useTagLine(): (tag: EffectiveTagView) => string {
  const { t } = useTranslation('customers');
  const { localized } = useFormat();
  const claimText = useClaimText();
  const { dateTime } = useFormat();
  return ({ state, beatenBy, claims }) => {
    if (state === 'beaten')
      return beatenBy ? t('state_beaten', { name: localized(beatenBy.name) }) : t('state_beaten_plain');
    const deciding = claims.find((claim) => claim.deciding) ?? claims[0];
    const parts = [deciding ? claimText(deciding) : ''];
    if (state === 'forbidden') parts.push(t('state_forbidden'));
    if (deciding?.expiresAt) parts.push(t(`until_${deciding.stance}`, { when: dateTime(deciding.expiresAt) }));
    return parts.filter(Boolean).join(' · ');
  };
}
