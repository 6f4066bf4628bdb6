import { Radio } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Field } from '../inspector/field';
import type { BodyProps, NodeSpec, SettingsProps } from './node-spec';
import { ValueChip } from './value-chip';

function Body({ node }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  if (node.kind !== 'action' || node.data.action !== 'emit') return null;
  return (
    <>
      {t('body.emit')}
      <ValueChip>{node.data.type}</ValueChip>
    </>
  );
}

function Settings({ node }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  if (node.kind !== 'action' || node.data.action !== 'emit') return null;
  return (
    <Field label={t('inspector.emit')} note={t('inspector.emitNote')}>
      <pre>{JSON.stringify({ type: node.data.type, params: node.data.params }, null, 2)}</pre>
    </Field>
  );
}

/** Came with an imported rule: kept and shown, not offered. */
export const actionEmit: NodeSpec = {
  icon: Radio,
  group: 'action',
  pinyin: '',
  owns: (node) => node.kind === 'action' && node.data.action === 'emit',
  Body,
  Settings,
};
