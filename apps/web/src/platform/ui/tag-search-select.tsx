import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ShareLevel, Tag } from '@tagloom/contracts';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { includesLevel } from '@/platform/sharing/levels';
import { useAsk } from '@/platform/sharing/use-ask';
import { TagChip } from './tag-chip';
import { taxonomyQuery } from './taxonomy-query';
import { TooLowOption } from './too-low-option';

export interface TagSearchSelectProps {
  /** Key of the chosen tag. */
  value: string | undefined;
  onChange: (key: string, tag: Tag) => void;
  /** What is going to be done with the tag; those that the reader has less of are shown with the reason, and can be asked for. */
  needs?: ShareLevel;
  /** Instead of a choice, one is about to ask for the tag. */
  onAsk?: () => void;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** Finds a tag by name, pinyin or initials. */
export function TagSearchSelect(props: TagSearchSelectProps) {
  const { value, onChange, needs = 'hidden', onAsk, disabled, autoFocus } = props;
  const { t } = useTranslation('ui');
  const ask = useAsk();
  const isTooLow = (tag: Tag) => !includesLevel(tag.level, needs);
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
      options={tags.map((tag) =>
        isTooLow(tag)
          ? {
              value: tag.key,
              label: <TooLowOption tag={tag} needs={needs} mayAsk={ask !== undefined} />,
              disabled: ask === undefined,
            }
          : { value: tag.key, label: <TagChip tag={tag} /> },
      )}
      value={value || undefined}
      onChange={(key) => {
        const tag = tags.find((known) => known.key === key);
        if (tag && isTooLow(tag)) {
          onAsk?.();
          ask?.(tag, needs);
        } else if (tag) onChange(key, tag);
        setText('');
      }}
      disabled={disabled}
      autoFocus={autoFocus}
    />
  );
}
