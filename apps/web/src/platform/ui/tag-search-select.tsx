import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Tag } from '@tagloom/contracts';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { TagChip } from './tag-chip';
import { taxonomyQuery } from './taxonomy-query';

export interface TagSearchSelectProps {
  /** Key of the chosen tag. */
  value: string | undefined;
  onChange: (key: string, tag: Tag) => void;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** Finds a tag by name, pinyin or initials. */
export function TagSearchSelect({ value, onChange, disabled, autoFocus }: TagSearchSelectProps) {
  const { t } = useTranslation('ui');
  const [text, setText] = useState('');
  const found = useQuery({
    queryKey: ['tags', 'search', text],
    queryFn: () => api.get<Tag[]>(`/tags/search?q=${encodeURIComponent(text)}`),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({ ...taxonomyQuery, enabled: Boolean(value) }).data?.tags.find((tag) => tag.key === value);
  const tags = [...(found.data ?? [])];
  if (chosen && text === '' && !tags.some((tag) => tag.key === chosen.key)) tags.unshift(chosen);
  return (
    <Select
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      aria-label={t('tag_search')}
      placeholder={t('tag_search')}
      notFoundContent={found.isFetching ? null : t('tag_none')}
      loading={found.isFetching}
      options={tags.map((tag) => ({ value: tag.key, label: <TagChip tag={tag} /> }))}
      value={value || undefined}
      onChange={(key) => {
        const tag = tags.find((known) => known.key === key);
        if (tag) onChange(key, tag);
        setText('');
      }}
      disabled={disabled}
      autoFocus={autoFocus}
    />
  );
}
