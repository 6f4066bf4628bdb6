import type { Catalog } from '@tagloom/contracts';
import { Select } from 'antd';
import { UserPen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { useValueText } from '@/platform/ui/use-value-text';
import { ValueInput } from '@/platform/ui/value-input';
import { Field } from '../inspector/field';
import { effectOf, effectSpec } from './effect';
import { EffectMembershipField } from './membership-fields';
import type { BodyProps, SettingsProps } from './node-spec';
import { ValueChip } from './value-chip';

const factOf = (catalog: Catalog, field: string) => catalog.facts.find(({ name }) => name === `profile.${field}`);

function Body({ node, catalog }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const { localized } = useFormat();
  const valueText = useValueText();
  const data = effectOf(node, 'setField');
  if (!data) return null;
  const fact = factOf(catalog, data.field);
  return (
    <>
      {t('body.setField')}
      <ValueChip>{fact ? localized(fact.label) : data.field || '…'}</ValueChip>
      {t('body.setTo')}
      <ValueChip>{valueText(data.value, fact) || '…'}</ValueChip>
    </>
  );
}

function Settings({ node, catalog, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const { localized } = useFormat();
  const data = effectOf(node, 'setField');
  if (!data) return null;
  const fact = factOf(catalog, data.field);
  return (
    <>
      <Field label={t('inspector.field')}>
        <div data-testid="field-picker">
          <Select<string>
            style={{ width: '100%' }}
            disabled={readOnly}
            placeholder={t('inspector.chooseField')}
            aria-label={t('inspector.field')}
            value={data.field === '' ? undefined : data.field}
            options={(catalog.profileFields ?? []).map(({ key, label }) => ({ value: key, label: localized(label) }))}
            onChange={(field) => update({ ...data, field, value: null })}
          />
        </div>
      </Field>
      {fact && (
        <Field label={t('inspector.fieldValue')}>
          <ValueInput
            fact={fact}
            operator={fact.type === 'date' ? 'after' : 'equal'}
            value={data.value ?? undefined}
            disabled={readOnly}
            onChange={(value) => update({ ...data, value: value ?? null }, 'value')}
          />
        </Field>
      )}
      <EffectMembershipField data={data} readOnly={readOnly} update={update} />
    </>
  );
}

export const actionSetField = effectSpec<'setField'>(
  { action: 'setField', field: '', value: null, membership: 'every' },
  { icon: UserPen, pinyin: 'xiugaiziliao xgzl', Body, Settings },
);
