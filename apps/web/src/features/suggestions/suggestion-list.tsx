import type { Suggestion } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { TagChip } from '@/platform/ui/tag-chip';
import { useActorName } from '@/platform/ui/use-actor-name';
import styles from './suggestions.module.css';

interface SuggestionListProps {
  items: Suggestion[];
  selected: string;
  onSelect: (id: string) => void;
}

/** For whom, which tag, by which rule, since when. */
export function SuggestionList({ items, selected, onSelect }: SuggestionListProps) {
  const { t } = useTranslation('suggestions');
  const format = useFormat();
  const actorName = useActorName();
  return (
    <div className={styles.list} data-testid="suggestions">
      {items.map(({ id, customerId, customerName, tag, value, flowName, createdAt }) => (
        <button
          key={id}
          type="button"
          className={styles.item}
          aria-pressed={id === selected}
          onClick={() => onSelect(id)}
        >
          <span className={styles.line}>
            <b>{customerName ?? t('unnamed', { id: customerId })}</b>
            <TagChip tag={tag} value={value} />
          </span>
          <span className={styles.note}>{t('from', { flow: actorName(flowName), when: format.ago(createdAt) })}</span>
        </button>
      ))}
    </div>
  );
}
