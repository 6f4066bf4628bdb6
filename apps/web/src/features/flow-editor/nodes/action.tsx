import type { Catalog, FlowNode, FlowNodeOf, Membership } from '@tagloom/contracts';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { TagChip } from '@/platform/ui/tag-chip';
import { TagSearchSelect } from '@/platform/ui/tag-search-select';
import { Field } from '../inspector/field';
import type { SettingsProps } from './node-spec';

/** The data of an action on a tag. */
export type TagAction = Exclude<FlowNodeOf<'action'>['data'], { action: 'emit' }>;

export const tagActionOf = (node: FlowNode): TagAction | undefined =>
  node.kind === 'action' && node.data.action !== 'emit' ? node.data : undefined;

export const tagOf = (catalog: Catalog, key: string) => catalog.tags.find((tag) => tag.key === key);

/** The tag of an action on its card: in its category's colour, or a word that there is none yet. */
export function ActionTag({ catalog, tagKey }: { catalog: Catalog; tagKey: string }) {
  const { t } = useTranslation('flowEditor');
  const tag = tagOf(catalog, tagKey);
  if (tag) return <TagChip tag={tag} />;
  return <span>{tagKey || t('body.noTag')}</span>;
}

export function TagField({
  data,
  readOnly,
  onChange,
}: {
  data: TagAction;
  readOnly: boolean;
  onChange: (key: string) => void;
}) {
  const { t } = useTranslation('flowEditor');
  return (
    <Field label={t('inspector.tag')}>
      <div data-testid="tag-picker">
        <TagSearchSelect value={data.tag} disabled={readOnly} onChange={onChange} />
      </div>
    </Field>
  );
}

/** Whether the tag stays when the condition goes. */
export function MembershipField({
  data,
  readOnly,
  update,
}: { data: TagAction } & Pick<SettingsProps, 'readOnly' | 'update'>) {
  const { t } = useTranslation('flowEditor');
  const options = (['while', 'once'] as const).map((value) => ({ value, label: t(`membership.${value}`) }));
  return (
    <Field label={t('inspector.membership')} note={t(`inspector.membershipNote.${data.action}.${data.membership}`)}>
      <Segmented<Membership>
        block
        disabled={readOnly}
        options={options}
        value={data.membership}
        aria-label={t('inspector.membership')}
        onChange={(membership) => update({ ...data, membership })}
      />
    </Field>
  );
}
