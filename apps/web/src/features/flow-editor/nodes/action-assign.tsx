import { UserCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { effectOf, effectSpec } from './effect';
import { EffectMembershipField } from './membership-fields';
import type { BodyProps, SettingsProps } from './node-spec';
import { RecipientField, useRecipientName } from './recipient-field';
import { ValueChip } from './value-chip';

const NOTES = {
  user: 'inspector.assignNote',
  department: 'inspector.assignDepartmentNote',
  role: 'inspector.assignRoleNote',
} as const;

function Body({ node, catalog }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const nameOf = useRecipientName(catalog);
  const data = effectOf(node, 'assign');
  if (!data) return null;
  return (
    <>
      {t('body.assign')}
      <ValueChip>{nameOf(data.to)}</ValueChip>
    </>
  );
}

function Settings({ node, catalog, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const data = effectOf(node, 'assign');
  if (!data) return null;
  return (
    <>
      <RecipientField
        label={t('inspector.assignTo')}
        note={t(NOTES[data.to.kind])}
        value={data.to}
        catalog={catalog}
        readOnly={readOnly}
        onChange={(to) => update({ ...data, to })}
      />
      <EffectMembershipField data={data} readOnly={readOnly} update={update} />
    </>
  );
}

export const actionAssign = effectSpec<'assign'>(
  { action: 'assign', to: { kind: 'user', id: '' }, membership: 'once' },
  { icon: UserCheck, pinyin: 'fenpeikehu fpkh', Body, Settings },
);
