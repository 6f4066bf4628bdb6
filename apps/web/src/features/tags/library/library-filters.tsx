import { SHARE_LEVELS, TAG_SCOPES, TAG_SENSITIVITIES } from '@tagloom/contracts';
import { Button, Input, Select } from 'antd';
import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { LevelMark } from '@/platform/sharing';
import page from '@/platform/ui/page.module.css';
import { ATTENTION, HEADQUARTERS, type LibrarySearch } from './library-search';
import styles from './library.module.css';

interface LibraryFiltersProps {
  search: LibrarySearch;
  /** What is typed, before it has come to rest in the address. */
  text: string;
  onText: (text: string) => void;
  onSearch: (search: LibrarySearch) => void;
  /** Whether it is known what is stale or unused. */
  hasHealth: boolean;
}

/** Narrows the library down; everything in it is in the address, so that it can be sent to a colleague. */
export function LibraryFilters({ search, text, onText, onSearch, hasHealth }: LibraryFiltersProps) {
  const { t } = useTranslation(['tags', 'ui']);
  const { departments = [] } = useCatalog();
  const { branch, owner, scope, sensitivity, level, only } = search;
  const isNarrowed = [text || undefined, owner, scope, sensitivity, level, only].some((value) => value !== undefined);
  const set = (change: LibrarySearch) => onSearch({ ...search, ...change });
  return (
    <div className={page.tools} role="search" aria-label={t('filters')}>
      <Input
        allowClear
        className={styles.search}
        prefix={<Search size={14} aria-hidden />}
        placeholder={t('search_hint')}
        aria-label={t('search_hint')}
        data-testid="tag-search"
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
      <Select
        allowClear
        className={styles.filter}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('owner')}
        placeholder={t('owner')}
        data-testid="filter-owner"
        value={owner}
        options={[
          { value: HEADQUARTERS, label: t('ui:headquarters') },
          ...departments.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value?: string) => set({ owner: value })}
      />
      <Select
        allowClear
        className={styles.filter}
        aria-label={t('scope')}
        placeholder={t('scope')}
        data-testid="filter-scope"
        value={scope}
        options={TAG_SCOPES.map((value) => ({ value, label: t(`scope_${value}`) }))}
        onChange={(value?: LibrarySearch['scope']) => set({ scope: value })}
      />
      <Select
        allowClear
        className={styles.filter}
        aria-label={t('sensitivity')}
        placeholder={t('sensitivity')}
        data-testid="filter-sensitivity"
        value={sensitivity}
        options={TAG_SENSITIVITIES.map((value) => ({ value, label: t(`sensitivity_${value}`) }))}
        onChange={(value?: LibrarySearch['sensitivity']) => set({ sensitivity: value })}
      />
      <Select
        allowClear
        className={styles.filter}
        aria-label={t('level_at_least')}
        placeholder={t('level_at_least')}
        data-testid="filter-level"
        value={level}
        options={SHARE_LEVELS.slice(2).map((value) => ({ value, label: <LevelMark level={value} /> }))}
        onChange={(value?: LibrarySearch['level']) => set({ level: value })}
      />
      <Select
        allowClear
        className={styles.filter}
        aria-label={t('attention')}
        placeholder={t('attention')}
        data-testid="filter-attention"
        value={only}
        options={ATTENTION.map((value) => ({
          value,
          label: t(`attention_${value}`),
          disabled: value !== 'review' && !hasHealth,
        }))}
        onChange={(value?: LibrarySearch['only']) => set({ only: value })}
      />
      {isNarrowed && (
        <Button
          type="link"
          onClick={() => {
            onText('');
            onSearch(branch === undefined ? {} : { branch });
          }}
        >
          {t('clear_filters')}
        </Button>
      )}
    </div>
  );
}
