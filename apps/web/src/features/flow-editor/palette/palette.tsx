import { Input, type InputRef } from 'antd';
import { Search } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { PALETTE_GROUPS, VARIANTS, type Variant } from '../nodes/node-spec';
import { NODE_SPECS } from '../nodes/registry';
import { PaletteItem } from './palette-item';
import styles from './palette.module.css';

/** Everything that can be put on the canvas, found by name or pinyin. */
export function Palette({ searchRef }: { searchRef: RefObject<InputRef | null> }) {
  const { t } = useTranslation('flowEditor');
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const matches = (variant: Variant) =>
    `${t(`node.${variant}.label`)} ${NODE_SPECS[variant].pinyin} ${variant}`.toLowerCase().includes(wanted);
  const offered = VARIANTS.filter((variant) => NODE_SPECS[variant].create && matches(variant));
  return (
    <aside className={styles.palette} aria-label={t('palette.label')}>
      <Input
        ref={searchRef}
        value={text}
        prefix={<Search size={14} aria-hidden />}
        suffix={<kbd className={styles.key}>/</kbd>}
        placeholder={t('palette.search')}
        aria-label={t('palette.search')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      {PALETTE_GROUPS.map((group) => {
        const variants = offered.filter((variant) => NODE_SPECS[variant].group === group);
        if (variants.length === 0) return null;
        return (
          <section key={group}>
            <h2 className={styles.group}>{t(`palette.group.${group}`)}</h2>
            {variants.map((variant) => (
              <PaletteItem key={variant} variant={variant} />
            ))}
          </section>
        );
      })}
      {offered.length === 0 && <p className={styles.none}>{t('palette.none')}</p>}
    </aside>
  );
}
