import { isTagAction, type Catalog, type FlowNode, type TagActionData } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { TagChip } from '@/platform/ui/tag-chip';
import { TagSearchSelect } from '@/platform/ui/tag-search-select';
import { Field } from '../inspector/field';

export const tagActionOf = (node: FlowNode): TagActionData | undefined =>
  node.kind === 'action' && isTagAction(node.data) ? node.data : undefined;

export const tagOf = (catalog: Catalog, key: string) => catalog.tags.find((tag) => tag.key === key);

/** The tag of an action on its card: in its category's colour, or a word that there is none yet. */
export function ActionTag({ catalog, tagKey }: { catalog: Catalog; tagKey: string }) {
  const { t } = useTranslation('flowEditor');
  const tag = tagOf(catalog, tagKey);
  if (tag) return <TagChip tag={tag} />;
  return <span>{tagKey || t('body.noTag')}</span>;
}

interface TagFieldProps {
  value: string;
  readOnly: boolean;
  onChange: (key: string) => void;
}

export function TagField({ value, readOnly, onChange }: TagFieldProps) {
  const { t } = useTranslation('flowEditor');
  return (
    <Field label={t('inspector.tag')}>
      <div data-testid="tag-picker">
        <TagSearchSelect needs="use" value={value} disabled={readOnly} onChange={onChange} />
      </div>
    </Field>
  );
}
