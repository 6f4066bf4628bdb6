import { Select } from 'antd';
import { Zap } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { Field } from '../inspector/field';
import type { BodyProps, NodeSpec, SettingsProps } from './node-spec';
import { ValueChip } from './value-chip';

function Body({ node, catalog }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const { localized } = useFormat();
  if (node.kind !== 'trigger' || node.data.on !== 'event') return null;
  const names = node.data.eventTypes.map((name) => {
    const known = catalog.eventTypes.find((type) => type.name === name);
    return known ? localized(known.label) : name;
  });
  if (names.length === 0) return <span>{t('body.noEvent')}</span>;
  return (
    <>
      {t('body.when')}
      {names.slice(0, 2).map((name, at) => (
        <Fragment key={name}>
          {at > 0 && t('body.or')}
          <ValueChip>{name}</ValueChip>
        </Fragment>
      ))}
      {names.length > 2 && t('body.moreEvents', { count: names.length })}
      {t('body.happens')}
    </>
  );
}

function Settings({ node, catalog, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const { localized } = useFormat();
  if (node.kind !== 'trigger' || node.data.on !== 'event') return null;
  const options = catalog.eventTypes.map(({ name, label }) => ({ value: name, label: localized(label) }));
  return (
    <Field label={t('inspector.eventTypes')} note={t('inspector.eventTypesNote')}>
      <Select
        mode="multiple"
        disabled={readOnly}
        value={node.data.eventTypes}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('inspector.chooseEvents')}
        data-testid="event-types"
        aria-label={t('inspector.eventTypes')}
        style={{ width: '100%' }}
        onChange={(eventTypes: string[]) => update({ on: 'event', eventTypes })}
      />
    </Field>
  );
}

export const triggerEvent: NodeSpec = {
  icon: Zap,
  group: 'trigger',
  pinyin: 'shijianfasheng sjfs',
  create: (catalog) => ({
    kind: 'trigger',
    data: { on: 'event', eventTypes: catalog.eventTypes.slice(0, 1).map(({ name }) => name) },
  }),
  owns: (node) => node.kind === 'trigger' && node.data.on === 'event',
  Body,
  Settings,
};
