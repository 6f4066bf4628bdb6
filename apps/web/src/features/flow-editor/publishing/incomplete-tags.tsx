import type { LocalizedText } from '@tagloom/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/platform/api';
import { useFormat } from '@/platform/format';
import styles from './publishing.module.css';

interface IncompleteTag {
  id: string;
  name: LocalizedText;
  fields: ('purpose' | 'steward' | 'reviewAt')[];
}

/** The tags that stop publishing because nobody answers for them: what each lacks, and the way to its page. */
export function IncompleteTags({ error }: { error: unknown }) {
  const { t } = useTranslation('flowEditor');
  const format = useFormat();
  if (!(error instanceof ApiError) || error.code !== 'tag_definition_incomplete') return null;
  const tags = (error.params?.tags ?? []) as IncompleteTag[];
  return (
    <div className={styles.note} data-testid="incomplete-tags">
      <ul>
        {tags.map(({ id, name, fields }) => (
          <li key={id}>
            <Link to="/tags/$id" params={{ id }}>
              {format.localized(name)}
            </Link>{' '}
            {t('publish.lacks', { fields: fields.map((field) => t(`publish.field_${field}`)).join(t('publish.and')) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
