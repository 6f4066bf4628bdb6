import type { TagGroup } from '@tagloom/contracts';
import { TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import page from '@/platform/ui/page.module.css';
import styles from './form.module.css';
import type { Conflict, Side, TagField } from './tag-form-values';
import { useFieldText } from './use-field-text';

interface ConflictChoiceProps {
  conflicts: readonly Conflict[];
  groups: readonly TagGroup[];
  onChoose: (field: TagField, side: Side) => void;
}

/** Two people changed one definition: both versions, field by field, and which of them is to be saved. */
export function ConflictChoice({ conflicts, groups, onChoose }: ConflictChoiceProps) {
  const { t } = useTranslation('tags');
  const fieldText = useFieldText(groups);
  const name = useId();
  return (
    <section className={styles.conflict} role="alert" data-testid="tag-conflict">
      <h3 className={styles.conflictTitle}>
        <TriangleAlert size={16} aria-hidden />
        {t('conflict_title')}
      </h3>
      <p>{conflicts.length === 0 ? t('conflict_none') : t('conflict_text')}</p>
      {conflicts.map((conflict) => (
        <div key={conflict.field} role="radiogroup" aria-label={fieldText.label(conflict.field)}>
          <div className={page.name}>{fieldText.label(conflict.field)}</div>
          <div className={styles.sides}>
            {(['mine', 'theirs'] as const).map((side) => (
              <label key={side} className={styles.side} data-chosen={conflict.chosen === side || undefined}>
                <input
                  type="radio"
                  name={`${name} ${conflict.field}`}
                  checked={conflict.chosen === side}
                  onChange={() => onChoose(conflict.field, side)}
                />
                <span>
                  <small>{t(`conflict_${side}`)}</small>
                  {fieldText.value(conflict.field, conflict[side])}
                </span>
              </label>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}
