import { localize, type LocalizedText } from '@tagloom/contracts';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { MaskedMark } from '@/platform/sharing/masked-mark';
import styles from './tag-chip.module.css';
import { useValueText } from './use-value-text';

export interface TagChipProps {
  tag: { name: LocalizedText; category: string };
  value?: unknown;
  /** There is a value, and the reader may not see it. */
  masked?: boolean;
  /** Pale: the tag does not hold, it is only mentioned. */
  muted?: boolean;
  onRemove?: () => void;
}

/** A tag in its category's colour, with its value behind the name. */
export function TagChip({ tag, value, masked = false, muted = false, onRemove }: TagChipProps) {
  const { locale } = useFormat();
  const { t } = useTranslation('common');
  const valueText = useValueText();
  const name = localize(tag.name, locale);
  const text = masked || value === null || value === undefined || value === true ? '' : valueText(value);
  return (
    <span className={styles.chip} data-category={tag.category} data-muted={muted || undefined}>
      {text === '' ? name : `${name} · ${text}`}
      {masked && <MaskedMark />}
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={`${t('delete')} ${name}`} onClick={onRemove}>
          <X size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}
