import { InputNumber } from 'antd';
import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Field } from '../inspector/field';
import { useInputCount } from './gate';
import type { BodyProps, NodeSpec, SettingsProps } from './node-spec';
import { ValueChip } from './value-chip';

function Body({ node }: BodyProps) {
  const { t } = useTranslation('flowEditor');
  const count = useInputCount(node.id);
  if (node.kind !== 'gate' || node.data.gate !== 'atLeast') return null;
  return (
    <>
      {t('body.gate.atLeast.before', { count })}
      <ValueChip>{t('body.gate.atLeast.value', { k: node.data.k })}</ValueChip>
      {t('body.gate.atLeast.after')}
    </>
  );
}

function Settings({ node, readOnly, update }: SettingsProps) {
  const { t } = useTranslation('flowEditor');
  const count = useInputCount(node.id);
  if (node.kind !== 'gate' || node.data.gate !== 'atLeast') return null;
  return (
    <Field label={t('inspector.k')} note={t('inspector.kNote', { count })}>
      <InputNumber
        min={1}
        max={1000}
        precision={0}
        disabled={readOnly}
        value={node.data.k}
        aria-label={t('inspector.k')}
        data-testid="gate-k"
        onChange={(k) => k !== null && update({ gate: 'atLeast', k }, 'k')}
      />
    </Field>
  );
}

export const gateAtLeast: NodeSpec = {
  icon: ListChecks,
  group: 'logic',
  pinyin: 'zhishaokxiang zskx',
  create: () => ({ kind: 'gate', data: { gate: 'atLeast', k: 2 } }),
  owns: (node) => node.kind === 'gate' && node.data.gate === 'atLeast',
  Body,
  Settings,
};
