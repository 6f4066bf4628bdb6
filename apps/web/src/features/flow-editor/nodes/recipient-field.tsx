import { ROLES, type Catalog, type Recipient } from '@tagloom/contracts';
import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../inspector/field';

const KINDS = ['user', 'department', 'role'] as const satisfies readonly Recipient['kind'][];

interface RecipientFieldProps {
  label: string;
  note?: string;
  value: Recipient;
  catalog: Catalog;
  readOnly: boolean;
  onChange(to: Recipient): void;
}

/** Of another kind nobody is chosen yet. */
const nobody = (kind: Recipient['kind']): Recipient => (kind === 'role' ? { kind, role: '' } : { kind, id: '' });

/** A person, a department or everyone of a role. */
export function RecipientField({ label, note, value, catalog, readOnly, onChange }: RecipientFieldProps) {
  const { t } = useTranslation(['flowEditor', 'frame']);
  const options =
    value.kind === 'role'
      ? ROLES.map((role) => ({ value: role as string, label: t(`frame:role_${role}`) }))
      : ((value.kind === 'user' ? catalog.users : catalog.departments) ?? []).map(({ id, name }) => ({
          value: id,
          label: name,
        }));
  const chosen = value.kind === 'role' ? value.role : value.id;
  return (
    <Field label={label} note={note}>
      <Segmented<Recipient['kind']>
        block
        disabled={readOnly}
        aria-label={label}
        options={KINDS.map((kind) => ({ value: kind, label: t(`recipient.${kind}`) }))}
        value={value.kind}
        onChange={(kind) => onChange(nobody(kind))}
      />
      <div data-testid="recipient">
        <Select<string>
          style={{ width: '100%' }}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t(`recipient.choose_${value.kind}`)}
          aria-label={t(`recipient.choose_${value.kind}`)}
          notFoundContent={t('recipient.none')}
          disabled={readOnly}
          options={options}
          value={chosen === '' ? undefined : chosen}
          onChange={(next) =>
            onChange(value.kind === 'role' ? { kind: 'role', role: next } : { kind: value.kind, id: next })
          }
        />
      </div>
    </Field>
  );
}

/** Whom it is for, on a card. */
export function useRecipientName(catalog: Catalog): (to: Recipient) => string {
  const { t } = useTranslation(['flowEditor', 'frame']);
  return (to) => {
    if (to.kind === 'role')
      return to.role === '' ? '…' : t('recipient.everyRole', { name: t(`frame:role_${to.role}`) });
    const list = to.kind === 'user' ? catalog.users : catalog.departments;
    return list?.find(({ id }) => id === to.id)?.name ?? (to.id === '' ? '…' : to.id);
  };
}
